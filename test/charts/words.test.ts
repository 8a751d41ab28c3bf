import { describe, expect, it } from "vitest";
import {
  calendarFinding,
  chartFinding,
  chartSub,
  chartTable,
  describeChart,
  jackKnifeFinding,
  mtbfFinding,
  outagesFinding,
  paretoFinding,
} from "../../src/charts/index.js";
import type { MetricResult } from "../../src/metrics/index.js";
import { EL107, EL107_OPEN, QUIET } from "./fixtures/el107.js";
import { ELEVATOR_DOTS, OUTAGES } from "./fixtures/outages.js";
import { BASE, EMPTY, FEW, MONTHS, PARETO, PARETO_COST } from "./fixtures/results.js";

/** The months with March's figures put in place of April's. */
function withApril(value: number, lower: number, upper: number): MetricResult {
  const rows = MONTHS.rows.map((row) =>
    row["group_id"] === "2018-04-01"
      ? { ...row, value, interval_lower: lower, interval_upper: upper }
      : row,
  );
  return { ...MONTHS, rows };
}

function whole(value: number, lower: number, upper: number): MetricResult {
  return { ...BASE, value, interval: { lower, upper, level: 0.95, method: "cluster" } };
}

describe("the finding about MTBF", () => {
  it("says that it rose or fell only when the intervals allow it", () => {
    expect(mtbfFinding(MONTHS)).toBe("MTBF rose from 180 to 215 hours");
    expect(mtbfFinding(withApril(140.2, 130.1, 151.3))).toBe("MTBF fell from 180 to 140 hours");
    expect(mtbfFinding(withApril(190.4, 175.2, 207.1))).toBe(
      "No clear change in MTBF: 180 hours in March, 190 in April",
    );
  });

  it("compares two results when the earlier one is given", () => {
    expect(mtbfFinding(whole(215, 202, 230), whole(180, 170, 191))).toBe(
      "MTBF rose from 180 to 215 hours",
    );
    expect(mtbfFinding(whole(185, 170, 201), whole(180, 170, 191))).toBe(
      "No clear change in MTBF: 185 hours after 180",
    );
  });

  it("believes a better test than the intervals when it is told its outcome", () => {
    expect(chartFinding("mtbf_by_month", MONTHS, { is_clear_change: false })).toBe(
      "No clear change in MTBF: 180 hours in March, 215 in April",
    );
    const doubtful = withApril(190.4, 175.2, 207.1);
    expect(chartFinding("mtbf_by_month", doubtful, { is_clear_change: true })).toBe(
      "MTBF rose from 180 to 190 hours",
    );
  });

  it("speaks of the whole period when the last whole month has too few failures", () => {
    const rows = MONTHS.rows.map((row) =>
      row["group_id"] === "2018-04-01" ? { ...row, failure_count: 2 } : row,
    );
    expect(mtbfFinding({ ...MONTHS, rows })).toBe(
      "MTBF was 207 hours, 190 to 224 at 95\u00a0% confidence",
    );
  });

  it("claims no change without intervals", () => {
    const bare = { ...BASE, value: 300, interval: null };
    expect(mtbfFinding(bare, { ...bare, value: 100 })).toBe(
      "No clear change in MTBF: 300 hours after 100",
    );
  });

  it("does not compare with a partial month", () => {
    const rows = MONTHS.rows.filter((row) => row["group_id"] !== "2018-03-01");
    expect(mtbfFinding({ ...MONTHS, rows })).toBe(
      "MTBF was 215 hours in April, 202 to 230 at 95\u00a0% confidence",
    );
  });

  it("withholds a number from too few failures and from none", () => {
    expect(mtbfFinding(FEW)).toBe("Too few failures");
    expect(mtbfFinding(EMPTY)).toBe("No failures");
  });
});

