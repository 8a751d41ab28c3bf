import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  methodText,
  metrics,
  reasonText,
  runDetails,
  runMetric,
  testTitle,
  type MetricDeclaration,
  type MetricResult,
} from "../../src/metrics/index.js";
import { goldenCase } from "../golden/golden-case.js";
import { buildLiftPlant, TWO_LIFTS, type LiftPlant } from "./lift-plant.js";
import { openMetrics, type OpenMetrics } from "./metric-context.js";

const opened: { dataDir: string; open: OpenMetrics }[] = [];

async function openPlantOf(plant: LiftPlant): Promise<OpenMetrics> {
  const dataDir = await buildLiftPlant(plant);
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

describe("the worked examples", () => {
  let open: OpenMetrics;
  beforeAll(async () => {
    open = await openPlantOf(TWO_LIFTS);
  });

  const declared = metrics.map((metric) => [metric.id, metric as MetricDeclaration] as const);
  test.each(declared)("%s comes to what its declaration says", async (id, { example }) => {
    expect(example.plant).toBe("two-lifts");
    const { value } = await runMetric(id, example.parameters, open.ctx);
    expect(value).toBeCloseTo(example.value, 9);
  });

  const JANUARY = { from: "2026-01-01", to: "2026-02-01" };
  const ask = (id: string, parameters: Record<string, string> = JANUARY): Promise<MetricResult> =>
    runMetric(id, parameters, open.ctx);

  test("the default period is the last complete month of the data", async () => {
    expect((await ask("mtbf", {})).range).toEqual(JANUARY);
  });

  test("three failures are few: the value stands with its interval and a reason", async () => {
    const result = await ask("mtbf");
    expect(result).toMatchObject({ status: "few", n: 3, unit: "h" });
    expect(result.reasons[0]).toEqual({ code: "few_events", values: { count: 3 } });
    // R 4.2.2: 2*1450/qchisq(c(.975,.025),c(8,6))
    expect(result.interval?.lower).toBeCloseTo(165.3877994, 6);
    expect(result.interval?.upper).toBeCloseTo(2343.7293299, 6);
    expect(result.interval).toMatchObject({ level: 0.95, method: "exponential" });
    expect(result.tests.map((test) => testTitle(test))).toEqual([
      "Laplace trend test, pooled over assets",
      "Index of dispersion over assets",
    ]);
    if (result.interval !== null) expect(methodText(result.interval)).toContain("constant rate");
  });

  test("no failure gives no MTBF but a lower bound and the exposure", async () => {
    const result = await ask("mtbf", { from: "2025-12-01", to: "2026-01-01" });
    expect(result).toMatchObject({ status: "empty", value: null, n: 0 });
    expect(result.inputs).toMatchObject({ exposure_h: 1488, failure_count: 0 });
    // 1488 / -ln(0.05)
    expect(result.interval?.lower).toBeCloseTo(1488 / -Math.log(0.05), 9);
    expect(result.interval).toMatchObject({ upper: null, method: "exponential_one_sided" });
    expect(result.reasons.map(({ code }) => code)).toEqual(["no_failures"]);
  });

  test("no failure is a known count of 0 and a known downtime of 0 h", async () => {
    const december = { from: "2025-12-01", to: "2026-01-01" };
    expect(await ask("failure_count", december)).toMatchObject({ status: "empty", value: 0 });
    expect(await ask("downtime_hours", december)).toMatchObject({ status: "ok", value: 0 });
    expect(await ask("mean_down_time", december)).toMatchObject({ status: "empty", value: null });
    expect(await ask("recurring_failures", december)).toMatchObject({ value: null });
  });

  test("a period beyond the data is partial and says from when and to when they reach", async () => {
    const result = await ask("downtime_hours", { from: "2025-10-01", to: "2026-03-01" });
    expect(result.status).toBe("partial");
    expect(result.reasons).toEqual([
      { code: "few_assets" },
      { code: "partial_before", values: { day: "2025-11-01" } },
      { code: "partial_after", values: { day: "2026-01-31" } },
    ]);
  });

  test("months that the period or the data cut are partial, the others are not", async () => {
    const { rows } = await ask("failure_count", {
      from: "2025-10-01",
      to: "2026-01-16",
      by: "month",
    });
    expect(rows.map((row) => [row["group_id"], row["is_partial"], row["value"]])).toEqual([
      ["2025-11", false, 0],
      ["2025-12", false, 0],
      ["2026-01", true, 1],
    ]);
  });

  test("weeks begin on Monday and have their ISO number; those cut by the period are partial", async () => {
    const { rows } = await ask("failure_count", {
      from: "2025-12-24",
      to: "2026-01-12",
      by: "week",
    });
    expect(rows.map((row) => [row["group_id"], row["period_from"], row["is_partial"]])).toEqual([
      ["2025-W52", "2025-12-24", true],
      ["2026-W01", "2025-12-29", false],
      ["2026-W02", "2026-01-05", false],
    ]);
  });

  test("a period outside the data has no exposure, and no number", async () => {
    for (const { id } of metrics) {
      const result = await ask(id, { from: "2020-01-01", to: "2020-02-01" });
      expect(result, id).toMatchObject({ status: "empty", value: null, rows: [] });
      expect(result.reasons.map(({ code }) => code)).toContain("no_exposure");
    }
  });

  test("an open failure counts, adds downtime and is left out of the mean", async () => {
    const mean = await ask("mean_down_time");
    expect(mean.inputs).toMatchObject({ closed_count: 2, open_excluded: 1, median_h: 10 });
    expect(mean.reasons.map(({ code }) => code)).toContain("open_excluded");
    const { counted, left_out } = await runDetails("mean_down_time", JANUARY, open.ctx);
    expect(counted).toMatchObject({ count: 2, down_h: 20 });
    expect(left_out).toMatchObject([{ status: "still_open", count: 1 }]);
  });

  test("the evidence of January names each record and what became of it", async () => {
    const { rows, row_count } = await runDetails("mtbf", JANUARY, open.ctx);
    expect(row_count).toBe(5);
    expect(rows.map((row) => [row["asset_tag"], row["reason"], row["status"]])).toEqual([
      ["A", "door", "counted"],
      ["A", "motor", "merged"],
      ["B", "service", "planned_stop"],
      ["A", "door", "counted"],
      ["B", "rope", "counted"],
    ]);
  });

  test("a failure whose asset was not watched long enough before is not called a first one", async () => {
    const result = await ask("recurring_failures", { ...JANUARY, within_days: "75" });
    // Watched since 1 November: 75 days are over on 15 January, so only A on 20 and B on 31 count.
    expect(result.inputs).toMatchObject({ repeat_count: 1, first_count: 1, unknown_count: 1 });
  });

  test("an asset is found by its tag, whatever its capitals, and by its id", async () => {
    const byTag = await ask("failure_count", { ...JANUARY, asset: "a" });
    expect(byTag).toMatchObject({ value: 2, scope: { asset_tag: "A", asset_count: 1 } });
    const byId = await ask("failure_count", { ...JANUARY, asset: byTag.scope.asset ?? "" });
    expect(byId.value).toBe(2);
    const area = await ask("failure_count", { ...JANUARY, asset: "north" });
    expect(area).toMatchObject({ value: 2, scope: { asset_tag: "north", asset_count: 1 } });
  });

  test("every reason that can be given has a sentence", async () => {
    for (const { id } of metrics) {
      for (const { reasons } of [
        await ask(id),
        await ask(id, { from: "2020-01-01", to: "2021-01-01" }),
      ]) {
        for (const reason of reasons) expect(reasonText(reason)).toMatch(/^[A-Z0-9].*\.$/);
      }
    }
  });
});

describe("published KPI cases through the whole line", () => {
  test("downtime union, clipping, an open order and availability", async () => {
    const { inputs, expected } = goldenCase<
      { window: [string, string]; events: [string, string | null][] },
      Record<string, number>
    >("kpi-downtime-union-partial");
    const open = await openPlantOf({
      assets: [["P", "hall"]],
      stops: inputs.events.map(([from, to]) => ["P", from, to, "unplanned", "x"]),
      observed: ["2025-12-01T00:00:00Z", inputs.window[1]],
    });
    const window = { from: "2026-01-01", to: "2026-01-31" };
    const mtbf = await runMetric("mtbf", window, open.ctx);
    expect(mtbf.inputs).toMatchObject({
      exposure_h: expected["window_h"],
      downtime_h: expected["down_h"],
      operating_h: expected["up_h"],
      failure_count: expected["effective_failures_in_window"],
    });
    expect(mtbf.value).toBe(expected["mtbf_h"]);
    const available = await runMetric("availability_operational", window, open.ctx);
    expect(available.value).toBeCloseTo(expected["availability"] ?? NaN, 9);
    const mean = await runMetric("mean_down_time", window, open.ctx);
    expect(mean.value).toBe(expected["mdt_closed_only_h"]);
    expect(mean.inputs["open_excluded"]).toBe(expected["mdt_excluded_open"]);
  });

  test("three breakdowns by the convention of SAP: MTTR 4 h", async () => {
    const { inputs, expected } = goldenCase<
      { start_up: string; breakdowns: [string, string][] },
      { mttr_h: number; mtbr_h: number }
    >("kpi-sap-mttr-mtbr-3");
    const end = inputs.breakdowns.at(-1)?.[1] ?? "";
    const open = await openPlantOf({
      assets: [["P", "hall"]],
      stops: inputs.breakdowns.map(([from, to]) => ["P", `${from}Z`, `${to}Z`, "unplanned", "x"]),
      // Watching ends with the last repair, so that no time after it counts, as there.
      observed: [`${inputs.start_up}Z`, `${end}Z`],
    });
    const window = { from: "2011-10-01", to: "2011-11-16" };
    expect((await runMetric("mttr", window, open.ctx)).value).toBeCloseTo(expected.mttr_h, 9);
    expect((await runMetric("mtbf", window, open.ctx)).value).toBeCloseTo(expected.mtbr_h, 6);
  });

  test("the order and shares of a published Pareto", async () => {
    const { inputs, expected } = goldenCase<
      { codes: { code: string; failures: number; downtime_min: number }[] },
      { pareto: { code: string; share: number; cum: number }[] }
    >("pareto-jackknife-6");
    const start = Date.parse("2026-01-01T00:00:00Z");
    const stops = inputs.codes.flatMap(({ code, failures, downtime_min }, asset) =>
      Array.from({ length: failures }, (_, i) => {
        // One asset a code; failures two hours apart; the last one takes what is left of the hours.
        const minutes = i < failures - 1 ? 1 : downtime_min - (failures - 1);
        const from = start + i * 7_200_000;
        const stamp = (at: number): string => new Date(at).toISOString();
        return [
          `P${asset}`,
          stamp(from),
          stamp(from + minutes * 60_000),
          "unplanned",
          code,
        ] as const;
      }),
    );
    const open = await openPlantOf({
      assets: inputs.codes.map((_, i) => [`P${i}`, "hall"] as const),
      stops,
      observed: ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"],
    });
    const window = { from: "2026-01-01", to: "2026-02-01", dimension: "mode" };
    const hours = await runMetric("failure_pareto", { ...window, measure: "hours" }, open.ctx);
    expect(hours.rows.map((row) => row["group_id"])).toEqual(
      expected.pareto.map(({ code }) => code),
    );
    expected.pareto.forEach(({ share, cum }, i) => {
      expect(hours.rows[i]?.["share"]).toBeCloseTo(share, 9);
      expect(hours.rows[i]?.["cumulative_share"]).toBeCloseTo(cum, 9);
    });
    const counts = await runMetric("failure_pareto", window, open.ctx);
    expect(counts.rows.map((row) => row["value"])).toEqual([40, 22, 12, 8, 3, 1]);
  });

  test("a Pareto of more than a thousand groups lists the largest and totals them all", async () => {
    const stamp = (hour: number): string =>
      new Date(Date.parse("2026-01-01T00:00:00Z") + hour * 3_600_000).toISOString();
    const open = await openPlantOf({
      assets: [["P", "hall"]],
      stops: Array.from({ length: 1010 }, (_, i) => {
        const from = stamp(i * 2);
        return ["P", from, stamp(i * 2 + 1), "unplanned", `mode ${i % 1005}`] as const;
      }),
      observed: ["2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z"],
    });
    const window = { from: "2026-01-01", to: "2026-04-01", dimension: "mode" };
    const result = await runMetric("failure_pareto", window, open.ctx);
    expect(result).toMatchObject({ value: 1010, n: 1010, status: "ok" });
    expect(result.reasons).toEqual([{ code: "rows_cut", values: { shown: 1000, total: 1005 } }]);
    expect(result.rows).toHaveLength(1000);
    // Five modes came twice, 995 of the 1,000 others once: 1,005 of 1,010 failures are listed.
    expect(result.rows.at(-1)?.["cumulative_share"]).toBeCloseTo(1005 / 1010, 12);
  });
});
