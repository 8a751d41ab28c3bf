import { addDays, type CivilDate } from "../core/index.js";

const HOUR_MS = 3_600_000;
// Wider than any jump a zone ever made: Samoa skipped a whole day in 2011.
const AROUND_MS = 36 * HOUR_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(zone, format);
  return format;
}

/** What a clock in the zone shows at an instant, as milliseconds of a clock that runs in UTC. */
function wallMs(zone: string, instant_ms: number): number {
  const parts = formatOf(zone).formatToParts(new Date(instant_ms));
  const part = (type: string): number => Number(parts.find((p) => p.type === type)?.value ?? 0);
  const date = Date.UTC(part("year"), part("month") - 1, part("day"));
  return date + ((part("hour") * 60 + part("minute")) * 60 + part("second")) * 1_000;
}

/** How far the clocks of the zone are ahead of UTC at an instant, in milliseconds. */
function offsetMs(zone: string, instant_ms: number): number {
  return wallMs(zone, instant_ms) - Math.floor(instant_ms / 1_000) * 1_000;
}

/** What a clock in the zone shows at an instant: `2018-05-01 07:00`. */
export function wallText(zone: string, instant: Date): string {
  return new Date(wallMs(zone, instant.getTime())).toISOString().slice(0, 16).replace("T", " ");
}

function firstInstantAfterJump(zone: string, before_ms: number, after_ms: number): number {
  const old = offsetMs(zone, before_ms);
  let low = Math.floor(before_ms / 1_000);
  let high = Math.ceil(after_ms / 1_000);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(zone, middle * 1_000) === old) low = middle;
    else high = middle;
  }
  return high * 1_000;
}

/**
 * Turns times on one civil day of a zone into instants. A time that the clocks show twice is its
 * first showing; a time that they skip is the first moment after the jump.
 */
export function dayClock(zone: string, date: CivilDate): (second_of_day: number) => Date {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const next = Date.parse(`${addDays(date, 1)}T00:00:00Z`);
  const offsets = [
    offsetMs(zone, midnight - AROUND_MS),
    offsetMs(zone, midnight),
    offsetMs(zone, next + AROUND_MS),
  ];
  const ahead = Math.max(...offsets);
  const behind = Math.min(...offsets);
  return (second_of_day) => {
    const wall = midnight + second_of_day * 1_000;
    if (ahead === behind) return new Date(wall - ahead);
    const readings = [...new Set(offsets)].map((offset) => wall - offset);
    const shown = readings.filter((instant) => wallMs(zone, instant) === wall);
    if (shown.length > 0) return new Date(Math.min(...shown));
    return new Date(firstInstantAfterJump(zone, wall - ahead, wall - behind));
  };
}
