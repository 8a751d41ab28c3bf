import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LOCAL_PRINCIPAL } from "../../src/core/index.js";
import {
  metrics,
  previewDataset,
  reasonText,
  resolveDataset,
  runDetails,
  runMetric,
  type MetricResult,
} from "../../src/metrics/index.js";
import { buildHandPlant, type HandPlant } from "./hand-plant.js";
import { openMetrics, type OpenMetrics } from "./metric-context.js";

const opened: { dataDir: string; open: OpenMetrics }[] = [];

async function openPlantOf(plant: HandPlant): Promise<OpenMetrics> {
  const dataDir = await buildHandPlant(plant);
  const open = await openMetrics(dataDir);
  opened.push({ dataDir, open });
  return open;
}

afterAll(async () => {
  for (const { dataDir, open } of opened) {
    await open.snapshot.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

const JANUARY = { from: "2026-01-01", to: "2026-02-01" };
const FEBRUARY = { from: "2026-02-01", to: "2026-03-01" };
const WATCHED = ["2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z"] as const;

function codes({ reasons }: MetricResult): string[] {
  return reasons.map(({ code }) => code);
}

function hoursOf({ counted, left_out }: Awaited<ReturnType<typeof runDetails>>): number {
  return [counted, ...left_out].reduce((sum, { down_h }) => sum + (down_h ?? 0), 0);
}

async function outages({ open }: { open: OpenMetrics }, range: { from: string; to: string }) {
  const parameters = { site: "works", source: "hall", ...range, page_rows: 10 };
  const { rows } = await open.snapshot.query("lists", "outages", parameters, LOCAL_PRINCIPAL);
  return rows.map((row) => [row["asset_tag"], row["hours"]]);
}

/**
 * B stopped on 10 January and was scrapped on the 11th: 24 h down in January, none in February. A
 * was down for 6 h in February. P is the line above both; what is recorded on it has no time.
 */
const SCRAPPED = {
  assets: [
    { tag: "P" },
    { tag: "A", parent: "P" },
    { tag: "B", parent: "P", decommissioned: "2026-01-11" },
  ],
  observed: WATCHED,
} as const;

describe.each([
  [
    "stops",
    {
      ...SCRAPPED,
      failures_from: "downtime",
      stops: [
        ["B", "2026-01-10T00:00:00Z", null, "unplanned", "belt"],
        ["A", "2026-02-03T00:00:00Z", "2026-02-03T06:00:00Z", "unplanned", "belt"],
        ["P", "2026-02-05T00:00:00Z", "2026-02-05T10:00:00Z", "unplanned", "power"],
      ],
    },
  ],
  [
    "work orders",
    {
      ...SCRAPPED,
      failures_from: "work_order",
      orders: [
        { asset: "B", reported: "2026-01-10T00:00:00Z", mode: "belt" },
        {
          asset: "A",
          reported: "2026-02-03T00:00:00Z",
          ended: "2026-02-03T06:00:00Z",
          mode: "belt",
        },
        {
          asset: "P",
          reported: "2026-02-05T00:00:00Z",
          ended: "2026-02-05T10:00:00Z",
          mode: "power",
        },
      ],
    },
  ],
] as const satisfies [string, HandPlant][])("a scrapped asset, by its %s", (kind, plant) => {
  let open: OpenMetrics;
  beforeAll(async () => {
    open = await openPlantOf(plant);
  });

  test("adds its hours until it was scrapped, and none after", async () => {
    const hours = { measure: "hours", dimension: "asset" };
    const january = await runMetric("failure_pareto", { ...JANUARY, ...hours }, open.ctx);
    expect(january.rows.map((row) => [row["group_label"], row["value"]])).toEqual([["B", 24]]);
    const february = await runMetric("failure_pareto", { ...FEBRUARY, ...hours }, open.ctx);
    expect(february).toMatchObject({ status: "ok", value: 6 });
    expect(february.rows.map((row) => [row["group_label"], row["value"]])).toEqual([["A", 6]]);
    // One group: B was gone, and P has no exposure of its own.
    expect(february.inputs["category_count"]).toBe(1);
  });

  test("has records whose hours add up to the figure, without those of the line above", async () => {
    for (const range of [JANUARY, FEBRUARY]) {
      const asked = { ...range, measure: "hours" };
      const { value } = await runMetric("failure_pareto", asked, open.ctx);
      const details = await runDetails("failure_pareto", asked, open.ctx);
      expect(hoursOf(details), range.from).toBe(value);
    }
    for (const id of ["mean_down_time", "recurring_failures", "recurring_chains"]) {
      const { left_out } = await runDetails(id, FEBRUARY, open.ctx);
      const above = left_out.find(({ status }) => status === "asset_not_counted");
      expect(above, id).toMatchObject({ count: 1, down_h: null });
    }
  });

  test("stands among the outages until it was scrapped", async () => {
    const hasStops = kind === "stops";
    expect(await outages({ open }, JANUARY)).toEqual(hasStops ? [["B", 24]] : []);
    expect(await outages({ open }, FEBRUARY)).toEqual(hasStops ? [["A", 6]] : []);
  });
});

describe("a stop that ran on over an asset already scrapped", () => {
  test("is outside the observation in the months after, as in the figure", async () => {
    const open = await openPlantOf({
      ...SCRAPPED,
      failures_from: "downtime",
      stops: [
        ["B", "2026-01-10T00:00:00Z", "2026-02-10T00:00:00Z", "unplanned", "belt"],
        ["A", "2026-02-03T00:00:00Z", "2026-02-03T06:00:00Z", "unplanned", "belt"],
      ],
    });
    expect(await runMetric("downtime_hours", FEBRUARY, open.ctx)).toMatchObject({ value: 6, n: 1 });
    const { counted, left_out } = await runDetails("downtime_hours", FEBRUARY, open.ctx);
    expect(counted).toMatchObject({ count: 1, down_h: 6 });
    expect(left_out).toMatchObject([{ status: "outside_observation", count: 1, down_h: null }]);
  });
});

describe("a failure of which only the day is known", () => {
  let open: OpenMetrics;
  beforeAll(async () => {
    open = await openPlantOf({
      assets: [{ tag: "A" }, { tag: "B" }],
      failures_from: "work_order",
      orders: [
        { asset: "A", reported: "2026-01-05", ended: "2026-01-05T12:00:00Z", mode: "belt" },
        {
          asset: "B",
          reported: "2026-01-10T00:00:00Z",
          ended: "2026-01-10T06:00:00Z",
          mode: "jam",
        },
      ],
      observed: WATCHED,
    });
  });

  test("has no hours in the Pareto, which says so", async () => {
    const asked = { ...JANUARY, dimension: "mode", measure: "hours" };
    const result = await runMetric("failure_pareto", asked, open.ctx);
    expect(result).toMatchObject({ status: "ok", value: 6 });
    expect(result.rows.map((row) => [row["group_id"], row["value"]])).toEqual([["jam", 6]]);
    expect(result.reasons).toEqual([{ code: "duration_unknown", values: { count: 1 } }]);
    const details = await runDetails("failure_pareto", asked, open.ctx);
    expect(details.counted.count).toBe(2);
    expect(hoursOf(details)).toBe(6);
  });

  test("is left out of the means as unknown, not as open", async () => {
    for (const id of ["mttr", "mean_down_time"]) {
      const { left_out, counted } = await runDetails(id, JANUARY, open.ctx);
      expect(counted).toMatchObject({ count: 1, down_h: 6 });
      expect(left_out).toMatchObject([{ status: "no_start_recorded", count: 1, down_h: null }]);
    }
    const mean = await runMetric("mttr", JANUARY, open.ctx);
    expect(mean).toMatchObject({ status: "few", value: 6, n: 1, interval: null });
    expect(mean.inputs).toMatchObject({ failure_count: 2, restored_count: 1, open_excluded: 0 });
    expect(mean.reasons).toEqual([
      { code: "few_without_interval", values: { count: 1 } },
      { code: "duration_unknown", values: { count: 1 } },
    ]);
  });

  test("has a restoration but no down time, since it is no stop", async () => {
    const down = await runMetric("mean_down_time", { ...JANUARY, by: "asset" }, open.ctx);
    expect(down).toMatchObject({ status: "empty", value: null });
    expect(down.inputs).toMatchObject({ closed_down_h: null, closed_count: null });
    expect(codes(down)).toEqual(["no_stops_recorded"]);
    for (const row of down.rows) expect(row).toMatchObject({ value: null, interval_lower: null });
  });

  test("alone gives unknown hours and an unknown mean, for the reason that holds", async () => {
    const early = { from: "2026-01-04", to: "2026-01-08" };
    const hours = await runMetric("failure_pareto", { ...early, measure: "hours" }, open.ctx);
    expect(hours).toMatchObject({ status: "empty", value: null, rows: [] });
    expect(codes(hours)).toEqual(["duration_unknown"]);
    expect(codes(await runMetric("mttr", early, open.ctx))).toEqual(["duration_unknown"]);
    const cost = await runMetric("failure_pareto", { ...early, measure: "cost" }, open.ctx);
    expect(codes(cost)).toEqual(["no_cost_recorded"]);
  });

  test("without any failure each measure says so", async () => {
    const quiet = { from: "2026-01-20", to: "2026-01-25" };
    for (const measure of ["count", "hours", "cost"]) {
      const result = await runMetric("failure_pareto", { ...quiet, measure }, open.ctx);
      expect(codes(result), measure).toEqual(["no_failures"]);
    }
  });
});

describe("stops beside failures that are orders", () => {
  test("do not say how long each failure put the asset down", async () => {
    const open = await openPlantOf({
      assets: [{ tag: "A" }],
      failures_from: "work_order",
      stops: [["A", "2026-01-07T00:00:00Z", "2026-01-07T10:00:00Z", "unplanned", "belt"]],
      orders: [
        { asset: "A", reported: "2026-01-10T00:00:00Z", ended: "2026-01-10T06:00:00Z" },
        { asset: "A", reported: "2026-01-20T00:00:00Z", ended: "2026-01-20T04:00:00Z" },
      ],
      observed: WATCHED,
    });
    const down = await runMetric("mean_down_time", JANUARY, open.ctx);
    expect(down).toMatchObject({ status: "empty", value: null });
    expect(codes(down)).toEqual(["failures_not_stops"]);
    // (6 + 4) / 2
    expect(await runMetric("mttr", JANUARY, open.ctx)).toMatchObject({ value: 5 });
  });
});

describe("chains of repeats", () => {
  let open: OpenMetrics;
  beforeAll(async () => {
    open = await openPlantOf({
      assets: [{ tag: "A" }, { tag: "B" }, { tag: "C" }],
      failures_from: "downtime",
      stops: [
        ["A", "2026-01-10T00:00:00Z", "2026-01-10T02:00:00Z", "unplanned", "belt"],
        ["A", "2026-02-01T00:00:00Z", "2026-02-01T03:00:00Z", "unplanned", "belt"],
        ["A", "2026-02-20T00:00:00Z", "2026-02-20T04:00:00Z", "unplanned", "belt"],
        ["B", "2026-02-02T00:00:00Z", "2026-02-02T05:00:00Z", "unplanned", "jam"],
        ["B", "2026-02-12T00:00:00Z", "2026-02-12T06:00:00Z", "unplanned", "jam"],
        ["B", "2026-02-25T00:00:00Z", "2026-02-25T01:00:00Z", "unplanned", "dirt"],
        ["C", "2026-02-14T00:00:00Z", "2026-02-14T01:00:00Z", "unplanned", ""],
      ],
      observed: WATCHED,
    });
  });
  const asked = { ...FEBRUARY, within_days: "40" };

  test("have records that add up to them, from the first failure of each on", async () => {
    const chains = await runMetric("recurring_chains", asked, open.ctx);
    // A: 10 January, 1 and 20 February, 2 + 3 + 4 h; B: 2 and 12 February, 5 + 6 h.
    expect(chains).toMatchObject({ status: "ok", value: 2, n: 3, inputs: { repeat_count: 3 } });
    expect(chains.rows.map((row) => [row["asset_tag"], row["failure_count"]])).toEqual([
      ["A", 3],
      ["B", 2],
    ]);
    // B on 2 February came 32 days after watching began: it may continue a chain not seen.
    expect(chains.reasons).toContainEqual({ code: "repeat_unknown", values: { count: 1 } });
    const { counted, left_out, rows } = await runDetails(
      "recurring_chains",
      { ...asked, show: "counted" },
      open.ctx,
    );
    expect(counted).toMatchObject({ count: 5, down_h: 20 });
    expect(rows.filter((row) => row["is_repeat"] === false)).toHaveLength(2);
    expect(left_out.map(({ status, count }) => [status, count])).toEqual([
      ["no_chain", 1],
      ["no_mode_or_text", 1],
    ]);
  });

  test("open to their own records, by the id of the row", async () => {
    const { rows } = await runMetric("recurring_chains", asked, open.ctx);
    for (const row of rows) {
      const group = String(row["group_id"]);
      const own = await runDetails("recurring_chains", { ...asked, group }, open.ctx);
      expect(own.row_count).toBe(row["failure_count"]);
      expect(own.counted.down_h).toBe(row["downtime_h"]);
      expect(new Set(own.rows.map((one) => one["asset_tag"]))).toEqual(new Set([row["asset_tag"]]));
    }
  });

  test("are unknown, not none, where no failure can be told a repeat", async () => {
    const b = { from: "2026-02-01", to: "2026-02-10", asset: "B", within_days: "40" };
    const short = await runMetric("recurring_chains", b, open.ctx);
    expect(short).toMatchObject({ status: "empty", value: null, rows: [] });
    expect(short.inputs).toEqual({ chain_count: null, repeat_count: null });
    expect(short.reasons).toEqual([{ code: "history_too_short", values: { count: 1 } }]);
    expect(codes(await runMetric("recurring_failures", b, open.ctx))).toEqual(codes(short));
    const c = { ...asked, asset: "C" };
    const wordless = await runMetric("recurring_chains", c, open.ctx);
    expect(wordless).toMatchObject({ status: "empty", value: null });
    expect(codes(wordless)).toEqual(["no_mode_or_text_recorded"]);
    expect(codes(await runMetric("recurring_failures", c, open.ctx))).toEqual(codes(wordless));
  });

  test("are known to be none where every failure was told, and where there was none", async () => {
    const told = { from: "2026-02-22", to: "2026-02-27", within_days: "40" };
    expect(await runMetric("recurring_chains", told, open.ctx)).toMatchObject({ value: 0 });
    const quiet = { from: "2026-01-12", to: "2026-01-20", within_days: "5" };
    expect(await runMetric("recurring_chains", quiet, open.ctx)).toMatchObject({ value: 0 });
  });
});

describe("a stop as old as the model takes, and an order of a million hours", () => {
  let open: OpenMetrics;
  beforeAll(async () => {
    open = await openPlantOf({
      assets: [{ tag: "A" }],
      failures_from: "downtime",
      stops: [["A", "1950-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "unplanned", "belt"]],
      orders: [{ asset: "A", reported: "2026-01-05T00:00:00Z", labor_h: 1_000_000 }],
      observed: WATCHED,
    });
  });

  test("stand in the datasets with all their seconds", async () => {
    const cell = async (id: string, name: string): Promise<unknown> => {
      const request = await resolveDataset(id, {}, open.ctx);
      const [row] = await previewDataset(request, 10, open.ctx);
      return row?.[name];
    };
    // 76 years with 19 leap days and one day more: (76 × 365 + 19 + 1) × 86 400 s, above 2³¹.
    expect(await cell("downtime", "duration_s")).toBe(2_398_464_000);
    expect(await cell("failures", "down_s")).toBe(2_398_464_000);
    expect(await cell("work_orders", "labor_s")).toBe(3_600_000_000);
  });

  test("can be written as a file", async () => {
    const { query_parameters } = await resolveDataset("downtime", {}, open.ctx);
    const folder = opened.at(-1)?.dataDir ?? "";
    for (const format of ["csv", "parquet", "arrow"] as const) {
      const path = join(folder, `downtime.${format}`);
      const request = { dataset: "downtime", parameters: query_parameters, format, path };
      const count = await open.snapshot.exportTo({ ...request, principal: LOCAL_PRINCIPAL });
      expect(count, format).toBe(1);
      if (format === "csv") expect(readFileSync(path, "utf8")).toContain(",2398464000,");
    }
  });

  test("break no metric", async () => {
    for (const { id } of metrics) {
      const result = await runMetric(id, JANUARY, open.ctx);
      expect(result.status, id).not.toBe("failed");
      for (const reason of result.reasons) expect(reasonText(reason)).toMatch(/\.$/);
    }
    const mean = await runMetric("mttr", JANUARY, open.ctx);
    expect(mean.value).toBe(2_398_464_000 / 3600);
  });
});

describe("why there is no interval", () => {
  let open: OpenMetrics;
  beforeAll(async () => {
    const short = (day: string, hours: number) =>
      [
        "A",
        `2026-01-${day}T00:00:00Z`,
        `2026-01-${day}T0${hours}:00:00Z`,
        "unplanned",
        "belt",
      ] as const;
    open = await openPlantOf({
      assets: [{ tag: "A" }],
      failures_from: "downtime",
      stops: [
        short("05", 1),
        ...["12", "13", "14", "15"].map((day) => short(day, 0)),
        ["A", "2026-02-10T00:00:00Z", "2026-02-20T00:00:00Z", "unplanned", "belt"],
      ],
      observed: WATCHED,
    });
  });
  const ONE_HOUR = { from: "2026-01-04", to: "2026-01-08" };
  const NO_LENGTH = { from: "2026-01-11", to: "2026-01-17" };
  const ALL_DOWN = { from: "2026-02-10", to: "2026-02-20" };

  test("is too few assets for one hour lost, and no hours lost only where none were", async () => {
    const one = await runMetric("downtime_hours", ONE_HOUR, open.ctx);
    expect(one).toMatchObject({ value: 1, interval: null });
    expect(codes(one)).toEqual(["few_assets"]);
    const down = await runMetric("availability_operational", ALL_DOWN, open.ctx);
    expect(down).toMatchObject({ value: 0, interval: null });
    expect(codes(down)).toEqual(["few_assets"]);
    for (const id of ["downtime_hours", "availability_operational"]) {
      expect(codes(await runMetric(id, NO_LENGTH, open.ctx)), id).toEqual(["no_downtime"]);
    }
  });

  test("is the one failure for a mean of one, not the number of assets", async () => {
    for (const id of ["mttr", "mean_down_time"]) {
      const one = await runMetric(id, ONE_HOUR, open.ctx);
      expect(one).toMatchObject({ status: "few", value: 1, interval: null });
      expect(one.reasons, id).toEqual([{ code: "few_without_interval", values: { count: 1 } }]);
      const none = await runMetric(id, NO_LENGTH, open.ctx);
      expect(none).toMatchObject({ status: "ok", value: 0, interval: null, n: 4 });
      expect(codes(none), id).toEqual(["zero_durations"]);
    }
  });

  test("is the lack of operation for an MTBF of 0 h", async () => {
    const mtbf = await runMetric("mtbf", ALL_DOWN, open.ctx);
    expect(mtbf).toMatchObject({ status: "few", value: 0, n: 1, interval: null });
    expect(codes(mtbf)).toEqual(["few_without_interval", "no_operation"]);
  });
});

describe("costs that cancel", () => {
  test("have no shares, and say why", async () => {
    const open = await openPlantOf({
      assets: [{ tag: "A" }],
      failures_from: "work_order",
      orders: [
        { asset: "A", reported: "2026-01-05T00:00:00Z", mode: "belt", cost: 5 },
        { asset: "A", reported: "2026-01-06T00:00:00Z", mode: "jam", cost: -5 },
      ],
      observed: WATCHED,
    });
    const asked = { ...JANUARY, dimension: "mode", measure: "cost" };
    const result = await runMetric("failure_pareto", asked, open.ctx);
    expect(result).toMatchObject({ status: "ok", value: 0 });
    expect(result.rows.map((row) => [row["value"], row["share"]])).toEqual([
      [5, null],
      [-5, null],
    ]);
    expect(codes(result)).toEqual(["no_shares"]);
  });
});
