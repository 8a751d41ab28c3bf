import { describe, expect, test } from "vitest";
import { periodNames, worstAssets, type WorstAssetsInput } from "../../src/reports/index.js";
import { APRIL, assetChange, assetRow, result } from "./fixtures/results.js";

function counts(failure_count: number, value: number, lower: number, upper: number) {
  return {
    failure_count,
    operating_h: 700,
    value,
    interval_lower: lower,
    interval_upper: upper,
  };
}

const INPUT: WorstAssetsInput = {
  names: periodNames(APRIL),
  downtime: result("downtime_hours", {
    rows: [
      assetRow("EL311", { downtime_h: 251 }),
      assetRow("EL700X", { downtime_h: 708 }),
      assetRow("EL1", { downtime_h: 0 }),
      assetRow("EL324", { downtime_h: 251 }),
    ],
  }),
  mtbf: result("mtbf", {
    rows: [
      assetRow("EL700X", counts(2, 6, 1.7, 50)),
      assetRow("EL311", counts(12, 39.1, 22.3, 75.6)),
      assetRow("EL324", counts(1, 410, 74, 16_000)),
      assetRow("EL1", counts(0, 0, 200, 0)),
    ],
  }),
  changes: [
    assetChange("EL700X", [2, 3], "no_clear_change"),
    assetChange("EL311", [12, 3], "worse"),
    assetChange("EL324", [1, 10], "better"),
  ],
  rows: 2,
};

function cellsOf(input: WorstAssetsInput) {
  const { table } = worstAssets(input);
  return table.rows.map((row) =>
    Object.fromEntries(table.columns.map(({ id }, index) => [id, row.cells[index]])),
  );
}

describe("the worst assets", () => {
  test("rank by hours lost, ties by id, and leave out those that lost none", () => {
    const { table } = worstAssets({ ...INPUT, rows: 15 });
    expect(table.rows.map((row) => row.id)).toEqual(["id-EL700X", "id-EL311", "id-EL324"]);
  });

  test("below four failures there is no MTBF, only the lower end of its interval", () => {
    const [first, second] = cellsOf(INPUT);
    expect(first?.["mtbf"]?.text).toBe("too few");
    expect(first?.["interval"]?.text).toBe("at least 1.7");
    expect(second?.["mtbf"]?.text).toBe("39");
    expect(second?.["interval"]?.text).toBe("22 to 76");
  });

  test("each number leads to its evidence and the name to the dossier", () => {
    const [first] = cellsOf(INPUT);
    expect(first?.["asset"]).toMatchObject({ text: "EL700X", href: "/assets/id-EL700X" });
    expect(first?.["hours"]?.href).toBe(
      "/metrics/downtime_hours?from=2018-04-01&to=2018-05-01&site=mta&source=mta&asset=id-EL700X",
    );
  });

  test("bars are parts of the largest, and the judgement is a word with its symbol", () => {
    const [first, second, third] = cellsOf({ ...INPUT, rows: 3 });
    expect(first?.["drawn"]?.bar).toBe(1);
    expect(second?.["drawn"]?.bar).toBeCloseTo(251 / 708, 12);
    expect(second?.["verdict"]).toMatchObject({ text: "more often", symbol: "up", tone: "bad" });
    expect(third?.["verdict"]).toMatchObject({ text: "less often", symbol: "down", tone: "good" });
  });

  test("the finding tells their share of the whole, the note how many marks chance gives", () => {
    const { finding, sub, note } = worstAssets(INPUT);
    // (708 + 251) / (708 + 251 + 251) = 0.793
    expect(finding).toBe("2 of 280 elevators took 79\u00a0% of the hours lost in April");
    expect(sub).toBe("By hours lost in April; 2 of 280 elevators.");
    // 2 rows at a level of 0.05 each
    expect(note).toContain("with 2 rows expect 0.1 such marks by chance alone.");
  });

  test("where no stops are recorded failures rank, and without a month before nothing is judged", () => {
    const { table } = worstAssets({ ...INPUT, downtime: null, changes: null });
    expect(table.rows.map((row) => row.id)).toEqual(["id-EL311", "id-EL700X"]);
    expect(table.columns.map((column) => column.id)).toEqual([
      "asset",
      "area",
      "failures",
      "drawn",
      "mtbf",
      "interval",
    ]);
  });

  test("a period without hours lost has an empty table and says so", () => {
    const nothing = worstAssets({ ...INPUT, downtime: result("downtime_hours") });
    expect(nothing.table.rows).toEqual([]);
    expect(nothing.sub).toBe("No hours lost in April.");
  });
});
