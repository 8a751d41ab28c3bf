import { instantIn, zoneOffsets, type CivilDate } from "../core/index.js";

const DAY_MS = 86_400_000;

/** What a clock in the zone shows at an instant: `2018-05-01 07:00`. */
export function wallText(zone: string, instant: Date): string {
  const at_ms = instant.getTime();
  const { offset_ms } = zoneOffsets(zone, at_ms, at_ms)[0]!; // there is always a first offset
  return new Date(at_ms + offset_ms).toISOString().slice(0, 16).replace("T", " ");
}

/**
 * Turns times on one civil day of a zone into instants. A time that the clocks show twice is its
 * first showing; a time that they skip is the first moment after the jump.
 */
export function dayClock(zone: string, date: CivilDate): (second_of_day: number) => Date {
  const midnight_ms = Date.parse(date);
  // Wider than any jump a zone ever made: Samoa skipped a whole day in 2011.
  const offsets = zoneOffsets(zone, midnight_ms - 2 * DAY_MS, midnight_ms + 3 * DAY_MS);
  return (second_of_day) => new Date(instantIn(offsets, midnight_ms + second_of_day * 1_000));
}
