import { afterEach, beforeEach, expect, test } from "vitest";
import { runDetails, runMetric } from "../../src/metrics/index.js";
import { plainFeed } from "../fixtures/plain-config.js";
import { LandedPlant } from "../warehouse/landed-plant.js";
import { openMetrics } from "./metric-context.js";

const stops = plainFeed(
  { id: "stops", entity: "downtime" },
  {
    asset: "asset",
    started_at: "from",
    ended_at: "to",
    reason: "why",
    time_class: { constant: "unplanned" },
  },
);

let landed: LandedPlant;
beforeEach(() => {
  landed = new LandedPlant();
});
afterEach(() => landed.remove());

test("a chain counts the hours that its open failure has lost so far, and says that it is open", async () => {
  // 24 h on 2 January, and a repeat that is open since 10 January, 0:00 UTC.
  const rows = [
    ["P", "2024-01-02T00:00:00Z", "2024-01-03T00:00:00Z", "seal"],
    ["P", "2024-01-10T00:00:00Z", null, "seal"],
  ];
  await landed.land({ feed: stops, rows, keys: ["1", "2"] });
  const observation = {
    basis: "declared",
    from: "2023-06-01T00:00:00Z",
    to: "2024-01-20T00:00:00Z",
  } as const;
  await (await landed.build([stops], { observation })).close();
  const { ctx, snapshot } = await openMetrics(landed.dataDir);
  const hours = async (to: string): Promise<unknown> => {
    const parameters = { from: "2024-01-01", to, within_days: "30" };
    const { rows: chains } = await runMetric("recurring_chains", parameters, ctx);
    const { rows: records } = await runDetails("recurring_chains", parameters, ctx);
    const listed = records.map(({ down_h }) => Number(down_h)).sort((a, b) => a - b);
    return [chains.map(({ downtime_h, open_count }) => [downtime_h, open_count]), listed];
  };
  // Berlin is an hour ahead: 12 January begins at 23:00 UTC on the 11th, 47 h after the failure.
  expect(await hours("2024-01-12")).toEqual([[[24 + 47, 1]], [24, 47]]);
  // The observation ends on the 20th, 240 h after it.
  expect(await hours("2024-02-01")).toEqual([[[24 + 240, 1]], [24, 240]]);
  await snapshot.close();
});
