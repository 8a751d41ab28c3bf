import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ratioOfChange } from "../../src/charts/change.js";
import { foldTimeline } from "../../src/charts/fold.js";
import {
  calendarFinding,
  chartId,
  figureData,
  palettes,
  renderChart,
} from "../../src/charts/index.js";
import {
  countColumns,
  intervalMark,
  logAxis,
  logAxisHead,
  sparkline,
} from "../../src/charts/index.js";
import { monthsOf } from "../../src/charts/months.js";
import { fitText, textWidth, wrapText } from "../../src/charts/text-width.js";
import { linearScale, logTicks } from "../../src/charts/ticks.js";
import { EL107, YEARS } from "./fixtures/el107.js";
import { MONTHS, PARETO, WEEKS } from "./fixtures/results.js";

describe("a change between two figures", () => {
  it("has an interval from the intervals of both", () => {
    // Logs: before 5, 4.9 to 5.1; after 5.3, 5.1 to 5.6. Ratio 0.3, minus sqrt(0.2^2 + 0.1^2),
    // plus sqrt(0.3^2 + 0.1^2).
    const log = (x: number) => Math.exp(x);
    const before = { value: log(5), lower: log(4.9), upper: log(5.1) };
    const after = { value: log(5.3), lower: log(5.1), upper: log(5.6) };
    const change = ratioOfChange(before, after);
    expect(change?.ratio).toBeCloseTo(Math.exp(0.3), 12);
    expect(change?.lower).toBeCloseTo(Math.exp(0.3 - Math.sqrt(0.05)), 12);
    expect(change?.upper).toBeCloseTo(Math.exp(0.3 + Math.sqrt(0.1)), 12);
    expect(change?.is_clear).toBe(true);
  });

  it("is unknown without all six numbers", () => {
    const known = { value: 2, lower: 1, upper: 3 };
    expect(ratioOfChange(known, { ...known, upper: null })).toBeNull();
    expect(ratioOfChange({ ...known, lower: 0 }, known)).toBeNull();
  });
});

describe("the months of a result", () => {
  it("place a partial first month at its end and a partial last month at its start", () => {
    const spans = monthsOf(MONTHS).map(({ from, to }) => `${from} ${to}`);
    // 52,416 h of 280 elevators at 24 h a day are 7.8 days; 141,120 h are 21 days.
    expect(spans).toEqual([
      "2018-02-21 2018-03-01",
      "2018-03-01 2018-04-01",
      "2018-04-01 2018-05-01",
      "2018-05-01 2018-05-22",
    ]);
  });

  it("look at the site's day to tell the first month from the last", () => {
    // 02:00 UTC on 1 June is still 31 May, 22:00, in New York: May is the last month of the data.
    const rows = MONTHS.rows.slice(-1);
    const provenance = { ...MONTHS.provenance, data_to: "2018-06-01T02:00:00Z" };
    const scope = { ...MONTHS.scope, zone: "America/New_York" };
    expect(monthsOf({ ...MONTHS, rows, provenance, scope })[0]?.from).toBe("2018-05-01");
  });

  it("keep the days a period was cut to", () => {
    const rows = [{ ...MONTHS.rows[0], period_from: "2018-02-21", period_to: "2018-03-01" }];
    expect(monthsOf({ ...MONTHS, rows })[0]?.from).toBe("2018-02-21");
  });
});

