import {
  addDays,
  addMonths,
  daysBetween,
  formatDate,
  formatMonth,
  previousRange,
  text,
  wholeMonths,
  type TimeRange,
} from "../../core/index.js";

/** How a period and those it is compared with are called. */
export interface PeriodNames {
  readonly range: TimeRange;
  readonly previous: TimeRange;
  /** The same period a year earlier, or null when the period is not whole months. */
  readonly year_before: TimeRange | null;
  /** `April 2018`, or `1 Apr to 15 Apr 2018`. */
  readonly label: string;
  /** `April`, or the label when it is no month. */
  readonly name: string;
  /** `March`; with its year when that differs. */
  readonly previous_name: string;
  readonly year_before_name: string;
}

function daysLabel({ from, to }: TimeRange): string {
  return text("reports.period.days", {
    from: formatDate(from),
    to: formatDate(addDays(to, -1), { year: true }),
  });
}

function yearBefore(range: TimeRange): TimeRange | null {
  if (wholeMonths(range) === 0) return null;
  return { from: addMonths(range.from, -12), to: addMonths(range.to, -12) };
}

/** The names of a period: of one month as people say it, of other spans by their days. */
export function periodNames(range: TimeRange): PeriodNames {
  const previous = previousRange(range);
  const year_before = yearBefore(range);
  if (wholeMonths(range) !== 1) {
    const label = daysLabel(range);
    const days = daysBetween(previous.from, previous.to);
    const previous_name = text("reports.period.days_before", { days });
    const year_before_name = year_before === null ? "" : daysLabel(year_before);
    return { range, previous, year_before, label, name: label, previous_name, year_before_name };
  }
  const isSameYear = previous.from.slice(0, 4) === range.from.slice(0, 4);
  return {
    range,
    previous,
    year_before,
    label: formatMonth(range.from, { year: true }),
    name: formatMonth(range.from),
    previous_name: formatMonth(previous.from, { year: !isSameYear }),
    year_before_name: formatMonth(addMonths(range.from, -12), { year: true }),
  };
}

/** Days in a period. */
export function daysIn(range: TimeRange): number {
  return daysBetween(range.from, range.to);
}
