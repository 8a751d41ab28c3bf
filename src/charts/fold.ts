import {
  addDays,
  addMonths,
  daysBetween,
  instantIn,
  instantOfLocal,
  offsetAt,
  startOfMonth,
  zoneOffsets,
  type CivilDate,
  type ZoneOffset,
} from "../core/index.js";
import type { AssetTimeline, StopRecord } from "./inputs.js";
import {
  failuresOf,
  spanOf,
  stopsIn,
  unionMs,
  type Seen,
  type Span,
  type StopFailure,
} from "./stops.js";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Up to half a year a row is a week, up to six years a month, beyond that a year. */
const MOST_WEEK_DAYS = 190;
const MOST_MONTH_DAYS = 2_200;

/** What one row of a folded time line spans. */
export type Fold = "week" | "month" | "year";

/** The part of a stop that lies in one row, in hours of the site's clock from the row's start. */
export interface Piece {
  readonly record: StopRecord;
  readonly from_h: number;
  readonly to_h: number;
}

/** A stretch of a row without data, in hours from the row's start. */
export interface Gap {
  readonly from_h: number;
  readonly to_h: number;
  readonly side: "before" | "after";
}

/** One row of the folded time line. */
export interface FoldRow {
  readonly starts_on: CivilDate;
  /** Length of the row by the clock. */
  readonly length_h: number;
  readonly pieces: readonly Piece[];
  readonly gaps: readonly Gap[];
  readonly failure_count: number;
  /** Hours of unplanned stops, overlaps once. */
  readonly down_h: number;
  readonly planned_count: number;
  /** True when nothing of the row was watched. */
  readonly is_unseen: boolean;
}

/** The stops of an asset, folded into rows of equal length. */
export interface FoldedTimeline {
  readonly fold: Fold;
  /** The longest row by the clock. */
  readonly length_h: number;
  readonly rows: readonly FoldRow[];
}

function foldOf(from: CivilDate, to: CivilDate): Fold {
  const days = daysBetween(from, to);
  if (days <= MOST_WEEK_DAYS) return "week";
  return days <= MOST_MONTH_DAYS ? "month" : "year";
}

function startOf(fold: Fold, date: CivilDate): CivilDate {
  if (fold === "month") return startOfMonth(date);
  if (fold === "year") return `${date.slice(0, 4)}-01-01`;
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(date, -weekday);
}

function nextStart(fold: Fold, start: CivilDate): CivilDate {
  if (fold === "week") return addDays(start, 7);
  return addMonths(start, fold === "month" ? 1 : 12);
}

/** The days on which the rows of a period start. */
function rowStarts(fold: Fold, from: CivilDate, to: CivilDate): CivilDate[] {
  const starts: CivilDate[] = [];
  for (let start = startOf(fold, from); start < to; start = nextStart(fold, start)) {
    starts.push(start);
  }
  return starts;
}

interface RowTime {
  readonly starts_on: CivilDate;
  readonly span: Span;
  readonly length_h: number;
  /** Hours the site's clock has gone from the row's start at an instant in the row. */
  readonly hoursAt: (instant_ms: number) => number;
}

function rowTime(
  days: { readonly start: CivilDate; readonly end: CivilDate },
  offsets: readonly ZoneOffset[],
): RowTime {
  const wall_ms = Date.parse(days.start);
  const length_h = daysBetween(days.start, days.end) * 24;
  return {
    starts_on: days.start,
    length_h,
    span: {
      from_ms: instantIn(offsets, wall_ms),
      to_ms: instantIn(offsets, Date.parse(days.end)),
    },
    hoursAt: (instant_ms) => {
      const hours = (instant_ms + offsetAt(offsets, instant_ms) - wall_ms) / HOUR_MS;
      return Math.min(length_h, Math.max(0, hours));
    },
  };
}

