import { addDays, addMonths, daysBetween, startOfMonth, type CivilDate } from "./civil-date.js";
import { AppError } from "./errors.js";

/** A half-open span of site-local days: `from` is in, `to` is not. */
export interface TimeRange {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** The range, or `input.range_empty` when it holds no day. */
export function timeRange(from: CivilDate, to: CivilDate): TimeRange {
  if (from < to) return { from, to };
  throw new AppError(
    "input.range_empty",
    "input",
    `the period is empty: from ${from} to ${to} — expected from before to`,
  );
}

/** The range of one calendar month, given as `YYYY-MM`. */
export function monthRange(month: string): TimeRange {
  const from = `${month}-01`;
  return { from, to: addMonths(from, 1) };
}

/** The range of the same kind just before: the month before a whole month, else as many days before. */
export function previousRange(range: TimeRange): TimeRange {
  const months = wholeMonths(range);
  if (months > 0) return { from: addMonths(range.from, -months), to: range.from };
  return { from: addDays(range.from, -daysBetween(range.from, range.to)), to: range.from };
}

/** How many calendar months the range consists of, or 0 when it is not whole months. */
export function wholeMonths(range: TimeRange): number {
  if (!range.from.endsWith("-01") || !range.to.endsWith("-01")) return 0;
  let count = 0;
  for (let month = range.from; month < range.to; month = addMonths(month, 1)) count += 1;
  return count;
}

/**
 * The query parameters of a range: its whole months are read from `comp_month`, the days before
 * them (`from` to `head_to`) and after them (`tail_from` to `to`) from `comp_day`. All half-open.
 */
export interface WindowParameters {
  readonly from: CivilDate;
  readonly head_to: CivilDate;
  readonly month_from: CivilDate;
  readonly month_to: CivilDate;
  readonly tail_from: CivilDate;
  readonly to: CivilDate;
}

/**
 * Splits a range into head days, whole months and tail days; the three parts are disjoint and cover
 * it. With `days` everything is head days, for groups that whole months cannot be cut into.
 */
export function windowParameters(
  range: TimeRange,
  grain: "months" | "days" = "months",
): WindowParameters {
  const { from, to } = range;
  const first = from.endsWith("-01") ? from : addMonths(from, 1);
  const last = startOfMonth(to);
  if (grain === "days" || first >= last) {
    return { from, head_to: to, month_from: to, month_to: to, tail_from: to, to };
  }
  return { from, head_to: first, month_from: first, month_to: last, tail_from: last, to };
}

/** The civil date of an instant in a zone. */
export function civilDateIn(zone: string, instant: Date): CivilDate {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(instant);
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

/** True when the text names a time zone that this machine's ICU knows. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
