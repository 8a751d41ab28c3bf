import { rmSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { changeAgainstPrevious, failureChangeByAsset } from "../../src/metrics/index.js";
import { buildLiftPlant, type LiftPlant, type LiftStop } from "./lift-plant.js";
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

/** Stops of an asset, one every second day of a month from its first on, each of so many hours. */
function stopsIn(
  asset: string,
  month: string,
  [count, hours]: readonly [number, number],
): LiftStop[] {
  return Array.from({ length: count }, (_, i) => {
    const from = Date.parse(`${month}-01T01:00:00Z`) + i * 2 * 86_400_000;
    const stamp = (at: number): string => new Date(at).toISOString();
    return [asset, stamp(from), stamp(from + hours * 3_600_000), "unplanned", "door"] as const;
  });
}

/** Ten lifts; each has its own counts and hours in March and in April 2026. */
function tenLifts(
  of: (i: number) => { march: [number, number]; april: [number, number] },
): LiftPlant {
  const tags = Array.from({ length: 10 }, (_, i) => `L${i}`);
  return {
    assets: tags.map((tag) => [tag, "hall"] as const),
    stops: tags.flatMap((tag, i) => [
      ...stopsIn(tag, "2026-03", of(i).march),
      ...stopsIn(tag, "2026-04", of(i).april),
    ]),
    observed: ["2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z"],
  };
}

const APRIL = { from: "2026-04-01", to: "2026-05-01" };

describe("change against the previous period", () => {
  test("every lift failing less is better, in failures and in MTBF", async () => {
    const { ctx } = await openPlantOf(
      tenLifts((i) => ({ march: [6 + (i % 3), 2], april: [2 + (i % 2), 2] })),
    );
    const count = await changeAgainstPrevious("failure_count", APRIL, ctx);
    // March 4 x 6 + 3 x 7 + 3 x 8 = 69, April 5 x 2 + 5 x 3 = 25.
    expect(count).toMatchObject({
      value: 25,
      previous: 69,
      difference: -44,
      verdict: "better",
      test: "exact_and_paired_assets",
      previous_range: { from: "2026-03-01", to: "2026-04-01" },
    });
    expect((await changeAgainstPrevious("mtbf", APRIL, ctx)).verdict).toBe("better");
    const hours = await changeAgainstPrevious("downtime_hours", APRIL, ctx);
    expect(hours).toMatchObject({ verdict: "better", test: "paired_assets" });
    const available = await changeAgainstPrevious("availability_operational", APRIL, ctx);
    expect(available).toMatchObject({ verdict: "better", test: "paired_assets" });
    expect(available.difference).toBeGreaterThan(0);
  });

  test("what is judged is the rate, also where the fleet grew", async () => {
    const old = Array.from({ length: 10 }, (_, i) => `L${i}`);
    const added = Array.from({ length: 5 }, (_, i) => `N${i}`);
    const { ctx } = await openPlantOf({
      assets: [
        ...old.map((tag) => [tag, "hall"] as const),
        ...added.map((tag) => [tag, "hall", "2026-04-01"] as const),
      ],
      stops: [
        ...old.flatMap((tag) => stopsIn(tag, "2026-03", [10, 2])),
        ...[...old, ...added].flatMap((tag) => stopsIn(tag, "2026-04", [8, 2])),
      ],
      observed: ["2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z"],
    });
    const count = await changeAgainstPrevious("failure_count", APRIL, ctx);
    // 120 against 100: 20 % more; 120 / (15 x 720 h) against 100 / (10 x 744 h): 17 % fewer an hour.
    expect(count).toMatchObject({ value: 120, previous: 100, factor: 1.2 });
    expect(count.rate_factor).toBeCloseTo(120 / 10_800 / (100 / 7440), 9);
    const hours = await changeAgainstPrevious("downtime_hours", APRIL, ctx);
    expect(hours.rate_factor).toBeCloseTo(240 / 10_800 / (200 / 7440), 9);
    const mtbf = await changeAgainstPrevious("mtbf", APRIL, ctx);
    expect(mtbf.rate_factor).toBeCloseTo(1 / (mtbf.factor ?? 0), 9);
  });

  test("the other way round is worse", async () => {
    const { ctx } = await openPlantOf(
      tenLifts((i) => ({ march: [2 + (i % 2), 2], april: [6 + (i % 3), 5] })),
    );
    for (const id of ["failure_count", "mtbf", "downtime_hours", "availability_operational"]) {
      expect((await changeAgainstPrevious(id, APRIL, ctx)).verdict, id).toBe("worse");
    }
    const mean = await changeAgainstPrevious("mean_down_time", APRIL, ctx);
    expect(mean).toMatchObject({ value: 5, previous: 2, factor: 2.5, verdict: "worse" });
  });

  test("one bad lift alone is no clear change, though a Poisson test would call it", async () => {
    const { ctx } = await openPlantOf(
      tenLifts((i) => ({ march: [2, 2], april: [i === 0 ? 15 : 2 + (i % 2), 2] })),
    );
    // March 20 failures, April 15 + 9 x 2 + 5 = 38; poisson.test(c(38, 20), c(30, 31))$p.value = 0.017
    const change = await changeAgainstPrevious("failure_count", APRIL, ctx);
    expect(change).toMatchObject({ value: 38, previous: 20, verdict: "no_clear_change" });
  });

  test("a single lift is compared by the exact test alone", async () => {
    const { ctx } = await openPlantOf(tenLifts(() => ({ march: [12, 2], april: [2, 2] })));
    const one = { ...APRIL, asset: "L3" };
    const change = await changeAgainstPrevious("failure_count", one, ctx);
    // R 4.2.2: poisson.test(c(2, 12), c(720, 744))$p.value
    expect(change).toMatchObject({ verdict: "better", test: "exact" });
    expect(change.p_value).toBeCloseTo(0.01310081957, 9);
    const byAsset = await failureChangeByAsset(APRIL, ctx);
    expect(byAsset).toHaveLength(10);
    for (const row of byAsset) {
      expect(row).toMatchObject({ failure_count: 2, previous_count: 12, verdict: "better" });
    }
  });

  test("three failures against one are too few, whatever their split", async () => {
    const { ctx } = await openPlantOf(
      tenLifts((i) => ({ march: [i === 0 ? 3 : 0, 2], april: [i === 1 ? 1 : 0, 2] })),
    );
    const change = await changeAgainstPrevious("mtbf", APRIL, ctx);
    expect(change).toMatchObject({ verdict: "too_few", test: null, p_value: null });
    expect(change.value).not.toBeNull();
    expect((await changeAgainstPrevious("mean_down_time", APRIL, ctx)).verdict).toBe("too_few");
  });

  test("a period that is not wholly inside the data is not comparable", async () => {
    const { ctx } = await openPlantOf(tenLifts(() => ({ march: [4, 2], april: [4, 2] })));
    const march = { from: "2026-03-01", to: "2026-04-01" };
    const before = await changeAgainstPrevious("failure_count", march, ctx);
    expect(before).toMatchObject({ verdict: "not_comparable", test: null, value: 40 });
    const beyond = { from: "2026-04-10", to: "2026-05-10" };
    expect((await changeAgainstPrevious("mtbf", beyond, ctx)).verdict).toBe("not_comparable");
  });

  test("what may not be seen is not compared", async () => {
    const open = await openPlantOf(tenLifts(() => ({ march: [4, 2], april: [4, 2] })));
    const stranger = open.as({ sites: [] });
    const change = await changeAgainstPrevious("mtbf", { ...APRIL, site: "house" }, stranger);
    expect(change).toMatchObject({ value: null, previous: null, verdict: "not_comparable" });
    expect(await failureChangeByAsset({ site: "house" }, stranger)).toEqual([]);
  });
});
