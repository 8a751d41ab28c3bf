import { describe, expect, test } from "vitest";
import { tile, type Series, type TileContext } from "../../src/reports/index.js";
import { APRIL, change, interval, MARCH, result } from "./fixtures/results.js";

const NOTHING: TileContext = { previous: null, change: null, series: null };

const MTBF = result("mtbf", {
  value: 215.12,
  interval: interval(202.3, 229.8),
  n: 902,
  inputs: { failure_count: 902, operating_h: 194_039, exposure_h: 201_600 },
});

const WEEKS: Series = {
  grain: "week",
  points: [167, 180, 201, 180, 165, 214, 212, 203, 232, 234, 297, 256].map((value, index) => {
    const day = (n: number): string =>
      new Date(Date.parse("2018-02-26T00:00:00Z") + n * 86_400_000).toISOString().slice(0, 10);
    return { range: { from: day(7 * index), to: day(7 * index + 7) }, value, is_complete: true };
  }),
};

describe("a tile", () => {
  test("rounds the value to the digit where its interval begins and names basis and change", () => {
    const found = tile(MTBF, {
      previous: result("mtbf", {
        range: MARCH,
        value: 179.6,
        interval: interval(169, 191),
        n: 1117,
      }),
      change: change("better"),
      series: WEEKS,
    });
    // 215.12 / 179.6 = 1.198
    expect(found).toMatchObject({
      name: "Mean time between failures",
      short_name: "MTBF",
      value: "215",
      unit: "h",
      interval: "202 to 230\u00a0h",
      n: "902 failures",
      change: "+20\u00a0% on March's 180\u00a0h",
      change_short: "+20\u00a0%",
      verdict: { code: "better", word: "Better", symbol: "up", tone: "good" },
      href: "/metrics/mtbf?from=2018-04-01&to=2018-05-01&site=mta&source=mta",
    });
  });

  test("draws whole periods only, the reported ones from their first to their last", () => {
    const found = tile(MTBF, { ...NOTHING, series: WEEKS });
    expect(found.spark?.values).toHaveLength(12);
    // Weeks that lie whole inside April begin on the 2nd, 9th, 16th and 23rd: the 6th to the 9th.
    expect([found.spark?.reported_from, found.spark?.reported]).toEqual([5, 8]);
    expect(found.spark?.label).toBe(
      "Mean time between failures by week: first 167\u00a0h, last 256\u00a0h, lowest 165\u00a0h, highest 297\u00a0h",
    );
    const partial = WEEKS.points.map((point, index) => ({ ...point, is_complete: index > 1 }));
    expect(
      tile(MTBF, { ...NOTHING, series: { ...WEEKS, points: partial } }).spark?.values,
    ).toHaveLength(10);
    expect(
      tile(MTBF, { ...NOTHING, series: { ...WEEKS, points: partial.slice(0, 4) } }).spark,
    ).toBeNull();
  });

  test("the better direction decides the word, the number's direction the triangle", () => {
    const previous = result("downtime_hours", { range: MARCH, value: 7000, n: 900 });
    const hours = result("downtime_hours", {
      value: 9000,
      interval: interval(8000, 10_000),
      n: 950,
    });
    expect(tile(hours, { previous, change: change("worse"), series: null }).verdict).toEqual({
      code: "worse",
      word: "Worse",
      symbol: "up",
      tone: "bad",
    });
  });

  test("totals are compared for each hour watched, since months and fleets differ", () => {
    const previous = result("downtime_hours", { range: MARCH, value: 7486, n: 900 });
    const hours = result("downtime_hours", { value: 7561, interval: interval(5682, 9810), n: 917 });
    // (7,561 / 30) / (7,486 / 31) = 1.0437
    const steady = change("no_clear_change", { rate_factor: 7561 / 30 / (7486 / 31) });
    const found = tile(hours, { previous, change: steady, series: null });
    expect(found.change).toBe("+4\u00a0% per hour watched (March: 7,486\u00a0h)");
    expect(found.verdict?.word).toBe("No clear change");
  });

  test("the number beside better is the one that was judged, also where the fleet grew", () => {
    const previous = result("failure_count", { range: MARCH, value: 100, n: 100 });
    const count = result("failure_count", { value: 120, interval: interval(99, 143), n: 120 });
    // 120 / (15 x 720 h) against 100 / (10 x 744 h) = 0.827
    const judged = change("better", { factor: 1.2, rate_factor: 120 / 10_800 / (100 / 7440) });
    expect(tile(count, { previous, change: judged, series: null })).toMatchObject({
      verdict: { code: "better" },
      change: "−17\u00a0% per hour watched (March: 100)",
      change_short: "−17\u00a0%",
    });
  });

  test("as many hours watched need no words about them", () => {
    const previous = result("failure_count", { range: MARCH, value: 100, n: 100 });
    const count = result("failure_count", { value: 120, interval: interval(99, 143), n: 120 });
    const same = change("no_clear_change", { factor: 1.2, rate_factor: 1.2 });
    expect(tile(count, { previous, change: same, series: null }).change).toBe(
      "+20\u00a0% on March's 100",
    );
  });

  test("shares are compared in points and shown in percent", () => {
    const previous = result("availability_operational", { range: MARCH, value: 0.963, n: 280 });
    const share = result("availability_operational", {
      value: 0.9621,
      interval: interval(0.951, 0.9715),
      n: 280,
      inputs: { exposure_h: 201_600, asset_count: 280 },
    });
    expect(
      tile(share, { previous, change: change("no_clear_change"), series: null }),
    ).toMatchObject({
      name: "Availability, unplanned stops only",
      value: "96.2",
      unit: "%",
      interval: "95.1 to 97.2\u00a0%",
      n: "280 elevators × 720 h",
      change: "−0.1 points on March",
    });
  });

  test("a figure the source cannot give says why and shows no number", () => {
    const mttr = result("mttr", { status: "empty", reasons: [{ code: "no_ends_recorded" }] });
    expect(tile(mttr, NOTHING)).toMatchObject({
      value: "",
      placeholder: "Not available",
      missing: "The source records no end.",
      verdict: null,
      change: "",
      n: "",
    });
  });

  test("no failure and few failures give their interval and no value", () => {
    const none = result("mtbf", {
      status: "empty",
      reasons: [{ code: "no_failures" }],
      interval: interval(1442, null),
      inputs: { exposure_h: 4320 },
    });
    expect(tile(none, NOTHING)).toMatchObject({
      value: "",
      placeholder: "No failures",
      missing: "None in 4,320 h: MTBF is at least 1,442\u00a0h.",
    });
    const few = result("mtbf", { status: "few", value: 360, n: 2, interval: interval(100, 2970) });
    expect(tile(few, NOTHING)).toMatchObject({
      value: "",
      placeholder: "Too few failures",
      missing: "2 failures: 100 to 2,970\u00a0h.",
    });
  });

  test("a count of few is still a count", () => {
    const two = result("failure_count", {
      status: "few",
      value: 2,
      n: 2,
      interval: interval(0.2, 7.2),
    });
    expect(tile(two, NOTHING)).toMatchObject({ value: "2", interval: "0 to 7" });
  });

  test("a partial month before is named and not compared", () => {
    const previous = result("mtbf", { range: MARCH, status: "partial", value: 199 });
    const found = tile(MTBF, { previous, change: change("not_comparable"), series: null });
    expect(found.verdict?.word).toBe("Not comparable");
    expect(found.change).toBe("The data cover only part of March");
    expect(found.change_short).toBe("");
  });

  test("a month before the data is named and not compared", () => {
    const previous = result("mtbf", {
      range: MARCH,
      status: "empty",
      reasons: [{ code: "no_exposure" }],
    });
    const found = tile(MTBF, { previous, change: change("not_comparable"), series: null });
    expect(found.change).toBe("No data for March");
    expect(tile(MTBF, { ...NOTHING, change: change("not_comparable") }).change).toBe(
      "No data for March",
    );
  });

  test("the dotted line of a total is its share of a week", () => {
    const previous = result("downtime_hours", { range: MARCH, value: 7440, n: 900 });
    const hours = result("downtime_hours", { range: APRIL, value: 7561, n: 917 });
    const found = tile(hours, { previous, change: change("no_clear_change"), series: WEEKS });
    // 7,440 h in 31 days are 240 h a day, 1,680 h a week.
    expect(found.spark?.compared).toBeCloseTo(1680, 9);
  });

  test("what has no possessive is compared without one", () => {
    const range = { from: "2018-04-05", to: "2018-04-20" };
    const previous = result("mtbf", { range: MARCH, value: 179.6, interval: interval(169, 191) });
    const found = tile({ ...MTBF, range }, { previous, change: change("better"), series: null });
    expect(found.change).toBe("+20\u00a0% on 180\u00a0h in the 15 days before");
  });

  test("the dotted line of a quarter's total is its share of a month, that of a mean the mean", () => {
    const quarter = { from: "2017-10-01", to: "2018-01-01" };
    const months: Series = {
      grain: "month",
      points: [30, 34, 32].map((value, index) => ({
        range: { from: `2018-0${index + 1}-01`, to: `2018-0${index + 2}-01` },
        value,
        is_complete: true,
      })),
    };
    const context = { change: change("no_clear_change"), series: months };
    const range = { from: "2018-01-01", to: "2018-04-01" };
    const before = result("failure_count", { range: quarter, value: 99, n: 99 });
    const count = result("failure_count", { range, value: 96, n: 96 });
    expect(tile(count, { ...context, previous: before }).spark?.compared).toBe(33);
    const mean = result("mtbf", { range: quarter, value: 180, n: 99 });
    const now = result("mtbf", { range, value: 185, n: 96 });
    expect(tile(now, { ...context, previous: mean }).spark?.compared).toBe(180);
  });
});
