import { addDays, type CivilDate } from "./civil-date.js";
import { formatDate, formatMonth } from "./format-time.js";
import { text } from "./messages.js";
import { wholeMonths, type TimeRange } from "./time-range.js";

/** A period as a person says it: `April 2018`, `2017`, `21 Feb to 21 May 2018`. */
export function periodText(range: TimeRange): string {
  const months = wholeMonths(range);
  const isYear = range.from.endsWith("-01-01");
  if (months === 1) return formatMonth(range.from, { year: true });
  if (months === 12 && isYear) return range.from.slice(0, 4);
  const last = addDays(range.to, -1);
  if (months > 0) return text("core.period.span", spanTexts(formatMonth, range.from, last));
  if (last === range.from) return formatDate(last, { year: true });
  return text("core.period.span", spanTexts(formatDate, range.from, last));
}

/** A period inside a sentence: `in April 2018`, `on 5 Mar 2018`, `from 21 Feb to 21 May 2018`. */
export function periodPhrase(range: TimeRange): string {
  const period = periodText(range);
  if (wholeMonths(range) === 1 || /^\d{4}$/.test(period)) return text("core.period.in", { period });
  const isDay = addDays(range.from, 1) === range.to;
  return text(isDay ? "core.period.on" : "core.period.from", { period });
}

function spanTexts(
  write: (date: string, style: { year: boolean }) => string,
  from: CivilDate,
  last: CivilDate,
): { from: string; to: string } {
  const isSameYear = from.slice(0, 4) === last.slice(0, 4);
  return { from: write(from, { year: !isSameYear }), to: write(last, { year: true }) };
}
