const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** From one instant on, the zone's clock is so many milliseconds ahead of UTC. */
export interface ZoneOffset {
  readonly from_ms: number;
  readonly offset_ms: number;
}

type OffsetReader = (at_ms: number) => number;

// Making a format takes far longer than using it, and there are only so many zones.
const readers = new Map<string, OffsetReader>();

function readerOf(zone: string): OffsetReader {
  const known = readers.get(zone);
  if (known !== undefined) return known;
  const made = offsetReader(zone);
  readers.set(zone, made);
  return made;
}

function offsetReader(zone: string): OffsetReader {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (at_ms) => {
    const parts = new Map(format.formatToParts(at_ms).map((p) => [p.type, Number(p.value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"));
    const whole = local + part("minute") * MINUTE_MS + part("second") * 1_000;
    return whole - Math.floor(at_ms / 1_000) * 1_000;
  };
}

/**
 * The offsets of a zone from one instant to another, oldest first; the first entry begins at
 * `from_ms`. Looks once a day, so a change undone within a day would be missed; none is known.
 */
export function zoneOffsets(zone: string, from_ms: number, to_ms: number): readonly ZoneOffset[] {
  const offsetOf = readerOf(zone);
  const found: ZoneOffset[] = [{ from_ms, offset_ms: offsetOf(from_ms) }];
  let before_ms = from_ms;
  let offset_ms = found[0]!.offset_ms; // the line above put it there
  while (before_ms < to_ms) {
    const probe_ms = Math.min(before_ms + DAY_MS, to_ms);
    const probed_ms = offsetOf(probe_ms);
    if (probed_ms !== offset_ms) {
      found.push({ from_ms: changeBetween(offsetOf, before_ms, probe_ms), offset_ms: probed_ms });
      offset_ms = probed_ms;
    }
    before_ms = probe_ms;
  }
  return found;
}

/** The first whole minute of the later offset. */
function changeBetween(offsetOf: OffsetReader, before_ms: number, after_ms: number): number {
  const later = offsetOf(after_ms);
  let low = Math.floor(before_ms / MINUTE_MS);
  let high = Math.ceil(after_ms / MINUTE_MS);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetOf(middle * MINUTE_MS) === later) high = middle;
    else low = middle;
  }
  return high * MINUTE_MS;
}

/** The offset in force at an instant, in milliseconds; the first one for an instant before them. */
export function offsetAt(offsets: readonly ZoneOffset[], at_ms: number): number {
  return (offsets.findLast(({ from_ms }) => from_ms <= at_ms) ?? offsets[0])?.offset_ms ?? 0;
}

/**
 * The instant at which the clock shows a time, given as that of a clock in UTC, all in milliseconds.
 * Of a time that comes twice it is the first; for one that is skipped, the first instant after the
 * gap. The offsets must begin before it.
 */
export function instantIn(offsets: readonly ZoneOffset[], wall_ms: number): number {
  const index = offsets.findIndex(
    ({ offset_ms }, at) => wall_ms - offset_ms < (offsets[at + 1]?.from_ms ?? Infinity),
  );
  const { from_ms, offset_ms } = offsets[index]!; // the last offset has no end, so one is found
  return Math.max(wall_ms - offset_ms, from_ms);
}

/**
 * The instant at which a zone's clock shows a time: `2018-03-11`, `2018-03-11T02:30` or with
 * seconds; repeated and skipped times as in `instantIn`.
 */
export function instantOfLocal(zone: string, local: string): Date {
  const wall_ms = Date.parse(local.includes("T") ? `${local}Z` : `${local}T00:00Z`);
  const offsets = zoneOffsets(zone, wall_ms - 2 * DAY_MS, wall_ms + 2 * DAY_MS);
  return new Date(instantIn(offsets, wall_ms));
}
