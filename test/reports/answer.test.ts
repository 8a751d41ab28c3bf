import { describe, expect, test } from "vitest";
import type { Change } from "../../src/metrics/index.js";
import { answer, periodNames, type AnswerInput } from "../../src/reports/index.js";
import { APRIL, assetRow, change, interval, MARCH, result } from "./fixtures/results.js";

const MTBF = result("mtbf", {
  value: 215.12,
  interval: interval(202, 230),
  n: 902,
  inputs: { failure_count: 902, operating_h: 194_039, exposure_h: 201_600, asset_count: 280 },
});
const MTBF_MARCH = result("mtbf", { range: MARCH, value: 180, n: 1117 });

/** Pareto by asset: the first `few` assets hold half of 280. */
function pareto(few: number) {
  return result("failure_pareto", {
    parameters: { measure: "hours", dimension: "asset" },
    value: 7561,
    rows: Array.from({ length: 40 }, (_, index) =>
      assetRow(`E${index}`, {
        cumulative_share:
          index < few ? (0.5 * (index + 1)) / few : 0.5 + (0.5 * (index - few + 1)) / (40 - few),
      }),
    ),
  });
}

/** So many hours lost in April's 30 days against 7,560 in March's 31, the same assets watched. */
function hoursChange(verdict: Change["verdict"], hours: number): Change {
  const factor = hours / 7560;
  return change(verdict, { factor, rate_factor: (factor * 31) / 30, difference: hours - 7560 });
}

const INPUT: AnswerInput = {
  names: periodNames(APRIL),
  mtbf: MTBF,
  mtbf_before: MTBF_MARCH,
  mtbf_change: change("better"),
  // 902 / 194,039 h against 1,117 / 200,000 h: 0.832; 9 to 24 % fewer as in the worked example.
  failure_span: { factor: 0.84, lower: 0.76, upper: 0.91 },
  mtbf_year_before: null,
  downtime: result("downtime_hours", { value: 7561, n: 917 }),
  // 7,561 h in 30 days against 7,560 h in 31: 3 % more a day, as many.
  downtime_change: hoursChange("no_clear_change", 7561),
  pareto: pareto(20),
  series: null,
  observed_from: "2018-02-21",
};

/** With plain blanks, as the tests write them. */
function plain(words: string): string {
  return words.replaceAll("\u00a0", " ");
}

