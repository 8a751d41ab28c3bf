import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCurrent, type Snapshot } from "../../src/warehouse/index.js";
import { buildHandPlant } from "../metrics/hand-plant.js";
import { appOver } from "./plant-app.js";

let dataDir: string;
let snapshot: Snapshot;
let app: Awaited<ReturnType<typeof appOver>>["app"];

/**
 * One press in January 2026, 744 h: stopped for 10 h, with two orders of one mode and 6 h each as its
 * failures, and two more on the line above, which has no exposure of its own.
 */
beforeAll(async () => {
  const order = (asset: string, day: string) => ({
    asset,
    reported: `2026-01-${day}T00:00:00Z`,
    ended: `2026-01-${day}T06:00:00Z`,
    mode: "belt",
  });
  dataDir = await buildHandPlant({
    assets: [{ tag: "line" }, { tag: "press", parent: "line" }],
    failures_from: "work_order",
    stops: [["press", "2026-01-07T00:00:00Z", "2026-01-07T10:00:00Z", "unplanned", "belt"]],
    orders: [order("press", "10"), order("press", "12"), order("line", "20"), order("line", "21")],
    observed: ["2025-11-01T00:00:00Z", "2026-02-01T00:00:00Z"],
  });
  snapshot = await openCurrent(dataDir);
  ({ app } = await appOver(snapshot));
});

afterAll(async () => {
  await snapshot.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function recomputed(path: string): Promise<{ value: number; is_equal: boolean } | null> {
  const answer = await app.request(path);
  expect(answer.status, path).toBe(200);
  return ((await answer.json()) as { recomputed: { value: number; is_equal: boolean } }).recomputed;
}

describe("a figure recomputed from its records", () => {
  test("takes off the hours of the stops where failures are orders", async () => {
    // (744 − 10) / 2
    const mtbf = await recomputed("/metrics/mtbf.json?site=works&period=2026-01&base=calendar");
    expect(mtbf).toEqual({ value: 367, is_equal: true });
  });

  test("has no hours of records on a node without exposure", async () => {
    const pareto = "/metrics/failure_pareto.json?site=works&period=2026-01&measure=hours";
    expect(await recomputed(pareto)).toEqual({ value: 12, is_equal: true });
  });

  test("counts chains by their first failures", async () => {
    const chains = "/metrics/recurring_chains.json?site=works&period=2026-01&within_days=30";
    expect(await recomputed(chains)).toEqual({ value: 1, is_equal: true });
  });
});
