import type { StopRecord } from "./inputs.js";

const HOUR_MS = 3_600_000;

/** A stretch of time between two instants, in milliseconds since 1970 UTC. */
export interface Span {
  readonly from_ms: number;
  readonly to_ms: number;
}

/** The time that is both inside a period and watched. */
export interface Seen extends Span {
  /** True when it begins because watching began, not because the period did. */
  readonly is_first: boolean;
}

/** One failure: its start and its hours down, the stops it consists of taken together. */
export interface StopFailure extends Span {
  readonly id: string;
  readonly hours: number;
}

/** The stop inside the time seen; one still open runs to its end. Empty when it lies outside. */
export function spanOf(record: StopRecord, seen: Span): Span {
  const to_ms = record.ended_at === null ? seen.to_ms : Date.parse(record.ended_at);
  const from_ms = Date.parse(record.started_at);
  return { from_ms: Math.max(from_ms, seen.from_ms), to_ms: Math.min(to_ms, seen.to_ms) };
}

/**
 * True when the stop is in the span: both begin with their first instant and end before their last,
 * so one that ends as the span begins, or begins as it ends, is not. A stop of no length is.
 */
function isIn(record: StopRecord, seen: Span): boolean {
  const { from_ms, to_ms } = spanOf(record, seen);
  if (from_ms >= seen.to_ms) return false;
  return to_ms > from_ms || (to_ms === from_ms && Date.parse(record.started_at) === from_ms);
}

/** The stops that are in a span. */
export function stopsIn(records: readonly StopRecord[], seen: Span): StopRecord[] {
  return records.filter((record) => isIn(record, seen));
}

/** Milliseconds of a span in which the asset was down unplanned; overlapping stops count once. */
export function unionMs(records: readonly StopRecord[], seen: Span): number {
  const spans = records
    .filter((record) => record.time_class === "unplanned")
    .map((record) => spanOf(record, seen))
    .filter(({ from_ms, to_ms }) => to_ms > from_ms)
    .sort((a, b) => a.from_ms - b.from_ms);
  let total = 0;
  let covered_to = -Infinity;
  for (const { from_ms, to_ms } of spans) {
    total += Math.max(0, to_ms - Math.max(from_ms, covered_to));
    covered_to = Math.max(covered_to, to_ms);
  }
  return total;
}

/**
 * The failures among the stops that begin inside the time seen; one already running when watching
 * began counts at that instant. Stops that state the same failure are one.
 */
export function failuresOf(records: readonly StopRecord[], seen: Seen): StopFailure[] {
  const groups = new Map<string, StopRecord[]>();
  for (const record of records) {
    if (record.time_class !== "unplanned" || !isIn(record, seen)) continue;
    const id = record.failure_id ?? record.id;
    groups.set(id, [...(groups.get(id) ?? []), record]);
  }
  const isEarlier = (stop: StopRecord): boolean => Date.parse(stop.started_at) < seen.from_ms;
  const counted = [...groups].filter(([, stops]) => seen.is_first || !stops.some(isEarlier));
  const failures = counted.map(([id, stops]) => {
    const spans = stops.map((stop) => spanOf(stop, seen));
    return {
      id,
      from_ms: Math.min(...spans.map((span) => span.from_ms)),
      to_ms: Math.max(...spans.map((span) => span.to_ms)),
      hours: unionMs(stops, seen) / HOUR_MS,
    };
  });
  return failures.sort((a, b) => a.from_ms - b.from_ms || (a.id < b.id ? -1 : 1));
}
