import type { Random } from "../core/index.js";
import { WEAR_OUT_CODE, repeatWordings, type DemoClass, type DemoMode } from "./catalog.js";
import { between, chance, exponential, lognormal, weibull } from "./chance.js";
import type { SiteTime } from "./site-time.js";
import { remarks, typed } from "./wording.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const YEAR_MS = 365.25 * DAY_MS;

/** Jobs that every asset has, in a year. */
const INSPECTIONS_PER_YEAR = 1;
const IMPROVEMENTS_PER_YEAR = 0.06;
const EXTERNAL_STOPS_PER_YEAR = 0.4;

/** Ratio of breakdowns that wait for days until a part arrives. */
const WAITS_FOR_PARTS = 0.07;
/** The same in the last days of the export, so that some equipment still stands when it ends. */
const WAITS_FOR_PARTS_LATE = 0.4;
const LATE_DAYS = 10;

/** How often the bad actor fails, as a multiple of its sisters. */
export const BAD_ACTOR_MULTIPLE = 10;
/** Days from one repair of the repeat to its return. */
export const REPEAT_GAP_DAYS = { from: 22, to: 44 } as const;

/** What is planted on an asset; null for all but two of a site. */
export type DemoRole = "bad_actor" | "repeat_repair" | null;

/** One piece of equipment. */
export interface DemoAsset {
  readonly tag: string;
  readonly ordinal: number;
  readonly equipment: DemoClass;
  readonly role: DemoRole;
  /** Its rate of failures beside that of its sisters. */
  readonly factor: number;
  readonly commissioned_ms: number;
  readonly decommissioned_ms: number | null;
}

/** A stretch of time in which an asset stood. */
export interface DemoStop {
  readonly started_ms: number;
  readonly ended_ms: number;
  readonly reason: string;
  readonly stop_class: "Breakdown" | "Planned" | "External";
}

/** A job, as it went; what lies after the end of the export is left out when it is written. */
export interface DemoOrder {
  readonly type: "CM" | "PM" | "IN" | "IM";
  readonly is_breakdown: boolean;
  readonly is_cancelled: boolean;
  readonly title: string;
  readonly description: string;
  readonly priority: number;
  readonly reported_ms: number;
  readonly started_ms: number;
  readonly finished_ms: number;
  readonly closed_ms: number;
  readonly due_ms: number | null;
  readonly code: string;
  readonly cause: string;
  readonly labor_h: number;
  readonly planned_h: number;
  readonly cost: number;
}

/** Something that happened to an asset: a job, a stop or a job with its stop. */
export interface DemoEvent {
  readonly at_ms: number;
  readonly order: DemoOrder | null;
  readonly stop: DemoStop | null;
  /** True when a planted truth rests on it, so that it stays clean. */
  readonly is_planted: boolean;
}

/** What a history is made from. */
export interface HistoryContext {
  readonly random: Random;
  readonly time: SiteTime;
  readonly from_ms: number;
  readonly to_ms: number;
  readonly wear_out: { readonly beta: number; readonly eta_h: number };
}

/** Jobs an asset of a class is expected to have in a year, wear-out apart. */
export function jobsPerYear({ modes, minor_per_year, pm_interval_days }: DemoClass): number {
  const failures = modes.reduce((sum, mode) => sum + mode.per_year, 0);
  const others = minor_per_year + INSPECTIONS_PER_YEAR + IMPROVEMENTS_PER_YEAR;
  return failures + others + 365.25 / pm_interval_days;
}

/** Everything that happens to one asset from the beginning of the export to its end, in order. */
export function historyOf(asset: DemoAsset, context: HistoryContext): DemoEvent[] {
  const history = new History(asset, context);
  history.addWearOut();
  if (asset.role === "repeat_repair") history.addRepeatRepair();
  for (const mode of asset.equipment.modes) history.addFailures(mode);
  history.addExternalStops();
  history.addMaintenance();
  history.addSmallJobs();
  return history.events.toSorted((a, b) => a.at_ms - b.at_ms);
}

interface Breakdown {
  readonly at_ms: number;
  readonly mode: DemoMode;
  readonly title: string;
  readonly code: string;
  /** What the stop log says instead of the mode's own words. */
  readonly reason?: string;
  readonly is_planted: boolean;
}

class History {
  readonly events: DemoEvent[] = [];
  private readonly first_ms: number;
  private readonly last_ms: number;

  constructor(
    private readonly asset: DemoAsset,
    private readonly context: HistoryContext,
  ) {
    this.first_ms = Math.max(context.from_ms, asset.commissioned_ms);
    this.last_ms = Math.min(context.to_ms, asset.decommissioned_ms ?? Infinity);
  }

