import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FeedConfig } from "../../src/config/index.js";
import { metrics, runMetric, type MetricResult } from "../../src/metrics/index.js";
import { plainFeed } from "../fixtures/plain-config.js";
import { openMetrics } from "../metrics/metric-context.js";
import { LandedPlant, type FeedRun } from "./landed-plant.js";

// A source whose failures were never read has observed nothing: no figure may say "no failure".

const register = plainFeed({ id: "register", entity: "asset" }, { tag: "tag" });
const stops = plainFeed(
  { id: "stops", entity: "downtime" },
  { asset: "asset", started_at: "from", ended_at: "to", time_class: { constant: "unplanned" } },
);
const orders = plainFeed(
  { id: "orders", entity: "work_order" },
  { asset: "asset", reported_at: "at", is_failure: { constant: "true" } },
);
const observation = {
  basis: "declared",
  from: "2024-01-01T00:00:00Z",
  to: "2024-02-01T00:00:00Z",
} as const;
const JANUARY = { from: "2024-01-02", to: "2024-01-31" };

let landed: LandedPlant;
beforeEach(() => {
  landed = new LandedPlant();
});
afterEach(() => landed.remove());

const registered: FeedRun = { feed: register, rows: [["P"], ["Q"]] };
const unreadable: FeedRun = {
  feed: stops,
  keys: ["1"],
  rows: [["P", "01/02/2024 8 am", null]],
  manifest: { file_sha256: "0".repeat(64) },
};

/** Some figures of January 2024 after these runs. */
async function figures(
  runs: readonly FeedRun[],
  feeds: readonly FeedConfig[],
  failures_from: "downtime" | "work_order" = "downtime",
): Promise<Record<string, MetricResult>> {
  await landed.land(...runs);
  await (await landed.build(feeds, { observation, failures_from })).close();
  const { ctx, snapshot } = await openMetrics(landed.dataDir);
  const found: Record<string, MetricResult> = {};
  for (const { id } of metrics) found[id] = await runMetric(id, JANUARY, ctx);
  await snapshot.close();
  return found;
}

const UNREAD = [{ code: "feed_unread", values: { feed: "stops" } }];

describe("a source whose stops were never read", () => {
  test("has no observation: every figure is unknown, with the name of the feed", async () => {
    const found = await figures([registered], [register, stops]);
    expect(Object.keys(found).length).toBeGreaterThan(8);
    for (const result of Object.values(found)) {
      expect([result.metric, result.status, result.value]).toEqual([result.metric, "empty", null]);
      expect(result.reasons).toEqual(UNREAD);
      expect(result.rows).toEqual([]);
    }
  });

  test("is the same where not one row of them could be used, also when read again", async () => {
    const again = { ...unreadable, rows: [], manifest: { ...unreadable.manifest, rows_in: 1 } };
    const unchanged = { ...again, manifest: { ...again.manifest, rows_unchanged: 1 } };
    const found = await figures([registered, unreadable, unchanged], [register, stops]);
    expect(found["mtbf"]?.reasons).toEqual(UNREAD);
    expect(found["availability_operational"]?.value).toBe(null);
  });

  test("is observed when they were read and there were none", async () => {
    const none: FeedRun = { feed: stops, rows: [] };
    const found = await figures([registered, none], [register, stops]);
    expect(found["availability_operational"]).toMatchObject({ status: "ok", value: 1 });
  });

  test("has failures from orders, and no figure that rests on stops", async () => {
    const order: FeedRun = { feed: orders, rows: [["P", "2024-01-05T00:00:00Z"]] };
    const found = await figures([registered, order], [register, stops, orders], "work_order");
    expect(found["failure_count"]).toMatchObject({ value: 1 });
    expect(found["availability_operational"]?.reasons).toEqual(UNREAD);
    expect(found["downtime_hours"]?.reasons).toEqual(UNREAD);
  });
});

describe("a source whose newest state of stops cannot be used", () => {
  test("is known up to the state before, however often the newest is read", async () => {
    const at = (day: string): Record<string, unknown> => ({ finished_at: `${day}T00:00:00Z` });
    const good = ["P", "2024-01-03T00:00:00Z", "2024-01-03T01:00:00Z"];
    const sha = { file_sha256: "1".repeat(64) };
    await landed.land(
      { ...registered, manifest: at("2024-01-10") },
      { feed: stops, keys: ["1"], rows: [good], manifest: { ...at("2024-01-10"), ...sha } },
      { ...unreadable, manifest: { ...unreadable.manifest, ...at("2024-01-20") } },
      {
        ...unreadable,
        rows: [],
        manifest: { ...unreadable.manifest, ...at("2024-01-21"), rows_in: 1, rows_unchanged: 1 },
      },
    );
    const plant = await landed.build([register, stops], { observation });
    expect(await plant.row("select observed_to from dim_asset where tag = 'Q'")).toEqual({
      observed_to: "2024-01-10T00:00:00Z",
    });
    expect(await plant.row("select count(*)::integer as n from fct_failure")).toEqual({ n: 1 });
    await plant.close();
  });
});