describe("the answer", () => {
  test("a change beyond chance leads, the hours follow, and few assets that hold half end it", () => {
    expect(plain(answer(INPUT).headline)).toBe(
      "Elevators failed 16 % less often in April than in March, yet as many hours were lost: half of them on 20 of 280 elevators.",
    );
    expect(plain(answer(INPUT).short)).toBe("April 2018: failures down 16 %, hours lost unchanged");
  });

  test("half on more than a tenth of the assets is not said", () => {
    const { headline } = answer({ ...INPUT, pareto: pareto(29) });
    expect(plain(headline)).toBe(
      "Elevators failed 16 % less often in April than in March, yet as many hours were lost.",
    );
  });

  test("hours that changed beyond chance the other way are said with yet", () => {
    // 31/30 a day: 9,450 / 7,560 x 31 / 30 = 1.29
    const downtime_change = hoursChange("worse", 9450);
    const { headline, short } = answer({ ...INPUT, downtime_change, pareto: null });
    expect(plain(headline)).toContain(
      "less often in April than in March, yet 29 % more hours were lost",
    );
    expect(plain(short)).toBe("April 2018: failures down 16 %, hours lost up 29 %");
  });

  test("hours alone that changed beyond chance lead", () => {
    const { headline } = answer({
      ...INPUT,
      mtbf_change: change("no_clear_change"),
      downtime_change: hoursChange("worse", 9450),
    });
    expect(plain(headline)).toBe(
      "Elevators lost 29 % more hours in April than in March; how often they failed shows no clear change.",
    );
  });

  test("hours of a fleet that grew are told as they were judged, for each hour watched", () => {
    const downtime_change = change("better", { factor: 1.2, rate_factor: 0.8, difference: 1500 });
    const mtbf_change = change("no_clear_change");
    const { headline, short } = answer({ ...INPUT, mtbf_change, downtime_change });
    expect(plain(headline)).toMatch(
      /^Elevators lost 20 % fewer hours per hour watched in April than in March;/,
    );
    expect(plain(short)).toBe("April 2018: hours lost down 20 %, failures unchanged");
    expect(plain(answer({ ...INPUT, downtime_change }).headline)).toContain(
      "and 20 % fewer hours per hour watched were lost",
    );
  });

  test("when nothing holds it says so", () => {
    const unmoved = { ...INPUT, mtbf_change: change("no_clear_change"), pareto: null };
    expect(answer(unmoved).headline).toBe("No clear change in April.");
    expect(answer({ ...unmoved, pareto: pareto(12) }).headline).toBe(
      "No clear change in April: half of the hours lost fell on 12 of 280 elevators.",
    );
  });

  test("a period that nothing can be compared with tells its own figure", () => {
    const { headline, short, lede } = answer({
      ...INPUT,
      mtbf_before: result("mtbf", {
        range: MARCH,
        status: "partial",
        reasons: [{ code: "partial_before", values: { day: "2018-03-10" } }],
      }),
      mtbf_change: change("not_comparable"),
      failure_span: null,
    });
    expect(plain(headline)).toBe("Elevators failed 902 times in April: once in 215 h each.");
    expect(plain(short)).toBe("New York City subway, April 2018: 902 failures, MTBF 215 h");
    expect(lede[0]).toBe("The data cover only part of March, so nothing is compared.");
  });

  test("no failure and few failures are said as such, never as a mean", () => {
    const none = result("mtbf", {
      status: "empty",
      reasons: [{ code: "no_failures" }],
      interval: interval(1442, null),
      inputs: { exposure_h: 4320, asset_count: 6 },
    });
    const nothing = answer({ ...INPUT, mtbf: none, downtime: null, downtime_change: null });
    expect(nothing.headline).toBe("None of the 6 elevators had a failure in April.");
    expect(nothing.lede.slice(0, 2).map(plain)).toEqual([
      "None in 4,320 h: MTBF is at least 1,442 h.",
      "The source records no stops, so hours lost are not known.",
    ]);
    const few = answer({ ...INPUT, mtbf: result("mtbf", { status: "few", value: 700, n: 2 }) });
    expect(few.headline).toBe("Two failures in April: too few to say whether anything changed.");
  });

  test("where nothing was watched nothing is said of failures, in the subject neither", () => {
    const unwatched = result("mtbf", { status: "empty", reasons: [{ code: "no_exposure" }] });
    const found = answer({ ...INPUT, mtbf: unwatched, mtbf_change: null, failure_span: null });
    expect(found.headline).toBe("Nothing was watched in April.");
    expect(found.short).toBe("New York City subway, April 2018: nothing was watched");
    expect(found.lede.join(" ")).not.toContain("watched");
    const unknown = result("mtbf", { status: "empty", reasons: [{ code: "no_stops_recorded" }] });
    expect(answer({ ...INPUT, mtbf: unknown }).headline).toBe(
      "How often elevators failed in April is not known.",
    );
  });

  test("no failure in a part of the period is told of that part", () => {
    const part = result("mtbf", {
      status: "empty",
      reasons: [{ code: "no_failures" }, { code: "partial_after", values: { day: "2018-04-13" } }],
      inputs: { exposure_h: 1800, asset_count: 6 },
    });
    const { headline, short } = answer({ ...INPUT, mtbf: part });
    expect(headline).toBe(
      "None of the 6 elevators had a failure in the part of April that the data cover.",
    );
    expect(short).toBe("April 2018: no failures in the part with data");
  });

  test("days, months and years that are no month stand in their sentences as people say them", () => {
    const unmoved = { ...INPUT, mtbf_change: change("no_clear_change"), pareto: null };
    const days = periodNames({ from: "2018-03-05", to: "2018-03-20" });
    expect(answer({ ...unmoved, names: days }).headline).toBe(
      "No clear change from 5 Mar to 19 Mar 2018.",
    );
    expect(plain(answer({ ...INPUT, names: days }).headline)).toContain(
      "less often from 5 Mar to 19 Mar 2018 than in the 15 days before",
    );
    const quarter = periodNames({ from: "2018-01-01", to: "2018-04-01" });
    expect(quarter).toMatchObject({
      label: "January to March 2018",
      previous_name: "the 3 months before",
      year_before_phrase: "from January to March 2017",
    });
    const year = periodNames({ from: "2017-01-01", to: "2018-01-01" });
    expect(answer({ ...unmoved, names: year }).headline).toBe("No clear change in 2017.");
  });

  test("a subject stays under 60 characters", () => {
    for (const input of [INPUT, { ...INPUT, mtbf_change: change("no_clear_change") }]) {
      expect(answer(input).short.length).toBeLessThan(60);
    }
  });
});