/** The time that is both inside the period and watched. */
export function seenSpan(timeline: AssetTimeline): Seen {
  const { zone, range, observed } = timeline;
  const from_ms = instantOfLocal(zone, range.from).getTime();
  const to_ms = instantOfLocal(zone, range.to).getTime();
  const watched_ms = observed.from === null ? from_ms : Date.parse(observed.from);
  return {
    is_first: watched_ms >= from_ms,
    from_ms: Math.max(from_ms, watched_ms),
    to_ms: Math.min(to_ms, observed.to === null ? to_ms : Date.parse(observed.to)),
  };
}

function piecesOf(records: readonly StopRecord[], row: RowTime, visible: Span): Piece[] {
  return records.map((record) => {
    const { from_ms, to_ms } = spanOf(record, visible);
    const to_h = to_ms === row.span.to_ms ? row.length_h : row.hoursAt(to_ms);
    return { record, from_h: row.hoursAt(from_ms), to_h };
  });
}

function gapsOf(row: RowTime, seen: Span): Gap[] {
  const gaps: Gap[] = [];
  if (seen.from_ms > row.span.from_ms) {
    const to_h = seen.from_ms >= row.span.to_ms ? row.length_h : row.hoursAt(seen.from_ms);
    gaps.push({ from_h: 0, to_h, side: "before" });
  }
  if (seen.to_ms < row.span.to_ms) {
    const from_h = row.hoursAt(Math.max(seen.to_ms, row.span.from_ms));
    gaps.push({ from_h, to_h: row.length_h, side: "after" });
  }
  return gaps;
}

/** What the rows of a time line share. */
interface Folding {
  readonly records: readonly StopRecord[];
  readonly failures: readonly StopFailure[];
  readonly seen: Seen;
}

function foldRow({ records, failures, seen }: Folding, row: RowTime): FoldRow {
  const visible = {
    from_ms: Math.max(seen.from_ms, row.span.from_ms),
    to_ms: Math.min(seen.to_ms, row.span.to_ms),
  };
  const touching = stopsIn(records, visible);
  const pieces = piecesOf(touching, row, visible);
  const starting = failures.filter(
    ({ from_ms }) => from_ms >= row.span.from_ms && from_ms < row.span.to_ms,
  );
  const planned = pieces.filter(({ record }) => {
    const { from_ms } = spanOf(record, seen);
    return record.time_class === "planned" && from_ms >= row.span.from_ms;
  });
  const down_ms = unionMs(touching, visible);
  return {
    starts_on: row.starts_on,
    length_h: row.length_h,
    pieces,
    gaps: gapsOf(row, seen),
    failure_count: starting.length,
    down_h: down_ms / HOUR_MS,
    planned_count: planned.length,
    is_unseen: seen.to_ms <= row.span.from_ms || seen.from_ms >= row.span.to_ms,
  };
}

function fold(timeline: AssetTimeline): FoldedTimeline {
  const { zone, range } = timeline;
  const kind = foldOf(range.from, range.to);
  const starts = rowStarts(kind, range.from, range.to);
  const ends = starts.map((start) => nextStart(kind, start));
  const first_ms = Date.parse(starts[0] ?? range.from) - 2 * DAY_MS;
  const last_ms = Date.parse(ends.at(-1) ?? range.to) + 2 * DAY_MS;
  const offsets = zoneOffsets(zone, first_ms, last_ms);
  const seen = seenSpan(timeline);
  const { records } = timeline;
  const folding = { records, seen, failures: failuresOf(records, seen) };
  const rows = starts.map((start, index) => {
    const days = { start, end: ends[index] ?? range.to };
    return foldRow(folding, rowTime(days, offsets));
  });
  return { fold: kind, rows, length_h: Math.max(...rows.map((row) => row.length_h)) };
}

// A figure asks for its folded form for the drawing, the sentences and the table.
const folded = new WeakMap<AssetTimeline, FoldedTimeline>();

/** Folds the stops of an asset: a row per week for short spans, per month or year for long ones. */
export function foldTimeline(timeline: AssetTimeline): FoldedTimeline {
  const known = folded.get(timeline);
  if (known !== undefined) return known;
  const made = fold(timeline);
  folded.set(timeline, made);
  return made;
}