describe("a folded time line", () => {
  it("loses no hour: the rows add up to the stops, cut where watching began", () => {
    // An independent walk: no stops of EL107 overlap, so their lengths add up.
    const watched = Date.parse("2018-02-21T05:14:00Z");
    let hours = 0;
    for (const { started_at, ended_at, time_class } of EL107.records) {
      if (time_class !== "unplanned" || ended_at === null) continue;
      hours += (Date.parse(ended_at) - Math.max(watched, Date.parse(started_at))) / 3_600_000;
    }
    const rows = foldTimeline(EL107).rows;
    expect(rows.reduce((sum, row) => sum + row.down_h, 0)).toBeCloseTo(hours, 9);
    expect(rows.reduce((sum, row) => sum + row.failure_count, 0)).toBe(46);
  });

  it("counts a failure in the week it starts and its hours in every week it touches", () => {
    const stop = {
      id: "1",
      started_at: "2018-03-04T20:00:00Z",
      ended_at: "2018-03-05T06:00:00Z",
      time_class: "unplanned",
      reason: null,
      href: null,
    } as const;
    const { rows } = foldTimeline({ ...EL107, records: [stop] });
    const weeks = rows.slice(1, 3).map((row) => [row.starts_on, row.failure_count, row.down_h]);
    // 4 March 2018 was a Sunday.
    expect(weeks).toEqual([
      ["2018-02-26", 1, 4],
      ["2018-03-05", 0, 6],
    ]);
  });

  it("does not count a failure that began before the period, unless watching began then", () => {
    const stop = {
      id: "1",
      started_at: "2018-02-20T00:00:00Z",
      ended_at: "2018-03-02T00:00:00Z",
      time_class: "unplanned",
      reason: null,
      href: null,
    } as const;
    const later = { from: "2018-03-01", to: "2018-03-08" };
    const counts = (timeline: typeof EL107): number =>
      foldTimeline(timeline).rows.reduce((sum, row) => sum + row.failure_count, 0);
    expect(counts({ ...EL107, records: [stop], range: later })).toBe(0);
    expect(counts({ ...EL107, records: [stop] })).toBe(1);
  });

  it("leaves out a stop that ends as watching begins and one that begins as the period ends", () => {
    const stop = (id: string, started_at: string, ended_at: string | null) =>
      ({ id, started_at, ended_at, time_class: "unplanned", reason: null, href: null }) as const;
    // The site's clock is UTC here: the period is 1 March 00:00 to 8 March 00:00.
    const week = { ...EL107, zone: "UTC", range: { from: "2018-03-01", to: "2018-03-08" } };
    const observed = { from: "2018-03-01T00:00:00Z", to: "2018-03-08T00:00:00Z" };
    const records = [
      stop("before", "2018-02-28T20:00:00Z", "2018-03-01T00:00:00Z"),
      stop("running", "2018-02-28T20:00:00Z", "2018-03-01T01:00:00Z"),
      stop("moment", "2018-03-05T00:00:00Z", "2018-03-05T00:00:00Z"),
      stop("after", "2018-03-08T00:00:00Z", null),
    ];
    const rows = foldTimeline({ ...week, observed, records }).rows;
    // Two weeks: the one of Thursday 1 March, and the one that begins on Monday 5 March.
    expect(rows.map((row) => row.failure_count)).toEqual([1, 1]);
    expect(rows.flatMap(({ pieces }) => pieces.map(({ record }) => record.id))).toEqual([
      "running",
      "moment",
    ]);
    expect(calendarFinding({ ...week, observed, records })).toBe(
      "EL107 failed twice, 1.0 hours down",
    );
  });

  it("counts overlapping stops once in hours, and stops of one failure as one", () => {
    const stop = (id: string, from: string, to: string) =>
      ({
        id,
        started_at: `2018-03-06T${from}:00Z`,
        ended_at: `2018-03-06T${to}:00Z`,
        time_class: "unplanned",
        reason: null,
        href: null,
        failure_id: "f",
      }) as const;
    const records = [stop("1", "01:00", "04:00"), stop("2", "03:00", "05:00")];
    const week = foldTimeline({ ...EL107, records }).rows[2];
    expect(week?.down_h).toBe(4);
    expect(week?.failure_count).toBe(1);
  });

  it("reads the site's clock, and counts true hours over the night the clock turns", () => {
    // New York: on 11 March 2018 at 02:00 the clock went to 03:00, so 01:00 to 05:00 are 3 hours.
    const stop = {
      id: "1",
      started_at: "2018-03-11T06:00:00Z",
      ended_at: "2018-03-11T09:00:00Z",
      time_class: "unplanned",
      reason: null,
      href: null,
    } as const;
    const timeline = { ...EL107, zone: "America/New_York", records: [stop] };
    const week = foldTimeline(timeline).rows.find((row) => row.starts_on === "2018-03-05");
    expect(week?.down_h).toBe(3);
    expect(week?.pieces[0]?.from_h).toBe(6 * 24 + 1);
    expect(week?.pieces[0]?.to_h).toBe(6 * 24 + 5);
  });

  it("has a row a week, a month or a year, by the length of the period", () => {
    expect(foldTimeline(EL107).fold).toBe("week");
    expect(foldTimeline(YEARS).fold).toBe("month");
    const decade = { ...EL107, range: { from: "2010-01-01", to: "2020-01-01" } };
    expect(foldTimeline(decade).fold).toBe("year");
    expect(foldTimeline(decade).rows).toHaveLength(10);
  });
});

