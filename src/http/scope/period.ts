import {
  addDays,
  addMonths,
  civilDateIn,
  CIVIL_YEARS,
  isCivilDate,
  isCivilYear,
  monthRange,
  startOfMonth,
  text,
  timeRange,
  wholeMonths,
  type CivilDate,
  type TimeRange,
} from "../../core/index.js";
import type { Query } from "../address.js";
import { fail } from "../errors.js";

/** As texts: a year has no thousands separator. */
const YEARS = { first: String(CIVIL_YEARS.first), last: String(CIVIL_YEARS.last) };

/** The days a source has data for, in its site's zone; `to` is the first day without. */
export interface DataSpan {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** The days between two instants in a zone; a day that ends at the second instant has not begun. */
export function dataSpan(
  zone: string,
  from_at: string | null,
  to_at: string | null,
): DataSpan | null {
  if (from_at === null || to_at === null) return null;
  const last = new Date(new Date(to_at).getTime() - 1);
  return {
    from: civilDateIn(zone, new Date(from_at)),
    to: addDays(civilDateIn(zone, last), 1),
  };
}

/** Months that lie wholly before `to`, newest first; the first one may have begun before `from`. */
export function wholeMonthsOf(span: DataSpan, most: number): CivilDate[] {
  const months: CivilDate[] = [];
  let month = addMonths(startOfMonth(span.to), -1);
  while (month >= startOfMonth(span.from) && months.length < most) {
    months.push(month);
    month = addMonths(month, -1);
  }
  return months;
}

/** The period an address names, or null when it names none. */
export function askedRange(query: Query): TimeRange | null {
  const { period, from, to } = query;
  if (period !== undefined && (from !== undefined || to !== undefined)) {
    const expected = text("http.period.one_way");
    throw fail("http.bad_parameter", { name: "period", value: period, expected });
  }
  for (const [name, value] of Object.entries({ period, from, to })) {
    if (value !== undefined && !isCivilYear(value)) {
      throw fail("http.bad_parameter", { name, value, expected: text("http.period.years", YEARS) });
    }
  }
  if (period !== undefined) return monthRange(period);
  if (from === undefined && to === undefined) return null;
  for (const [name, value] of Object.entries({ from, to })) {
    if (value === undefined || !isCivilDate(value)) {
      const expected = text("http.period.both");
      throw fail("http.bad_parameter", { name, value: value ?? "", expected });
    }
  }
  return timeRange(from ?? "", to ?? "");
}

/** How an address says a period: `period=2018-04` for one month, else `from` and `to`. */
export function periodQuery(range: TimeRange): Query {
  if (wholeMonths(range) === 1) return { period: range.from.slice(0, 7) };
  return { from: range.from, to: range.to };
}