describe("the words of MTBF by month", () => {
  it("describe first, last, extremes, the interval, and what is partial", () => {
    expect(describeChart("mtbf_by_month", MONTHS)).toBe(
      "MTBF by month, all 280 elevators. First March 180 hours, last April 215 hours; " +
        "highest 215 hours in April, lowest 180 hours in March. " +
        "April: 95 percent interval 202 to 230 hours. February and May are partial.",
    );
  });

  it("give the exposure and the bound when nothing failed", () => {
    expect(chartSub("mtbf_by_month", EMPTY)).toBe(
      "No failure in 4,320\u00a0h. MTBF is at least 1,442\u00a0h (95\u00a0%, one-sided); no mean can be given.",
    );
  });

  it("do not claim that nothing failed when the result is only not cut by month", () => {
    expect(describeChart("mtbf_by_month", BASE)).toBe(
      "MTBF by month. No records. There is a figure, but nothing to draw it by.",
    );
  });

  it("say where the scale starts, and name calendar time where no stops are recorded", () => {
    const sub = chartSub("mtbf_by_month", {
      ...MONTHS,
      reasons: [{ code: "calendar_time" }],
    });
    expect(sub).toContain("Calendar hours per failure, all 280 elevators.");
    expect(sub).toContain("Scale starts at 150\u00a0h.");
  });

  it("are followed by a table of the same values", () => {
    const { rows } = chartTable("mtbf_by_month", MONTHS);
    expect(rows.map((row) => Object.values(row.cells).join(" | "))).toEqual([
      "February, partial | 254 | 52,416 | 199 | 176 to 226",
      "March | 1,117 | 208,320 | 180 | 170 to 191",
      "April | 902 | 201,600 | 215 | 202 to 230",
      "May, partial | 535 | 141,120 | 257 | 236 to 280",
    ]);
  });
});

describe("the finding of a Pareto", () => {
  it("counts how few make half", () => {
    // 802 + 420 + ... + 185 of twelve stations pass 3,781, half of 7,563; eleven give 3,773.
    expect(paretoFinding(PARETO)).toBe("Twelve of 93 places lost half of the hours");
  });

  it("names the one that makes half alone", () => {
    // 70,200 of 120,400 is 58 %.
    expect(paretoFinding(PARETO_COST)).toBe("Oil leak alone took 58\u00a0% of the cost");
  });

  it("would be false if the hours were spread evenly", () => {
    const rows = PARETO.rows.slice(0, 15).map((row) => ({ ...row, value: 100 }));
    const even = { ...PARETO, value: 1500, rows, inputs: { category_count: 15 } };
    expect(paretoFinding(even)).toBe("Eight of 15 places lost half of the hours");
  });

  it("is followed by what is left out", () => {
    // 74 stations share 74 * 81.04 - 1.08 * (73 * 74 / 2) = 3,079.9 h.
    expect(chartSub("failure_pareto", PARETO)).toContain(
      "The rest: 3,080\u00a0h in 74 more places.",
    );
  });

  it("speaks of the groups in the reader's words", () => {
    const byAsset = { ...PARETO, parameters: { dimension: "asset", measure: "count" } };
    expect(paretoFinding(byAsset)).toBe("Twelve of 93 elevators had half of the failures");
  });
});

describe("the finding of a time line", () => {
  it("counts how few failures took half of the hours", () => {
    expect(calendarFinding(EL107)).toBe(
      "Seven of 46 failures took half of the 175 hours that EL107 was down",
    );
  });

  it("says first that the asset is still out", () => {
    // From 19 May 10:00 to the end of the data, 22 May 00:00, are 62 hours.
    expect(calendarFinding(EL107_OPEN)).toBe(
      "EL107 has been out since 19 May 10:00: 62 hours so far",
    );
  });

  it("says that nothing failed, or how often", () => {
    expect(calendarFinding(QUIET)).toBe("EL999 did not fail");
    const twice = {
      ...EL107,
      records: EL107.records.slice(1, 2).concat(EL107.records.slice(3, 4)),
    };
    expect(calendarFinding(twice)).toBe("EL107 failed twice, 6.1 hours down");
  });
});

describe("the other findings", () => {
  it("give the share of the longest outages", () => {
    // 2,158 of 7,561 hours are 28.5 %.
    expect(outagesFinding(OUTAGES)).toBe("Ten outages took 29\u00a0% of the hours lost in April");
  });

  it("count those above both means", () => {
    const dots = ELEVATOR_DOTS.rows;
    const failures = dots.reduce((sum, row) => sum + Number(row["failure_count"]), 0);
    const hours = dots.reduce((sum, row) => sum + Number(row["downtime_h"]), 0);
    let bad = 0;
    for (const row of dots) {
      const count = Number(row["failure_count"]);
      const isOften = count > failures / dots.length;
      if (isOften && Number(row["downtime_h"]) / count > hours / failures) bad += 1;
    }
    expect(jackKnifeFinding(ELEVATOR_DOTS)).toBe(
      `${bad} of 120 elevators fail both more often and longer than the mean`,
    );
  });
});
