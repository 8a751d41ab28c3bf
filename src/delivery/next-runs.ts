import type { ScheduleConfig } from "../config/index.js";
import { completeMonth, timetableOf } from "./due-periods.js";
import { nextFire } from "./fire-times.js";
import { wallText } from "./zoned-time.js";

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
