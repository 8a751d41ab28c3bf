import type { ScheduleConfig } from "../config/index.js";
import { text } from "../core/index.js";
import { completeMonth, timetableOf } from "./due-periods.js";
import { nextFire } from "./fire-times.js";
import { wallText } from "./zoned-time.js";

const EXPLAINED_RUNS = 5;

/** One coming run of a schedule. */
export interface ComingRun {
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
  /** What the clocks of the schedule's zone show then: `2018-06-01 07:00`. */
  readonly local: string;
  readonly zone: string;
  /** The period the run is for, `YYYY-MM`. */
  readonly period: string;
}

/** The next runs of a schedule after an instant, soonest first. */
export function nextRuns(
  schedule: ScheduleConfig,
  { count, now }: { count: number; now: Date },
): ComingRun[] {
  const timetable = timetableOf(schedule);
  const runs: ComingRun[] = [];
  for (let at = nextFire(timetable, now); at !== null && runs.length < count;) {
    const { zone } = schedule;
    const local = wallText(zone, at);
    runs.push({ at: at.toISOString(), local, zone, period: completeMonth(zone, at) });
    at = nextFire(timetable, at);
  }
  return runs;
}

/** When a schedule runs, and by what rule on the days the clocks change. */
export interface ScheduleExplanation {
  readonly runs: readonly ComingRun[];
  /** What happens to times that the clocks skip or show twice, as a sentence. */
  readonly rule: string;
}

/** The next five runs of a schedule, with the rule behind them. */
export function explainSchedule(schedule: ScheduleConfig, now: Date): ScheduleExplanation {
  const rule = text("delivery.rule.daylight_saving");
  return { runs: nextRuns(schedule, { count: EXPLAINED_RUNS, now }), rule };
}
