import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, addMonths, startOfMonth, type TimeRange } from "../../src/core/index.js";
import { runDetails, runMetric, type MetricResult } from "../../src/metrics/index.js";
import { openMetrics, type OpenMetrics } from "./metric-context.js";
import {
  localDay,
  naiveOrderFigures,
  naivePareto,
  naiveRepeats,
  naiveStopFigures,
  naiveTicketFigures,
} from "./naive-metrics.js";
import { buildRandomPlant, randomPlant, type RandomPlant } from "./random-plant.js";

const SEEDS = [1, 2, 3];
const WITHIN_DAYS = 12;

interface Case {
  readonly plant: RandomPlant;
  readonly dataDir: string;
  readonly open: OpenMetrics;
}

const cases: Case[] = [];

beforeAll(async () => {
  for (const seed of SEEDS) {
    const plant = randomPlant(seed);
    const dataDir = await buildRandomPlant(plant);
    cases.push({ plant, dataDir, open: await openMetrics(dataDir) });
  }
});

afterAll(async () => {
  for (const { open, dataDir } of cases) {
    await open.snapshot.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

/** Whole months, ragged edges, days only, and more than there is data. */
function rangesOf(plant: RandomPlant): TimeRange[] {
  const first = localDay(plant.observed_from_s);
  const last = localDay(plant.observed_to_s);
  const month = addMonths(startOfMonth(first), 1);
  return [
    { from: month, to: addMonths(month, 1) },
    { from: month, to: addMonths(month, 2) },
    { from: addDays(first, 9), to: addDays(last, -9) },
    { from: addDays(first, 20), to: addDays(first, 26) },
    { from: addDays(first, -40), to: addDays(last, 40) },
  ];
}

async function ask(
  { open }: Case,
  id: string,
  parameters: Readonly<Record<string, string>>,
): Promise<MetricResult> {
  const result = await runMetric(id, { site: "tower", ...parameters }, open.ctx);
  expect(result.status, `${id} ${JSON.stringify(result.reasons)}`).not.toBe("failed");
  return result;
}

function expectClose(actual: number | null | undefined, expected: number | null): void {
  if (expected === null) expect(actual ?? null).toBeNull();
  else expect(actual).toBeCloseTo(expected, 9);
}

async function forEachPeriod(check: (one: Case, range: TimeRange) => Promise<void>): Promise<void> {
  for (const one of cases) {
    for (const range of rangesOf(one.plant)) await check(one, range);
  }
}

describe("metrics against naive loops over the records", () => {
  test("failures, exposure and MTBF", async () => {
    await forEachPeriod(async (one, range) => {
      const naive = naiveStopFigures(one.plant, range);
      const counted = await ask(one, "failure_count", { ...range });
      expect(counted.value).toBe(naive.failure_count);
      const mtbf = await ask(one, "mtbf", { ...range });
      expectClose(mtbf.inputs["exposure_h"], naive.exposure_h);
      expectClose(mtbf.inputs["downtime_h"], naive.downtime_h);
      expectClose(mtbf.value, naive.mtbf);
    });
  });

  test("mean down time, median and MTTR", async () => {
    await forEachPeriod(async (one, range) => {
      const naive = naiveStopFigures(one.plant, range);
      for (const id of ["mean_down_time", "mttr"]) {
        const result = await ask(one, id, { ...range });
        expectClose(result.value, naive.mean_down_time);
        expectClose(result.inputs["median_h"], naive.median_h);
        expect(result.inputs["open_excluded"]).toBe(naive.failure_count - naive.closed_count);
      }
    });
  });

  test("downtime and availability, unplanned and all", async () => {
    await forEachPeriod(async (one, range) => {
      const naive = naiveStopFigures(one.plant, range);
      const all = { ...range, downtime: "all" };
      expectClose((await ask(one, "downtime_hours", { ...range })).value, naive.downtime_h);
      expectClose((await ask(one, "downtime_hours", all)).value, naive.all_downtime_h);
      const { value } = await ask(one, "availability_operational", { ...range });
      expectClose(value, naive.availability);
      const whole = await ask(one, "availability_operational", all);
      expectClose(whole.value, naive.availability_all);
    });
  });

  test("each asset by itself", async () => {
    for (const one of cases) {
      const range = rangesOf(one.plant)[2] ?? { from: "", to: "" };
      const result = await ask(one, "mtbf", { ...range, by: "asset" });
      expect(result.rows.map((row) => row["group_label"])).toEqual(Object.keys(one.plant.assets));
      for (const row of result.rows) {
        const naive = naiveStopFigures(one.plant, range, [String(row["group_label"])]);
        expect(row["failure_count"]).toBe(naive.failure_count);
        expectClose(Number(row["downtime_h"]), naive.downtime_h);
        const alone = await ask(one, "mtbf", { ...range, asset: String(row["group_label"]) });
        expectClose(alone.value, naive.mtbf);
      }
    }
  });

  test("repeats within days, with the look-back before the period", async () => {
    await forEachPeriod(async (one, range) => {
      const naive = naiveRepeats(one.plant, range, WITHIN_DAYS);
      const { inputs } = await ask(one, "recurring_failures", {
        ...range,
        within_days: String(WITHIN_DAYS),
      });
      expect(inputs).toMatchObject({
        repeat_count: naive.repeats,
        first_count: naive.firsts,
        unknown_count: naive.unknown,
      });
    });
  });

  test("Pareto by area and mode, in failures and hours", async () => {
    await forEachPeriod(async (one, range) => {
      const keys = {
        area: (f: { asset: string }) => one.plant.assets[f.asset] ?? "",
        mode: (f: { reason: string }) => f.reason,
      };
      for (const dimension of ["area", "mode"] as const) {
        const naive = naivePareto(one.plant, range, keys[dimension]);
        for (const measure of ["count", "hours"] as const) {
          const { rows, value } = await ask(one, "failure_pareto", {
            ...range,
            dimension,
            measure,
          });
          const expected = Object.entries(naive)
            .map(([id, group]) => ({ id, value: group[measure] }))
            .filter((group) => group.value > 0)
            .sort((a, b) => b.value - a.value || (a.id < b.id ? -1 : 1));
          expect(rows.map((row) => row["group_id"])).toEqual(expected.map(({ id }) => id));
          rows.forEach((row, i) => {
            expectClose(Number(row["value"]), expected[i]?.value ?? null);
          });
          const total = expected.reduce((sum, group) => sum + group.value, 0);
          if (expected.length > 0) expectClose(value, total);
          if (rows.length > 0) expect(rows.at(-1)?.["cumulative_share"]).toBe(1);
        }
      }
    });
  });

  test("tickets of another source of the site, some of a day only", async () => {
    await forEachPeriod(async (one, range) => {
      const naive = naiveTicketFigures(one.plant, range);
      const asked = { source: "tickets", ...range };
      const mttr = await ask(one, "mttr", asked);
      expectClose(mttr.value, naive.mttr);
      expect(mttr.inputs).toMatchObject({
        failure_count: naive.failure_count,
        restored_count: naive.restored_count,
        open_excluded: naive.open_excluded,
      });
      const pareto = { ...asked, dimension: "mode", measure: "hours" };
      const { rows, reasons, value } = await ask(one, "failure_pareto", pareto);
      const expected = Object.entries(naive.hours).filter(([, hours]) => hours > 0);
      expect(rows).toHaveLength(expected.length);
      for (const row of rows) {
        expectClose(Number(row["value"]), naive.hours[String(row["group_id"])] ?? null);
      }
      const unknown = reasons.find(({ code }) => code === "duration_unknown");
      expect(unknown?.values?.["count"] ?? 0).toBe(naive.undated);
      const { counted, left_out } = await runDetails(
        "failure_pareto",
        { site: "tower", ...pareto },
        one.open.ctx,
      );
      const hours = [counted, ...left_out].map(({ down_h }) => down_h ?? 0);
      const total = hours.reduce((sum, part) => sum + part, 0);
      expectClose(total, value ?? 0);
    });
  });

  test("dated orders without an end: calendar time, cost and repeats by text", async () => {
    await forEachPeriod(async (one, range) => {
      const naive = naiveOrderFigures(one.plant, range, WITHIN_DAYS);
      const parameters = { site: "pit", ...range };
      const mtbf = await ask(one, "mtbf", parameters);
      expect(mtbf.inputs).toMatchObject({ failure_count: naive.failure_count, downtime_h: null });
      expectClose(mtbf.inputs["exposure_h"], naive.exposure_h);
      const costs = await ask(one, "failure_pareto", {
        ...parameters,
        dimension: "text",
        measure: "cost",
      });
      for (const row of costs.rows) {
        expectClose(Number(row["value"]), naive.cost[String(row["group_id"])] ?? null);
      }
      const { inputs } = await ask(one, "recurring_failures", {
        ...parameters,
        within_days: String(WITHIN_DAYS),
      });
      expect(inputs).toMatchObject({
        repeat_count: naive.repeats,
        first_count: naive.firsts,
        unknown_count: naive.unknown,
      });
    });
  });
});
