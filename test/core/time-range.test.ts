import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  civilDateIn,
  daysBetween,
  isCivilDate,
  isTimeZone,
  previousRange,
  seededRandom,
  timeRange,
  wholeMonths,
  windowParameters,
} from "../../src/core/index.js";

/** Every day of a half-open span. */
function days(from: string, to: string): string[] {
  const found: string[] = [];
  for (let day = from; day < to; day = addDays(day, 1)) found.push(day);
  return found;
}

describe("civil dates", () => {
  test("a date that does not exist is no date", () => {
    expect(["2018-02-29", "2018-13-01", "2018-2-1", "x"].filter(isCivilDate)).toEqual([]);
    expect(isCivilDate("2020-02-29")).toBe(true);
  });

  test("days and months step over the ends of months and years", () => {
    expect(addDays("2018-12-31", 1)).toBe("2019-01-01");
    expect(addDays("2020-03-01", -1)).toBe("2020-02-29");
    expect(addMonths("2018-12-15", 1)).toBe("2019-01-01");
    expect(addMonths("2018-01-01", -1)).toBe("2017-12-01");
    expect(daysBetween("2018-03-01", "2018-04-01")).toBe(31);
  });

  test("the date of an instant is the zone's", () => {
    const instant = new Date("2018-05-01T03:59:59Z");
    expect(civilDateIn("America/New_York", instant)).toBe("2018-04-30");
    expect(civilDateIn("Asia/Kathmandu", instant)).toBe("2018-05-01");
  });

  test("a zone that does not exist is refused", () => {
    expect(isTimeZone("Europe/Berlin")).toBe(true);
    expect(isTimeZone("Europe/Berlyn")).toBe(false);
  });
});

describe("periods", () => {
  test("an empty period is an error that names both ends", () => {
    expect(() => timeRange("2018-04-01", "2018-04-01")).toThrow(/2018-04-01 to 2018-04-01/);
  });

  test("the period before a month is the month before, before ten days the ten days before", () => {
    expect(previousRange({ from: "2018-03-01", to: "2018-04-01" }).from).toBe("2018-02-01");
    expect(previousRange({ from: "2018-03-05", to: "2018-03-15" })).toEqual({
      from: "2018-02-23",
      to: "2018-03-05",
    });
    expect(wholeMonths({ from: "2018-01-01", to: "2019-01-01" })).toBe(12);
    expect(wholeMonths({ from: "2018-01-01", to: "2018-01-31" })).toBe(0);
  });

  test("head days, whole months and tail days are disjoint and cover the period", () => {
    const seed = 20261122;
    const random = seededRandom(seed);
    for (let round = 0; round < 500; round += 1) {
      const from = addDays("2016-01-01", random.integer(0, 900));
      const to = addDays(from, random.integer(1, 200));
      const window = windowParameters({ from, to });
      const months = days(window.month_from, window.month_to);
      const covered = [
        ...days(window.from, window.head_to),
        ...months,
        ...days(window.tail_from, window.to),
      ];
      expect(covered, `seed ${seed}, ${from} to ${to}`).toEqual(days(from, to));
      if (months.length > 0) {
        expect(window.month_from.endsWith("-01") && window.month_to.endsWith("-01")).toBe(true);
      }
    }
  });
});
