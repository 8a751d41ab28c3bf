import { describe, expect, it } from "vitest";
import { outOfSpaceCause } from "../../src/duckdb/index.js";

describe("no room to write", () => {
  const full = 'Could not write file "/data/snapshot.duckdb": No space left on device';
  const told = [
    new Error(`IO Error: ${full}`),
    new Error(`TransactionContext Error: Failed to commit: ${full}`),
    Object.assign(new Error("write failed"), { code: "ENOSPC" }),
    Object.assign(new Error("write failed"), { code: "EDQUOT" }),
  ];
  it.each(told)("is told by %s, also as the cause of a cause", (error) => {
    const outer = new Error("outer", { cause: new Error("inner", { cause: error }) });
    expect(outOfSpaceCause(error)).toBe(error);
    expect(outOfSpaceCause(outer)).toBe(error);
  });

  const others = [
    new Error('IO Error: No files found that match the pattern "/data/no space left/quota.csv"'),
    new Error("could not write disk full.csv"),
    Object.assign(new Error("ENOSPC.csv is missing"), { code: "ENOENT" }),
    "ENOSPC",
  ];
  it.each(others)("is not told by a path or a word: %s", (error) => {
    expect(outOfSpaceCause(error)).toBeNull();
  });
});
