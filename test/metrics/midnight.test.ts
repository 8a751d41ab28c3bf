import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runMetric } from "../../src/metrics/index.js";
import { plainFeed } from "../fixtures/plain-config.js";
import { LandedPlant } from "../warehouse/landed-plant.js";
import { openMetrics, type OpenMetrics } from "./metric-context.js";

const stops = plainFeed(
  { id: "stops", entity: "downtime" },
  { asset: "asset", started_at: "from", ended_at: "to", time_class: { constant: "unplanned" } },
);

describe("an observation that ends at midnight", () => {
  const landed = new LandedPlant();
  let open: OpenMetrics;

  beforeAll(async () => {
    const days = ["10", "11", "12", "13", "14", "15", "16", "17", "18", "19"];
    const rows = days.map((day) => ["P", `2025-07-${day} 08:00`, `2025-07-${day} 09:00`]);
    await landed.land({ feed: stops, rows, keys: days });
    // Berlin is two hours ahead of UTC in summer: from 1 June to 1 September, 0:00 there.
    const observation = {
      basis: "declared",
      from: "2025-05-31T22:00:00Z",
      to: "2025-08-31T22:00:00Z",
    } as const;
    await (await landed.build([stops], { observation })).close();
    open = await openMetrics(landed.dataDir);
  });
  afterAll(async () => {
    await open.snapshot.close();
    landed.remove();
  });

  const ask = (given: Record<string, string>) => runMetric("failure_count", given, open.ctx);

  test("ends a period without an end with the day before, which is whole", async () => {
    const { range, status, value, reasons } = await ask({ from: "2025-07-01" });
    expect({ range, status, value }).toEqual({
      range: { from: "2025-07-01", to: "2025-09-01" },
      status: "ok",
      value: 10,
    });
    expect(reasons.map(({ code }) => code)).not.toContain("partial_after");
  });

  test("has the last month as its last complete one", async () => {
    expect((await ask({})).range).toEqual({ from: "2025-08-01", to: "2025-09-01" });
  });

  test("tells its last day where a period reaches beyond it, and nothing after it", async () => {
    const beyond = await ask({ from: "2025-07-01", to: "2025-09-02" });
    expect(beyond.reasons).toContainEqual({ code: "partial_after", values: { day: "2025-08-31" } });
    const after = await ask({ from: "2025-09-01", to: "2025-09-02" });
    expect(after.reasons).toEqual([{ code: "no_exposure" }]);
  });
});