  /** Renewals: each time the part is as good as new when the asset runs again. */
  addWearOut(): void {
    const { random, wear_out } = this.context;
    const mode = this.asset.equipment.modes.find(({ code }) => code === WEAR_OUT_CODE);
    if (mode === undefined) return;
    const scale = { beta: wear_out.beta, eta: wear_out.eta_h * HOUR_MS };
    let at_ms = this.asset.commissioned_ms + weibull(random, scale);
    while (at_ms < this.last_ms) {
      const title = typed(random, random.pick(mode.wordings));
      const ended_ms = this.breakDown({ at_ms, mode, title, code: mode.code, is_planted: true });
      at_ms = ended_ms + weibull(random, scale);
    }
  }

  /** The same problem again and again; no two codes alike within half a year, nor two wordings. */
  addRepeatRepair(): void {
    const { random } = this.context;
    const { modes } = this.asset.equipment;
    const blank = { code: "", reason: "" };
    const codings = modes.flatMap((coded) => [blank, coded]);
    const mode = modes[0]!; // every class has modes
    let at_ms = this.first_ms + between(random, 3, 20) * DAY_MS;
    for (let count = 0; at_ms < this.last_ms; count += 1) {
      const title = repeatWordings[count % repeatWordings.length]!; // in range by the remainder
      const { code, reason } = codings[count % codings.length]!; // in range by the remainder
      const ended_ms = this.breakDown({ at_ms, mode, title, code, reason, is_planted: true });
      at_ms = ended_ms + between(random, REPEAT_GAP_DAYS.from, REPEAT_GAP_DAYS.to) * DAY_MS;
    }
  }

  /** Failures that come by chance, at a steady rate. */
  addFailures(mode: DemoMode): void {
    const { random } = this.context;
    const { factor, role } = this.asset;
    const rate = mode.per_year * factor * (role === "bad_actor" ? BAD_ACTOR_MULTIPLE : 1);
    this.eachByChance(rate, (at_ms) => {
      const title = typed(random, random.pick(mode.wordings));
      const code = chance(random, 0.9) ? mode.code : "";
      this.breakDown({ at_ms, mode, title, code, is_planted: role === "bad_actor" });
    });
  }

  /** Stops that nobody repairs: no material, no power. */
  addExternalStops(): void {
    const { random, time } = this.context;
    this.eachByChance(EXTERNAL_STOPS_PER_YEAR, (at_ms) => {
      const started_ms = time.unambiguous(at_ms);
      const ended_ms = time.unambiguous(started_ms + between(random, 0.3, 5) * HOUR_MS);
      const reason = random.pick(["No material", "Power supply", "Downstream full"]);
      this.add(null, { started_ms, ended_ms, reason, stop_class: "External" });
    });
  }

  /** Preventive orders, released a week before they are due and done by day, mostly in time. */
  addMaintenance(): void {
    const { random, time } = this.context;
    const { pm_interval_days, pm_text } = this.asset.equipment;
    const title = `PM ${pm_interval_days}d: ${pm_text}`;
    let due_ms = this.first_ms + random.next() * pm_interval_days * DAY_MS;
    for (; due_ms - 7 * DAY_MS < this.last_ms; due_ms += pm_interval_days * DAY_MS) {
      const released_ms = time.atHour(due_ms - 7 * DAY_MS, 6);
      if (released_ms < this.first_ms || released_ms >= this.last_ms) continue;
      const late_days = chance(random, 0.8) ? between(random, -5, 0.4) : exponential(random, 9);
      const day_ms = Math.max(due_ms + late_days * DAY_MS, released_ms + DAY_MS);
      const started_ms = time.atHour(day_ms, random.integer(6, 13));
      const order = this.order(
        { reported_ms: released_ms, started_ms, work_h: 1.6 },
        {
          type: "PM",
          title,
          due_ms,
          priority: 3,
        },
      );
      const needsStop = chance(random, 0.3);
      const { finished_ms: ended_ms } = order;
      const stop: DemoStop = { started_ms, ended_ms, reason: title, stop_class: "Planned" };
      this.add(order, needsStop && this.isFree(stop) ? stop : null);
    }
  }

  /** Work that stops nothing: small repairs, inspections, improvements. */
  addSmallJobs(): void {
    const { random } = this.context;
    const { minor_per_year, minor_texts } = this.asset.equipment;
    this.eachByChance(minor_per_year, (at_ms) =>
      this.addSmallJob(at_ms, "CM", typed(random, random.pick(minor_texts))),
    );
    this.eachByChance(INSPECTIONS_PER_YEAR, (at_ms) =>
      this.addSmallJob(at_ms, "IN", "Vibration and temperature round"),
    );
    this.eachByChance(IMPROVEMENTS_PER_YEAR, (at_ms) =>
      this.addSmallJob(at_ms, "IM", "Modify guard for easier access"),
    );
  }

