import {
  addMonths,
  daysBetween,
  formatMonth,
  periodPhrase,
  periodText,
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
  /** `April 2018`, or `1 Apr to 15 Apr 2018`, `January to March 2018`, `2017`. */
  readonly label: string;
  /** `April`, or the label when it is no month. */
  readonly name: string;
  /** The name inside a sentence: `in April`, `from 1 Apr to 15 Apr 2018`. */
  readonly phrase: string;
  /** `March`; with its year when that differs; `the 15 days before`. */
  readonly previous_name: string;
  /** True for `March`, which can own something: `March's 180 h`. */
  readonly is_month: boolean;
  readonly year_before_name: string;
  readonly year_before_phrase: string;
}

function yearBefore(range: TimeRange): TimeRange | null {
  if (wholeMonths(range) === 0) return null;
  return { from: addMonths(range.from, -12), to: addMonths(range.to, -12) };
}

/** The names of a period: of one month as people say it, of other spans by their days or months. */
export function periodNames(range: TimeRange): PeriodNames {
  const previous = previousRange(range);
  const year_before = yearBefore(range);
  const common = {
    range,
    previous,
    year_before,
    label: periodText(range),
    year_before_name: year_before === null ? "" : periodText(year_before),
    year_before_phrase: year_before === null ? "" : periodPhrase(year_before),
  };
  if (wholeMonths(range) !== 1) {
    const { label } = common;
    const phrase = periodPhrase(range);
    return { ...common, name: label, phrase, previous_name: spanBefore(range), is_month: false };
  }
  const isSameYear = previous.from.slice(0, 4) === range.from.slice(0, 4);
  const name = formatMonth(range.from);
  return {
    ...common,
    name,
    phrase: text("core.period.in", { period: name }),
    previous_name: formatMonth(previous.from, { year: !isSameYear }),
    is_month: true,
  };
}

/** `the 3 months before` where months are compared with months, else `the 15 days before`. */
function spanBefore(range: TimeRange): string {
  const months = wholeMonths(range);
  if (months > 0) return text("reports.period.months_before", { months });
  return text("reports.period.days_before", { days: daysIn(range) });
}

/** Days in a period. */
export function daysIn(range: TimeRange): number {
  return daysBetween(range.from, range.to);
}
