import { describe, expect, test } from "vitest";
import { rowsSentence, type SourceInfo } from "../../src/http/scope/source-rows.js";

const NONE = { rows_in: 0, rows_loaded: 0, rows_unchanged: 0, rows_quarantined: 0 };

function said(rows: Partial<SourceInfo>): string {
  // The sentence reads nothing but the counts.
  return rowsSentence({ ...NONE, waiting_count: 0, ...rows } as SourceInfo);
}

describe("what became of the rows of a source", () => {
  test("rows set aside that were repaired since do not wait", () => {
    const rows = { rows_in: 5485, rows_loaded: 5482, rows_quarantined: 3 };
    expect(said({ ...rows, waiting_count: 1 })).toBe(
      "5,485 rows read = 5,482 loaded + 3 set aside (1 still waiting)",
    );
    expect(said(rows)).toBe("5,485 rows read = 5,482 loaded + 3 set aside");
  });

  test("unchanged rows are named where there are any", () => {
    expect(said({ rows_in: 1, rows_unchanged: 1 })).toBe(
      "1 row read = 0 loaded + 1 unchanged + 0 set aside",
    );
  });
});