  private addSmallJob(at_ms: number, type: DemoOrder["type"], title: string): void {
    const { random, time } = this.context;
    const reported_ms = time.unambiguous(at_ms);
    const wait_ms = lognormal(random, 6, 0.9) * DAY_MS;
    const soonest_ms = time.unambiguous(reported_ms + HOUR_MS);
    const started_ms = Math.max(time.atHour(reported_ms + wait_ms, 8), soonest_ms);
    const priority = random.integer(3, 5);
    const is_cancelled = chance(random, 0.02);
    const times = { reported_ms, started_ms, work_h: 0.8 };
    this.add(this.order(times, { type, title, priority, is_cancelled }), null);
  }

  /** A stop, reported within minutes and repaired; returns when the asset runs again. */
  private breakDown({ at_ms, mode, title, code, reason, is_planted }: Breakdown): number {
    const { random, time } = this.context;
    const stopped_ms = time.unambiguous(at_ms);
    const reported_ms = time.unambiguous(stopped_ms + random.integer(0, 12) * MINUTE_MS);
    const isLate = stopped_ms > this.context.to_ms - LATE_DAYS * DAY_MS;
    const waiting = isLate ? WAITS_FOR_PARTS_LATE : WAITS_FOR_PARTS;
    const waitsForParts = !is_planted && chance(random, waiting);
    const wait_h = lognormal(random, waitsForParts ? 110 : 0.5, 0.8);
    const started_ms = time.unambiguous(reported_ms + wait_h * HOUR_MS);
    const order = this.order(
      { reported_ms, started_ms, work_h: mode.repair_median_h },
      {
        type: "CM",
        is_breakdown: true,
        title,
        code,
        cause: chance(random, 0.75) ? random.pick(mode.causes) : "",
        cost: lognormal(random, mode.parts_median_cost, 0.6),
        priority: random.integer(1, 3),
        description: is_planted ? "" : remarks(random, title),
      },
    );
    const { finished_ms: ended_ms } = order;
    const stop: DemoStop = {
      started_ms: stopped_ms,
      ended_ms,
      reason: reason ?? mode.reason,
      stop_class: "Breakdown",
    };
    this.add(order, stop, is_planted);
    return ended_ms;
  }

  private order(
    times: { readonly reported_ms: number; readonly started_ms: number; readonly work_h: number },
    known: Partial<DemoOrder> & Pick<DemoOrder, "type" | "title" | "priority">,
  ): DemoOrder {
    const { random, time } = this.context;
    const work_h = Math.max(lognormal(random, times.work_h, 0.55), 0.2);
    const finished_ms = time.unambiguous(times.started_ms + work_h * HOUR_MS);
    const labor_h = Math.max(Math.round(work_h * random.integer(1, 3) * 4) / 4, 0.25);
    return {
      is_breakdown: false,
      is_cancelled: false,
      description: "",
      due_ms: null,
      code: "",
      cause: "",
      ...known,
      reported_ms: times.reported_ms,
      started_ms: times.started_ms,
      finished_ms,
      closed_ms: time.unambiguous(finished_ms + between(random, 0.1, 6) * DAY_MS),
      labor_h,
      planned_h: times.work_h,
      cost: (known.cost ?? lognormal(random, 12, 0.9)) + labor_h * 58,
    };
  }

  private eachByChance(per_year: number, happen: (at_ms: number) => void): void {
    if (per_year <= 0) return;
    const { random } = this.context;
    const mean_ms = YEAR_MS / per_year;
    for (
      let at_ms = this.first_ms + exponential(random, mean_ms);
      at_ms < this.last_ms;
      at_ms += exponential(random, mean_ms)
    ) {
      happen(at_ms);
    }
  }

  /** Keeps an event of the export; one that would begin while the asset stands does not happen. */
  private add(order: DemoOrder | null, stop: DemoStop | null, is_planted = false): void {
    const { time } = this.context;
    const at_ms = stop?.started_ms ?? order?.reported_ms ?? 0;
    const end_ms = Math.max(stop?.ended_ms ?? 0, order?.finished_ms ?? 0);
    if (at_ms < time.unambiguous(this.first_ms) || at_ms >= this.last_ms) return;
    if (this.asset.decommissioned_ms !== null && end_ms > this.last_ms) return;
    if (stop !== null && !this.isFree(stop)) return;
    this.events.push({ at_ms, order, stop, is_planted });
  }

  private isFree({ started_ms, ended_ms }: DemoStop): boolean {
    return this.events.every(
      ({ stop }) => stop === null || stop.ended_ms < started_ms || stop.started_ms > ended_ms,
    );
  }
}
