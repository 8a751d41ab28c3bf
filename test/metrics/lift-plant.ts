import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPlant } from "../fixtures/built-plant.js";
import { plainConfig, plainFeed, plainSource } from "../fixtures/plain-config.js";
import { landRun } from "./land-run.js";

/** A stop of a plant written by hand: asset, start, end (null: open), class, reason. */
export type LiftStop = readonly [string, string, string | null, string, string];

/** A plant of stops written by hand. */
export interface LiftPlant {
  /** Tag and area of each registered asset, and the day it came into service. */
  readonly assets: readonly (readonly [string, string, string?])[];
  readonly stops: readonly LiftStop[];
  readonly observed: readonly [string, string];
  readonly zone?: string;
}

/**
 * The plant of the worked examples: two lifts in January 2026, 2 × 744 h. A was down from 10 January
 * 00:00 to 08:00 and 04:00 to 12:00 (one failure, 12 h) and on 20 January 00:00 to 08:00 (8 h), both
 * for the door; B has been down since 31 January 06:00 (18 h inside the month), and was serviced for
 * 6 h on 15 January. Both were watched from 1 November 2025 to 1 February 2026.
 */
export const TWO_LIFTS: LiftPlant = {
  assets: [
    ["A", "north"],
    ["B", "south"],
  ],
  stops: [
    ["A", "2026-01-10T00:00:00Z", "2026-01-10T08:00:00Z", "unplanned", "door"],
    ["A", "2026-01-10T04:00:00Z", "2026-01-10T12:00:00Z", "unplanned", "motor"],
    ["A", "2026-01-20T00:00:00Z", "2026-01-20T08:00:00Z", "unplanned", "door"],
    ["B", "2026-01-15T08:00:00Z", "2026-01-15T14:00:00Z", "planned", "service"],
    ["B", "2026-01-31T06:00:00Z", null, "unplanned", "rope"],
  ],
  observed: ["2025-11-01T00:00:00Z", "2026-02-01T00:00:00Z"],
};

/** Builds a plant of stops as the product does and returns its data directory. */
export async function buildLiftPlant(plant: LiftPlant): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), "meantime-lifts-"));
  await landRun(dataDir, {
    source: "lifts",
    feed: "register",
    entity: "asset",
    run_no: 1,
    columns: ["tag", "area", "since"],
    rows: plant.assets.map(([tag, area, since]) => ({
      key: tag,
      fields: [tag, area, since ?? null],
    })),
  });
  await landRun(dataDir, {
    source: "lifts",
    feed: "stops",
    entity: "downtime",
    run_no: 2,
    columns: ["asset", "from", "to", "class", "reason"],
    rows: plant.stops.map((fields, i) => ({ key: `s${i}`, fields })),
  });
  const [from, to] = plant.observed;
  const site = { id: "house", name: "House", zone: plant.zone ?? "Etc/UTC", currency: "EUR" };
  const config = plainConfig(dataDir, {
    sites: [site],
    sources: [
      plainSource({
        id: "lifts",
        site: "house",
        observation: { basis: "declared", from, to },
        asset_noun: ["lift", "lifts"],
        feeds: [
          plainFeed(
            { id: "register", entity: "asset" },
            { tag: "tag", area: "area", commissioned_on: "since" },
          ),
          plainFeed(
            { id: "stops", entity: "downtime" },
            {
              asset: "asset",
              started_at: "from",
              ended_at: "to",
              time_class: "class",
              reason: "reason",
            },
          ),
        ],
      }),
    ],
  });
  await buildPlant(dataDir, config);
  return dataDir;
}
