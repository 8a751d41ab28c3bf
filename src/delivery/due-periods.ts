import { addMonths, civilDateIn, startOfMonth } from "../core/index.js";
import type { ScheduleConfig } from "../config/index.js";
import type { PeriodDecision, SkipReason } from "../state/index.js";
import { parseCron } from "./cron.js";
import { nextFire, type Timetable } from "./fire-times.js";
import { dayClock } from "./zoned-time.js";

/** A report later than this was missed, for a schedule that does not catch up. */
const ON_TIME_MS = 3_600_000;
/** At most so many missed periods are caught up; older ones are written down as too old. */
const CATCH_UP_PERIODS = 24;

/** What decides when a schedule fires and what it does about missed periods. */
export type SchedulePlan = Pick<ScheduleConfig, "id" | "cron" | "zone" | "catch_up">;

/** What is known when due periods are looked for. */
export interface DueInput {
  /** Nothing before this instant is owed: the schedule was not known yet. */
  readonly since: Date;
  readonly now: Date;
  /** What was decided before. */
  readonly ledger: readonly PeriodDecision[];
}

/** A period and the instant at which it came due. */
export interface FiredPeriod {
  /** Calendar month, `YYYY-MM`. */
  readonly period: string;
  readonly fired_at: Date;
}

/** The timetable of a schedule; a cron text that cannot be read is an error of configuration. */
export function timetableOf(schedule: SchedulePlan): Timetable {
  return { cron: parseCron(schedule.cron, `schedule ${schedule.id}`), zone: schedule.zone };
}

/** The last calendar month of the zone that is over at an instant, `YYYY-MM`. */
export function completeMonth(zone: string, instant: Date): string {
  return addMonths(startOfMonth(civilDateIn(zone, instant)), -1).slice(0, 7);
}

/** The periods that came due after one instant and up to another, oldest first. */
export function firedPeriods(timetable: Timetable, from: Date, to: Date): FiredPeriod[] {
  const fired: FiredPeriod[] = [];
  let after = from;
  for (;;) {
    const fire = nextFire(timetable, after);
    if (fire === null || fire > to) return fired;
    fired.push({ period: completeMonth(timetable.zone, fire), fired_at: fire });
    // The rest of that month fires for the same period.
    const next_month = addMonths(civilDateIn(timetable.zone, fire), 1);
    after = new Date(dayClock(timetable.zone, next_month)(0).getTime() - 1);
  }
}

function skipReason(
  schedule: SchedulePlan,
  place: { lateness_ms: number; newer_count: number },
): SkipReason | null {
  if (schedule.catch_up === "none") return place.lateness_ms > ON_TIME_MS ? "missed" : null;
  if (schedule.catch_up === "latest") return place.newer_count > 0 ? "superseded" : null;
  return place.newer_count >= CATCH_UP_PERIODS ? "too_old" : null;
}

/**
 * What is to be decided now: each period that came due and is not in the ledger, oldest first,
 * with whether it is delivered. Depends on nothing but its arguments, so a tick that came twice,
 * late or not at all changes nothing.
 */
export function duePeriods(schedule: SchedulePlan, input: DueInput): PeriodDecision[] {
  const newest = input.ledger.reduce((at, entry) => Math.max(at, Date.parse(entry.fired_at)), 0);
  const from = new Date(Math.max(newest, input.since.getTime()));
  const decided = new Set(input.ledger.map(({ period }) => period));
  const fired = firedPeriods(timetableOf(schedule), from, input.now);
  const open = fired.filter(({ period }) => !decided.has(period));
  return open.map(({ period, fired_at }, index) => {
    const reason = skipReason(schedule, {
      lateness_ms: input.now.getTime() - fired_at.getTime(),
      newer_count: open.length - 1 - index,
    });
    const decision = reason === null ? "deliver" : "skip";
    return { period, fired_at: fired_at.toISOString(), decision, reason };
  });
}