describe("how sure", () => {
  test("a clear change is told with its counts and its interval", () => {
    expect(answer(INPUT).lede).toEqual([
      "The fall in failures is larger than chance would give (902 against 1,117; per operating hour 9 to 24 % fewer).",
      "No comparison with April 2017: the data begin on 21 Feb 2018.",
      "No target is set.",
    ]);
  });

  test("a change that can be chance is told with the interval that includes none", () => {
    const [first] = answer({
      ...INPUT,
      mtbf_change: change("no_clear_change"),
      failure_span: { factor: 0.96, lower: 0.88, upper: 1.05 },
    }).lede;
    expect(first).toBe(
      "902 failures against 1,117 in March can be chance (per operating hour between 12 % fewer and 5 % more).",
    );
  });

  test("a trend inside the period warns of the mean, and a year before is compared when it is known", () => {
    const { lede } = answer({
      ...INPUT,
      mtbf: { ...MTBF, tests: [{ id: "laplace", statistic: -2.34, p_value: 0.019, n: 902 }] },
      mtbf_year_before: result("mtbf", { value: 190, interval: interval(180, 201), n: 1000 }),
      observed_from: "2015-01-01",
    });
    expect(lede.map(plain)).toContain(
      "Failures came less and less often in April (Laplace U = −2.3, p = 0.019), so one MTBF for the whole period misleads.",
    );
    expect(lede.map(plain)).toContain("MTBF was 190 h in April 2017, now it is 215 h.");
  });

  test("the trend told is the one the metric goes by, not the plain test beside it", () => {
    const plainly = { id: "laplace", statistic: -2.1, p_value: 0.034, n: 902 } as const;
    const robust = { id: "laplace_robust", statistic: -1.5, p_value: 0.13, n: 902 } as const;
    const { lede } = answer({ ...INPUT, mtbf: { ...MTBF, tests: [plainly, robust] } });
    expect(lede.join(" ")).not.toContain("less and less often");
    const clear = { ...robust, statistic: -3.2, p_value: 0.0014 };
    const told = answer({ ...INPUT, mtbf: { ...MTBF, tests: [plainly, clear] } }).lede.join(" ");
    expect(told).toContain("(Laplace U = −3.2, p = 0.0014)");
  });

  test("half a month is told before its few failures are, and one failure is one", () => {
    const one = result("mtbf", { status: "few", n: 1, reasons: [{ code: "few_events" }] });
    const none = result("mtbf", { range: MARCH, reasons: [{ code: "no_failures" }] });
    const few = { ...INPUT, mtbf: one, mtbf_before: none, mtbf_change: change("too_few") };
    expect(answer(few).lede[0]).toBe("1 failure against 0 in March: too few to compare.");
    const half = { ...one, reasons: [...one.reasons, { code: "partial_after" as const }] };
    expect(answer({ ...few, mtbf: half }).lede[0]).toBe(
      "The data cover only part of April, so it is not compared with another.",
    );
  });

  test("the highest of at least six whole months is a record", () => {
    const months = [150, 160, 170, 155, 165, 215.12].map((value, index) => ({
      range: { from: `2017-1${index}-01`, to: `2017-1${index}-28` },
      value,
      is_complete: true,
    }));
    const { lede } = answer({ ...INPUT, series: { grain: "month", points: months } });
    expect(lede).toContain("MTBF was the highest of the 6 whole months up to it.");
  });
});
