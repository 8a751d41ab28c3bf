import { addDays, civilDateIn } from "../core/index.js";
import { fitsDay, secondsOfDay, type Cron } from "./cron.js";
import { dayClock } from "./zoned-time.js";

// The 29th of February is at most eight years away (1896 to 1904, 2096 to 2104).
const SEARCH_DAYS = 9 * 366;

/** A cron text in a zone. */
export interface Timetable {
  readonly cron: Cron;
  readonly zone: string;
}

/**
 * The first instant after another at which the timetable fires, or null when there is none. A
 * time of day that the clocks skip fires at the first moment after the jump; one that they show
 * twice fires the first time only.
 */
export function nextFire({ cron, zone }: Timetable, after: Date): Date | null {
  const seconds = secondsOfDay(cron);
  // A jump over midnight can move a fire into the next day, so look from the day before.
  let date = addDays(civilDateIn(zone, after), -1);
  for (let day = 0; day < SEARCH_DAYS; day += 1, date = addDays(date, 1)) {
    if (!fitsDay(cron, date)) continue;
    const instantOf = dayClock(zone, date);
    for (const second of seconds) {
      const instant = instantOf(second);
      if (instant > after) return instant;
    }
  }
  return null;
}
