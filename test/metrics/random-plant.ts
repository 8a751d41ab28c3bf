import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededRandom, type Random } from "../../src/core/index.js";
import { buildPlant } from "../fixtures/built-plant.js";
import { plainConfig, plainFeed, plainSource } from "../fixtures/plain-config.js";
import { landRun } from "./land-run.js";

/** The zone of the random plants; its clocks change inside their observation. */
export const ZONE = "Europe/Berlin";

/** A stop of a random plant, in seconds since 1970. */
export interface PlantStop {
  readonly asset: string;
  readonly from_s: number;
  readonly to_s: number | null;
  readonly time_class: "unplanned" | "planned" | "external";
  readonly reason: string;
}

/** A work order of a random plant of which only the day is known, or the instants. */
export interface PlantOrder {
  readonly asset: string;
  readonly reported: string;
  readonly ended: string | null;
  readonly title: string;
  readonly work_class: "corrective" | "preventive_time";
  readonly cost: number;
}

/** A ticket of a random plant: a failure of another source of the same site and the same tags. */
export interface PlantTicket {
  readonly asset: string;
  /** Null where only the day is known. */
  readonly from_s: number | null;
  readonly day: string;
  readonly to_s: number | null;
  readonly mode: string;
}

/** A small plant made up from a seed. */
export interface RandomPlant {
  readonly seed: number;
  readonly observed_from_s: number;
  readonly observed_to_s: number;
  /** Area of each asset. */
  readonly assets: Readonly<Record<string, string>>;
  readonly stops: readonly PlantStop[];
  readonly orders: readonly PlantOrder[];
  /** Days on which assets were taken out of service. */
  readonly scrapped: Readonly<Record<string, string>>;
  readonly tickets: readonly PlantTicket[];
}

/** The node above the last lift; its stops have no exposure of their own and count nowhere. */
export const GROUP = "G1";

const MINUTE_S = 60;
const DAY_S = 86_400;
const REASONS = ["leak", "jam", "sensor"];
const TITLES = ["Replace tooth", "replace TOOTH!", "Oil leak", "hose burst"];
const AREAS = ["north", "south"];

function seconds(iso: string): number {
  return Date.parse(iso) / 1000;
}

function stopsOf(
  asset: string,
  random: Random,
  plant: { from_s: number; to_s: number },
): PlantStop[] {
  const starts = new Set<number>();
  const days = (plant.to_s - plant.from_s) / DAY_S;
  const count = random.next() < 0.15 ? 0 : random.integer(4, 60);
  return Array.from({ length: count }, () => {
    // A coarse grid makes records touch, nest and overlap; starts stay unique so that order is.
    let from_s = plant.from_s + (random.integer(-48, days * 24) * 3600 * 2) / 2;
    while (starts.has(from_s)) from_s += 15 * MINUTE_S;
    starts.add(from_s);
    const length_s = random.pick([0, 15, 60, 60, 120, 600, 3000]) * MINUTE_S;
    return {
      asset,
      from_s,
      to_s: random.next() < 0.06 ? null : from_s + length_s,
      time_class: random.pick([
        "unplanned",
        "unplanned",
        "unplanned",
        "planned",
        "external",
      ] as const),
      reason: random.pick(REASONS),
    };
  });
}

function ordersOf(asset: string, random: Random, from_s: number): PlantOrder[] {
  return Array.from({ length: random.integer(1, 25) }, () => {
    const day = new Date((from_s + random.integer(0, 80) * DAY_S) * 1000)
      .toISOString()
      .slice(0, 10);
    return {
      asset,
      reported: day,
      ended: null,
      title: random.pick(TITLES),
      work_class: random.next() < 0.75 ? ("corrective" as const) : ("preventive_time" as const),
      cost: random.integer(-50, 90_000) / 100,
    };
  });
}

/** One lift scrapped while it was down; the stop is open, or ends after it was scrapped. */
function scrappedLift(random: Random, from_s: number): { day: string; stop: PlantStop } {
  const day = dayOf(from_s + random.integer(20, 60) * DAY_S);
  const stop = {
    asset: "L2",
    // A minute that the grid of the other stops does not know, so that starts stay unique.
    from_s: seconds(`${day}T00:00:00Z`) - random.integer(2, 40) * 3600 + 7 * MINUTE_S,
    to_s: random.next() < 0.5 ? null : seconds(`${day}T00:00:00Z`) + 30 * DAY_S,
    time_class: "unplanned" as const,
    reason: random.pick(REASONS),
  };
  return { day, stop };
}

function ticketsOf(random: Random, from_s: number): PlantTicket[] {
  return Array.from({ length: 40 }, () => {
    const asset = random.pick(["L1", "L2", "L3"]);
    const at_s = from_s + random.integer(-24, 100 * 24) * 3600 + random.integer(0, 59) * MINUTE_S;
    const isDayOnly = random.next() < 0.3;
    const length_s = random.pick([0, 20, 90, 600, 9000]) * MINUTE_S;
    return {
      asset,
      from_s: isDayOnly ? null : at_s,
      day: localDayOf(at_s),
      to_s: random.next() < 0.15 ? null : at_s + DAY_S * (isDayOnly ? 1 : 0) + length_s,
      mode: random.pick(REASONS),
    };
  });
}

