import { describe, expect, test } from "vitest";
import { checkColumns, isExcluded } from "../../src/sources/columns.js";
import { testFeed } from "./read-file.js";

const feed = testFeed({
  key: ["number"],
  fields: {
    asset: { column: "machine", former: ["unit", "equipment"] },
    title: { column: "text" },
    cost: { column: "cost", is_new: true },
  },
  exclude: [{ column: "state", former: ["status"], equals: ["void"], reason: "void" }],
});

function check(...columns: string[]): () => void {
  return () => checkColumns(columns, feed, { place: "a.csv", elsewhere: null });
}

describe("the columns of a file", () => {
  test("may bear their former names, and lack those that are new", () => {
    expect(check("number", "machine", "text", "cost", "state")).not.toThrow();
    expect(check("number", "unit", "text", "status")).not.toThrow();
    expect(check("number", "equipment", "text", "state")).not.toThrow();
  });

  test("are refused without a column that bears none of its names", () => {
    expect(check("number", "text", "state")).toThrow("machine");
    expect(check("number", "unit", "status")).toThrow("text");
    expect(check("unit", "text", "state")).toThrow("number");
  });

  test("tell by a former name too which rows a rule leaves out", () => {
    expect(isExcluded(feed, ["number", "status"], ["1", "void"])).toBe(true);
    expect(isExcluded(feed, ["number", "status"], ["1", "open"])).toBe(false);
  });
});