describe("scales", () => {
  it("start at 0 when the values reach far down, else a little below the smallest", () => {
    expect(linearScale(20, 100)).toEqual({ from: 0, to: 100, ticks: [0, 50, 100] });
    expect(linearScale(169.5, 297.5)).toEqual({ from: 150, to: 300, ticks: [150, 200, 250, 300] });
  });

  it("have three to five gridlines for any range", () => {
    for (const [low, high] of [
      [0.01, 0.02],
      [3, 4],
      [7, 93],
      [100, 131],
      [1200, 98000],
    ] as const) {
      const { ticks, from, to } = linearScale(low, high);
      expect(ticks.length, `${low} to ${high}`).toBeGreaterThanOrEqual(3);
      expect(ticks.length, `${low} to ${high}`).toBeLessThanOrEqual(6);
      expect(from).toBeLessThanOrEqual(low);
      expect(to).toBeGreaterThanOrEqual(high);
    }
  });

  it("by logarithm have lines at 1, 3, 10, 30, or at whole decades", () => {
    expect(logTicks(0.85, 40)).toEqual([1, 3, 10, 30]);
    expect(logTicks(0.05, 400)).toEqual([0.1, 1, 10, 100]);
  });
});

describe("text", () => {
  it("is measured by the fonts' own widths", () => {
    // Every digit of IBM Plex Sans is 600 units wide: three of them at 12 px are 21.6 px.
    expect(textWidth("215", { size: 12 })).toBeCloseTo(21.6, 9);
    expect(textWidth("215", { size: 12, isStrong: true })).toBeCloseTo(21.6, 9);
  });

  it("is shortened with an ellipsis and broken at spaces", () => {
    const style = { size: 12 };
    const fitted = fitText("42 St - Port Authority Bus Terminal", 120, style);
    expect(fitted.endsWith("\u2026")).toBe(true);
    expect(textWidth(fitted, style)).toBeLessThanOrEqual(120);
    expect(fitText("28 St", 120, style)).toBe("28 St");
    expect(wrapText("one two three", 50, style)).toEqual(["one two", "three"]);
  });
});

