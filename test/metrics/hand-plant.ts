import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SourceConfig } from "../../src/config/index.js";
import { buildPlant } from "../fixtures/built-plant.js";
import { plainConfig, plainFeed, plainSource } from "../fixtures/plain-config.js";
import { landRun } from "./land-run.js";
import type { LiftStop } from "./lift-plant.js";

/** An asset written by hand. */
export interface HandAsset {
  readonly tag: string;
  readonly parent?: string;
  readonly decommissioned?: string;
}

/** A corrective order written by hand: `reported` is an instant, or a day where only that is known. */
export interface HandOrder {
  readonly asset: string;
  readonly reported: string;
  readonly ended?: string;
  readonly mode?: string;
  readonly cost?: number;
  readonly labor_h?: number;
}

/** A plant of stops and orders written by hand, of one source in UTC. */
export interface HandPlant {
  readonly assets: readonly HandAsset[];
  readonly stops?: readonly LiftStop[];
  readonly orders?: readonly HandOrder[];
  readonly failures_from: SourceConfig["failures_from"];
  readonly observed: readonly [string, string];
}

const STOP_FIELDS = {
  asset: "asset",
  started_at: "from",
  ended_at: "to",
  time_class: "class",
  reason: "reason",
};

const ORDER_FIELDS = {
  asset: "asset",
  reported_at: "reported",
  ended_at: "ended",
  mode: "mode",
  cost: "cost",
  labor: { column: "labor", unit: "h" },
  is_failure: { column: "class", map: { corrective: "true" }, otherwise: "false" },
} as const;

async function land(dataDir: string, plant: HandPlant): Promise<void> {
  await landRun(dataDir, {
    source: "hall",
    feed: "register",
    entity: "asset",
    run_no: 1,
    columns: ["tag", "parent", "gone"],
    rows: plant.assets.map(({ tag, parent, decommissioned }) => ({
      key: tag,
      fields: [tag, parent ?? null, decommissioned ?? null],
    })),
  });
  await landRun(dataDir, {
    source: "hall",
    feed: "stops",
    entity: "downtime",
    run_no: 2,
    columns: ["asset", "from", "to", "class", "reason"],
    rows: (plant.stops ?? []).map((fields, i) => ({ key: `s${i}`, fields })),
  });
  await landRun(dataDir, {
    source: "hall",
    feed: "orders",
    entity: "work_order",
    run_no: 3,
    columns: ["asset", "reported", "ended", "mode", "cost", "labor", "class"],
    rows: (plant.orders ?? []).map(({ asset, reported, ended, mode, cost, labor_h }, i) => ({
      key: `o${i}`,
      fields: [
        asset,
        reported,
        ended ?? null,
        mode ?? null,
        cost === undefined ? null : String(cost),
        labor_h === undefined ? null : String(labor_h),
        "corrective",
      ],
    })),
  });
}

/** Builds a plant written by hand as the product does and returns its data directory. */
export async function buildHandPlant(plant: HandPlant): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), "meantime-hand-"));
  await land(dataDir, plant);
  const [from, to] = plant.observed;
  const register = { tag: "tag", parent: "parent", decommissioned_on: "gone" };
  const feeds = [
    plainFeed({ id: "register", entity: "asset" }, register),
    ...(plant.stops === undefined
      ? []
      : [plainFeed({ id: "stops", entity: "downtime" }, STOP_FIELDS)]),
    ...(plant.orders === undefined
      ? []
      : [plainFeed({ id: "orders", entity: "work_order" }, ORDER_FIELDS)]),
  ];
  const config = plainConfig(dataDir, {
    sites: [{ id: "works", name: "Works", zone: "Etc/UTC", currency: "EUR" }],
    sources: [
      plainSource({
        id: "hall",
        site: "works",
        failures_from: plant.failures_from,
        observation: { basis: "declared", from, to },
        feeds,
      }),
    ],
  });
  await buildPlant(dataDir, config);
  return dataDir;
}
