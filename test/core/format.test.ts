import { describe, expect, it } from "vitest";
import {
  formatCount,
  formatDate,
  formatDayOf,
  formatDuration,
  formatHours,
  formatInstant,
  formatMoney,
  formatMonth,
  formatP,
  formatPercent,
  formatPercentPoints,
  formatPercentWithInterval,
  formatShare,
  formatSigned,
  formatWithInterval,
} from "../../src/core/index.js";

// The expected texts are the examples of the design's section on numbers.
describe("numbers", () => {
  it("groups thousands and writes a true minus sign", () => {
    expect(formatCount(1117)).toBe("1,117");
    expect(formatCount(-1117)).toBe("\u22121,117");
    expect(formatCount(-0.2)).toBe("0");
  });

  it("writes hours to two or three digits", () => {
    expect([0.8, 7.02, 38.9, 214.7, 1105.2].map((h) => formatHours(h))).toEqual([
      "0.8",
      "7.0",
      "39",
      "215",
      "1,105",
    ]);
    expect(formatHours(9.96)).toBe("10");
  });

  it("gives minutes below one hour and days above thirty days", () => {
    expect(formatDuration(0.63)).toBe("38\u00a0min");
    expect(formatDuration(620)).toBe("620\u00a0h");
    expect(formatDuration(816)).toBe("34\u00a0d");
    expect(formatDuration(816, "h")).toBe("816\u00a0h");
  });

  it("signs a change, and leaves a change of nothing without a sign", () => {
    expect(formatSigned(19.7, 0)).toBe("+20");
    expect(formatSigned(-0.24, 1)).toBe("\u22120.2");
    expect(formatSigned(0.04, 1)).toBe("0.0");
    expect(formatSigned(-0.04, 1)).toBe("0.0");
  });

  it("writes percentages, and differences of them in points", () => {
    expect(formatPercent(0.962, 1)).toBe("96.2\u00a0%");
    expect(formatPercentPoints(-0.0284)).toBe("\u22122.8 points");
    expect(formatPercentPoints(0.01)).toBe("+1.0 points");
    expect(formatPercentPoints(0.01, 0)).toBe("+1 point");
  });

  it("says two of three rather than 67 percent", () => {
    expect(formatShare(2, 3)).toBe("2 of 3");
    expect(formatShare(614, 902)).toBe("68\u00a0%");
  });

  it("writes p to two digits and never as zero or one", () => {
    expect(formatP(0.00001)).toBe("below 0.001");
    expect(formatP(0.0098)).toBe("0.0098");
    expect(formatP(0.00998)).toBe("0.010");
    expect(formatP(0.0123)).toBe("0.012");
    expect(formatP(0.234)).toBe("0.23");
    expect(formatP(0.9999)).toBe("above 0.99");
  });

  it("writes money whole, cents only for small amounts, with the currency's code", () => {
    expect(formatMoney(17506068.13, "USD")).toBe("USD\u00a017,506,068");
    expect(formatMoney(12.5, "EUR")).toBe("EUR\u00a012.50");
    expect(formatMoney(-1200, null)).toBe("\u22121,200");
  });
});

describe("values with an interval", () => {
  it("ends at the digit where the interval begins", () => {
    expect(formatWithInterval(215.12, 201.6, 229.7)).toEqual({
      value: "215",
      interval: "202 to 230",
    });
    expect(formatWithInterval(7.04, 6.02, 8.21)).toEqual({ value: "7.0", interval: "6.0 to 8.2" });
    expect(formatWithInterval(0.8123, 0.7401, 0.9)).toEqual({
      value: "0.81",
      interval: "0.74 to 0.90",
    });
  });

  it("says at least or at most when one end is unknown, and nothing when both are", () => {
    expect(formatWithInterval(null, 74.3, null)).toEqual({ value: "", interval: "at least 74" });
    expect(formatWithInterval(null, null, 9.2)).toEqual({ value: "", interval: "at most 9.2" });
    expect(formatWithInterval(12.4, null, null)).toEqual({ value: "12", interval: "" });
  });

  it("gives percentages one decimal only while the interval is narrower than three points", () => {
    expect(formatPercentWithInterval(0.9621, 0.951, 0.972)).toEqual({
      value: "96.2\u00a0%",
      interval: "95.1 to 97.2\u00a0%",
    });
    expect(formatPercentWithInterval(0.68, 0.65, 0.71)).toEqual({
      value: "68\u00a0%",
      interval: "65 to 71\u00a0%",
    });
  });
});

describe("dates", () => {
  it("reads an instant off the site's clock", () => {
    // New York is four hours behind UTC in April, so 03:39 UTC is the evening before.
    expect(formatInstant("2018-04-18T03:39:00Z", "America/New_York")).toBe("17 Apr 23:39");
    expect(formatInstant("2018-04-18T03:39:00Z", "UTC", { year: true })).toBe("18 Apr 2018 03:39");
    expect(formatDayOf("2018-04-18T03:39:00Z", "America/New_York")).toBe("17 Apr");
  });

  it("writes midnight as 00:00", () => {
    expect(formatInstant("2018-05-22T00:00:00Z", "UTC")).toBe("22 May 00:00");
  });

  it("writes civil dates and months without moving them to another day", () => {
    expect(formatDate("2018-04-01")).toBe("1 Apr");
    expect(formatDate("2018-04-01", { year: true })).toBe("1 Apr 2018");
    expect(formatMonth("2018-04")).toBe("April");
    expect(formatMonth("2018-09-01", { short: true, year: true })).toBe("Sep 2018");
  });

  it("refuses what is no date", () => {
    expect(() => formatDate("yesterday")).toThrow(/expected ISO 8601/);
    expect(() => formatMonth("2018-13")).toThrow(/expected YYYY-MM/);
  });
});
