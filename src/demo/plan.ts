import {
  badActorClass,
  demoClasses,
  repeatClass,
  wearOutClass,
  type DemoClass,
} from "./catalog.js";
import { between, chance, pickWeighted, streamOf } from "./chance.js";
import { jobsPerYear, type DemoAsset, type DemoRole } from "./history.js";
import type { DemoSite } from "./sites.js";
import type { SiteTime } from "./site-time.js";

const DAY_MS = 86_400_000;
/** How long before the export the oldest equipment was put into service. */
export const OLDEST_DAYS = 4_380;
const HOURS_PER_YEAR = 8_766;
const DEFAULT_EQUIPMENT = 120;
/** Fewer would not hold the planted truths. */
const EQUIPMENT_MIN = 12;
/** Part of the time that equipment is there: a tenth of it comes late, a few leave early. */
const PRESENCE = 0.965;
const PER_LINE = 12;
const LINES_PER_AREA = 5;

/** The planted wear-out: Weibull shape and scale, and its mean, eta times gamma(1 + 1 / beta). */
export const WEAR_OUT = { beta: 2.8, eta_h: 4_400, mean_h: 3_918 } as const;

/** How many pieces of equipment each site has, so that about so many orders come out. */
export function equipmentPerSite(orders: number | undefined, siteYears: number): number {
  if (orders === undefined) return DEFAULT_EQUIPMENT;
  const weights = demoClasses.reduce((sum, { weight }) => sum + weight, 0);
  const perYear = demoClasses.reduce((sum, equipment) => {
    const jobs =
      jobsPerYear(equipment) + (equipment === wearOutClass ? HOURS_PER_YEAR / WEAR_OUT.mean_h : 0);
    return sum + (jobs * equipment.weight) / weights;
  }, 0);
  return Math.max(EQUIPMENT_MIN, Math.round(orders / (perYear * siteYears * PRESENCE)));
}

/** Where a piece of equipment stands: its line and its area, numbered from 1. */
export function placeOf(index: number): { readonly area: number; readonly line: number } {
  const line = Math.floor(index / PER_LINE);
  return { area: Math.floor(line / LINES_PER_AREA) + 1, line: (line % LINES_PER_AREA) + 1 };
}

/** What a site's equipment is drawn from. */
export interface PlanContext {
  readonly seed: number;
  readonly site_index: number;
  readonly site: DemoSite;
  readonly time: SiteTime;
  readonly equipment: number;
  readonly from_ms: number;
  readonly to_ms: number;
}

/** The number, from 0, of the asset with each planted role. */
export function rolesOf({ seed, site_index, equipment }: PlanContext): {
  readonly bad_actor: number;
  readonly repeat_repair: number;
} {
  const random = streamOf(seed, site_index, 1);
  const bad_actor = random.integer(0, equipment);
  const repeat_repair = (bad_actor + random.integer(1, equipment)) % equipment;
  return { bad_actor, repeat_repair };
}

function classOf(role: DemoRole, drawn: DemoClass): DemoClass {
  if (role === "bad_actor") return badActorClass;
  return role === "repeat_repair" ? repeatClass : drawn;
}

/** One piece of equipment of a site, the same for the same seed, site and number. */
export function equipmentOf(index: number, role: DemoRole, context: PlanContext): DemoAsset {
  const { seed, site_index, site, time, from_ms, to_ms } = context;
  const random = streamOf(seed, site_index, 2, index);
  const equipment = classOf(role, pickWeighted(random, demoClasses));
  const drawn = between(random, 0.6, 1.4);
  const age_days = between(random, 365, OLDEST_DAYS);
  const isNew = chance(random, 0.1) && role === null;
  const born_ms = isNew ? from_ms + between(random, 0.05, 0.6) * (to_ms - from_ms) : from_ms;
  const leaves = chance(random, 0.02) && role === null && equipment !== wearOutClass;
  const left_ms = between(random, 0.7, 0.95) * (to_ms - from_ms) + from_ms;
  const { area, line } = placeOf(index);
  const ordinal = String(index + 1).padStart(4, "0");
  return {
    tag: `${site.tag}-A${area}-L${line}-${equipment.tag}${ordinal}`,
    ordinal: index + 1,
    equipment,
    role,
    factor: role === null ? drawn : 1,
    commissioned_ms: time.atHour(isNew ? born_ms : from_ms - age_days * DAY_MS, 0),
    decommissioned_ms: leaves ? time.atHour(left_ms, 0) : null,
  };
}