/**
 * The plant of a seed: seven lifts watched over a change of clocks, one of them scrapped while it was
 * down and one below a node with stops of its own; tickets of another source of the same site, some
 * of them of a day only; and the work orders of another site.
 */
export function randomPlant(seed: number): RandomPlant {
  const random = seededRandom(seed);
  const from_s = seconds("2026-01-10T07:30:00Z") + random.integer(0, 40) * 3600;
  const to_s = from_s + random.integer(80, 110) * DAY_S + random.integer(0, 86_400);
  const tags = Array.from({ length: 7 }, (_, i) => `L${i + 1}`);
  const plant = {
    seed,
    observed_from_s: from_s,
    observed_to_s: to_s,
    assets: Object.fromEntries(tags.map((tag) => [tag, random.pick(AREAS)])),
    stops: tags.flatMap((tag) => stopsOf(tag, random, { from_s, to_s })),
    orders: tags.flatMap((tag) => ordersOf(tag, random, from_s)),
  };
  const { day, stop } = scrappedLift(random, from_s);
  const above = stopsOf(GROUP, random, { from_s, to_s });
  return {
    ...plant,
    stops: [...plant.stops, stop, ...above],
    scrapped: { L2: day },
    tickets: ticketsOf(random, from_s),
  };
}

function dayOf(at_s: number): string {
  return iso(at_s).slice(0, 10);
}

const localDays = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short" });

function localDayOf(at_s: number): string {
  return localDays.format(at_s * 1000);
}

function iso(at_s: number): string {
  return new Date(at_s * 1000).toISOString();
}

async function land(dataDir: string, plant: RandomPlant): Promise<void> {
  await landRun(dataDir, {
    source: "lifts",
    feed: "register",
    entity: "asset",
    run_no: 1,
    columns: ["tag", "area", "parent", "gone"],
    rows: [
      { key: GROUP, fields: [GROUP, plant.assets["L7"] ?? "", null, null] },
      ...Object.entries(plant.assets).map(([tag, area]) => ({
        key: tag,
        fields: [
          tag,
          tag === "L7" ? null : area,
          tag === "L7" ? GROUP : null,
          plant.scrapped[tag] ?? null,
        ],
      })),
    ],
  });
  await landRun(dataDir, {
    source: "lifts",
    feed: "stops",
    entity: "downtime",
    run_no: 2,
    columns: ["asset", "from", "to", "class", "reason"],
    rows: plant.stops.map(({ asset, from_s, to_s, time_class, reason }, i) => ({
      key: `s${i}`,
      fields: [asset, iso(from_s), to_s === null ? null : iso(to_s), time_class, reason],
    })),
  });
  await landRun(dataDir, {
    source: "tickets",
    feed: "tickets",
    entity: "work_order",
    run_no: 4,
    columns: ["asset", "reported", "ended", "mode", "class"],
    rows: plant.tickets.map(({ asset, from_s, day, to_s, mode }, i) => ({
      key: `t${i}`,
      fields: [
        asset,
        from_s === null ? day : iso(from_s),
        to_s === null ? null : iso(to_s),
        mode,
        "corrective",
      ],
    })),
  });
  await landRun(dataDir, {
    source: "diggers",
    feed: "orders",
    entity: "work_order",
    run_no: 3,
    columns: ["asset", "reported", "title", "class", "cost"],
    rows: plant.orders.map(({ asset, reported, title, work_class, cost }, i) => ({
      key: `o${i}`,
      fields: [asset, reported, title, work_class, String(cost)],
    })),
  });
}

function configOf(dataDir: string, plant: RandomPlant): ReturnType<typeof plainConfig> {
  const declared = {
    basis: "declared",
    from: iso(plant.observed_from_s),
    to: iso(plant.observed_to_s),
  } as const;
  const failing = { column: "class", map: { corrective: "true" }, otherwise: "false" };
  return plainConfig(dataDir, {
    sites: [
      { id: "tower", name: "Tower", zone: ZONE, currency: "EUR" },
      { id: "pit", name: "Pit", zone: ZONE, currency: "EUR" },
    ],
    sources: [
      plainSource({
        id: "lifts",
        site: "tower",
        observation: declared,
        feeds: [
          plainFeed(
            { id: "register", entity: "asset" },
            { tag: "tag", area: "area", parent: "parent", decommissioned_on: "gone" },
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
      plainSource({
        id: "tickets",
        site: "tower",
        failures_from: "work_order",
        observation: declared,
        feeds: [
          plainFeed(
            { id: "tickets", entity: "work_order" },
            {
              asset: "asset",
              reported_at: "reported",
              ended_at: "ended",
              mode: "mode",
              is_failure: failing,
            },
          ),
        ],
      }),
      plainSource({
        id: "diggers",
        site: "pit",
        failures_from: "work_order",
        observation: { basis: "records_of_asset" },
        feeds: [
          plainFeed(
            { id: "orders", entity: "work_order" },
            {
              asset: "asset",
              reported_at: "reported",
              title: "title",
              work_class: "class",
              is_failure: failing,
              cost: "cost",
            },
          ),
        ],
      }),
    ],
  });
}

/** Builds the plant as the product does and returns its data directory. */
export async function buildRandomPlant(plant: RandomPlant): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), "meantime-plant-"));
  await land(dataDir, plant);
  await buildPlant(dataDir, configOf(dataDir, plant));
  return dataDir;
}
