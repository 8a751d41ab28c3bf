import { describe, expect, it } from "vitest";
import { monthLabels, type PlacedMonth } from "../../src/charts/month-axis.js";

const UNKNOWN = { value: null, lower: null, upper: null, exposure_h: null } as const;

/** Months from November 2003 on, each so many px wide, in a row. */
function monthsOfWidth(width: number, count: number): PlacedMonth[] {
  return Array.from({ length: count }, (_, i) => {
    const id = new Date(Date.UTC(2003, 10 + i, 1)).toISOString().slice(0, 10);
    const to = new Date(Date.UTC(2003, 11 + i, 1)).toISOString().slice(0, 10);
    const place = { left: i * width, right: (i + 1) * width };
    const flags = { is_partial: false, is_few: false };
    return { id, group_id: id.slice(0, 7), from: id, to, count: 5, ...UNKNOWN, ...flags, ...place };
  });
}

function yearsOf(months: readonly PlacedMonth[]): string[] {
  return monthLabels(months, null)
    .filter(({ year }) => year !== "")
    .map(({ month, year }) => `${month.id.slice(0, 7)} ${year}`);
}

describe("the years of a time axis", () => {
  it("stand under the first month and under each January", () => {
    expect(yearsOf(monthsOfWidth(40, 16))).toEqual([
      ...["2003-11 2003", "2004-01 2004", "2005-01 2005"],
    ]);
  });

  it("leave out that of the first month where the next January is too near", () => {
    // Two months of 3 px are less than four digits take.
    expect(yearsOf(monthsOfWidth(3, 16))).toEqual(["2004-01 2004", "2005-01 2005"]);
  });

  it("are left out where all months are of one year", () => {
    expect(yearsOf(monthsOfWidth(40, 2))).toEqual([]);
  });
});