describe("marks in a row", () => {
  it("put the interval and the value on the axis of the header", () => {
    const axis = logAxis([22, 76, 487]);
    expect(axis).toEqual({ from: 10, to: 1000, width: 120 });
    // 39 lies log10(3.9) / 2 of 116 px along, less half the tick's width.
    const svg = intervalMark({ value: 39, lower: 22, upper: 76 }, axis);
    expect(svg).toContain(`x="${((Math.log10(3.9) / 2) * 116 - 1.25).toFixed(2)}"`);
    expect(svg).toContain('aria-hidden="true"');
    expect(logAxisHead(axis)).toContain(">1,000</text>");
  });

  it("draw an arrow when there are too few failures for a value", () => {
    const svg = intervalMark({ value: null, lower: 74, upper: null }, logAxis([74]));
    expect(svg).toContain("stroke-dasharray");
    expect(svg).not.toContain("<rect");
  });

  it("say first, last and extremes of a sparkline, and break it where nothing is known", () => {
    const points = [167, null, 202, 180].map((value, index) => ({
      value,
      is_reported: index >= 2,
    }));
    const svg = sparkline({ title: "MTBF by week", unit: "h", points, compared_with: 180 });
    expect(svg).toContain(
      'aria-label="MTBF by week: first 167, last 180, lowest 167, highest 202 h"',
    );
    expect(svg.match(/<polyline/g)).toHaveLength(2);
    const none = sparkline({ title: "MTBF by week", unit: "h", points: [], compared_with: null });
    expect(none).toContain("no values yet");
  });

  it("share one scale between rows of columns", () => {
    const columns = { title: "failures by week", reported: [0, 1] as const, largest: 8 };
    const svg = countColumns({ ...columns, counts: [8, 2, 0] });
    expect(svg).toContain('height="16"');
    expect(svg).toContain('height="4"');
    expect(svg.match(/<rect/g)).toHaveLength(2);
  });
});

describe("a figure's data", () => {
  it("is inert inside a script element and draws the same", async () => {
    const options = { finer: WEEKS };
    const hostile = { ...MONTHS, title: "</script><script>alert(1)</script>" };
    const json = figureData("mtbf_by_month", hostile, options);
    expect(json).not.toContain("<");
    const data = JSON.parse(json) as { input: typeof MONTHS; options: typeof options };
    const size = { width: 595, theme: "css" } as const;
    expect(await renderChart("mtbf_by_month", data.input, { ...data.options, ...size })).toBe(
      await renderChart("mtbf_by_month", hostile, { ...options, ...size }),
    );
  });

  it("leaves out the columns that the chart does not read", () => {
    expect(figureData("failure_pareto", PARETO)).not.toContain('asset_count":9');
  });
});

describe("names of charts", () => {
  it("are checked, and the known ones told", () => {
    expect(chartId("failure_pareto")).toBe("failure_pareto");
    expect(() => chartId("pie")).toThrow(/unknown chart: pie — expected one of mtbf_by_month/);
  });
});

function luminance(hex: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe("colours", () => {
  it("keep text at 4.5 to 1 and marks at 3 to 1 in every theme", () => {
    for (const [theme, palette] of Object.entries(palettes)) {
      for (const ground of [palette.paper, palette.wash]) {
        for (const ink of ["ink", "ink-2", "ink-3"] as const) {
          expect(contrast(palette[ink], ground), `${theme} ${ink}`).toBeGreaterThanOrEqual(4.5);
        }
      }
      for (const mark of ["mark", "data", "data-mute"] as const) {
        expect(contrast(palette[mark], palette.paper), `${theme} ${mark}`).toBeGreaterThanOrEqual(
          3,
        );
      }
      expect(contrast(palette.mark, palette.paper), theme).toBeGreaterThanOrEqual(4.5);
      expect(contrast(palette.bad, palette["bad-wash"]), theme).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("are those of the pages' style sheet", () => {
    const css = readFileSync(new URL("../../src/http/assets/tokens.css", import.meta.url), "utf8");
    const blocks = {
      light: css.slice(css.indexOf('[data-theme="light"]')),
      dark: css.slice(css.indexOf('[data-theme="dark"]')),
      print: css.slice(css.indexOf("@media print")),
    };
    for (const theme of ["light", "dark", "print"] as const) {
      for (const [name, value] of Object.entries(palettes[theme])) {
        const stated = new RegExp(`--${name}:\\s*([^;]+);`).exec(blocks[theme])?.[1];
        expect(stated, `--${name} in ${theme}`).toBe(value);
      }
    }
  });
});
