import { addDays, addMonths, civilDateIn, daysBetween, startOfMonth } from "../core/index.js";
import { isTrue, numberOf, textOf, type MetricResult, type Row } from "./inputs.js";

/** One month of a figure, ready to draw. */
export interface Month {
  /** First day of the calendar month: its id. */
  readonly id: string;
  /** The id its row has in the result, for links. */
  readonly group_id: string;
  /** The days that data covers, from and (not included) to, as civil dates. */
  readonly from: string;
  readonly to: string;
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly count: number;
  readonly exposure_h: number | null;
  readonly is_partial: boolean;
  /** 1 to 3 failures: the value is not drawn, its interval is. */
  readonly is_few: boolean;
}

/** Below so many events a value stands for too little to be printed. */
const FEW_BELOW = 4;
const ONE_DAY = 1;

/** Exposure of a day in the months that are whole, or null when none is. */
function dailyExposure(rows: readonly Row[]): number | null {
  let hours = 0;
  let days = 0;
  for (const row of rows) {
    const id = textOf(row, "group_id");
    if (id === null || isTrue(row, "is_partial")) continue;
    hours += numberOf(row, "exposure_h") ?? 0;
    days += daysBetween(startOfMonth(id), addMonths(id, 1));
  }
  return days === 0 || hours === 0 ? null : hours / days;
}

function daysCovered(row: Row, daily: number | null, whole: number): number {
  const exposure = numberOf(row, "exposure_h");
  const usual = daily ?? (numberOf(row, "asset_count") ?? 0) * 24;
  if (usual === 0 || exposure === null) return whole;
  return Math.min(whole, Math.max(ONE_DAY, Math.round(exposure / usual)));
}

/** Where in its month a partial month's data lie: at its end for the first month, else at its start. */
function covered(row: Row, result: MetricResult): { from: string; to: string } {
  const start = startOfMonth(textOf(row, "group_id") ?? result.range.from);
  const end = addMonths(start, 1);
  const from = textOf(row, "period_from") ?? start;
  const to = textOf(row, "period_to") ?? end;
  if (!isTrue(row, "is_partial")) return { from: start, to: end };
  if (from > start || to < end) return { from, to };
  const whole = daysBetween(start, end);
  const days = daysCovered(row, dailyExposure(result.rows), whole);
  const data_to = new Date(result.provenance.data_to);
  const isLast = civilDateIn(result.scope.zone, data_to) < end;
  return isLast
    ? { from: start, to: addDays(start, days) }
    : { from: addDays(end, -days), to: end };
}

function isMonthRow(row: Row): boolean {
  return /^\d{4}-\d{2}/.test(textOf(row, "group_id") ?? "");
}

/** The months of a result grouped by month, oldest first; none when it is not grouped so. */
export function monthsOf(result: MetricResult): Month[] {
  const months = result.rows.filter(isMonthRow).map((row): Month => {
    const count = numberOf(row, "failure_count") ?? 0;
    return {
      id: startOfMonth(textOf(row, "group_id") ?? result.range.from),
      group_id: textOf(row, "group_id") ?? "",
      ...covered(row, result),
      value: numberOf(row, "value"),
      lower: numberOf(row, "interval_lower"),
      upper: numberOf(row, "interval_upper"),
      count,
      exposure_h: numberOf(row, "exposure_h"),
      is_partial: isTrue(row, "is_partial"),
      is_few: count < FEW_BELOW,
    };
  });
  return months.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The months whose value may be printed and compared. */
export function soundMonths(months: readonly Month[]): Month[] {
  return months.filter((month) => month.value !== null && !month.is_few);
}

/**
 * The month a figure is about: the one asked for, else the last whole one. Null when it has too few
 * failures for a value: then no month stands out.
 */
export function reportedMonth(months: readonly Month[], asked: string | null): Month | null {
  const id = asked === null ? null : startOfMonth(asked);
  const month =
    id === null
      ? months.findLast(({ is_partial }) => !is_partial)
      : months.find((candidate) => candidate.id === id);
  return month !== undefined && soundMonths([month]).length > 0 ? month : null;
}

/** The month before, when its value may be compared. */
export function monthBefore(months: readonly Month[], month: Month): Month | null {
  const id = addMonths(month.id, -1);
  return soundMonths(months).find((other) => other.id === id && !other.is_partial) ?? null;
}
