import {
  addDays,
  addMonths,
  daysBetween,
  earlierDate,
  startOfMonth,
  type TimeRange,
} from "../core/index.js";
import { metricById, type Row } from "../metrics/index.js";
import type { Evidence, EvidenceSite } from "./evidence.js";
import type { Series, SeriesPoint } from "./view/series.js";
import { numberIn, textIn } from "./view/rows.js";

const MONTHS = 13;
const WEEKS = 12;
const LEAST_MONTHS = 6;
/** Weeks after the period that are drawn when the data hold them. */
const DAYS_AFTER = 21;
/** A Monday. */
const FIRST_MONDAY = "1970-01-05";

/**
 * A figure over the months up to a period or, while the data hold fewer than six whole months, over
 * the weeks around it.
 */
export async function gatherSeries(
  evidence: Evidence,
  metric: string,
  range: TimeRange,
): Promise<Series> {
  const grain = monthsKnown(evidence.site, range) >= LEAST_MONTHS ? "month" : "week";
  const span =
    grain === "month"
      ? { from: addMonths(range.to, -MONTHS), to: range.to }
      : weeksAround(evidence.site, range);
  if (span === null) return { grain, points: [] };
  const rows = await evidence.series(metric, span, grain);
  return { grain, points: pointsOf(rows, metricById(metric).unit !== "") };
}

/** The figures of months or weeks; the one of a group with few events is left out where asked. */
function pointsOf(rows: readonly Row[], isWithoutFew: boolean): SeriesPoint[] {
  return rows
    .map((row) => ({
      range: { from: textIn(row, "period_from"), to: textIn(row, "period_to") },
      value: row["status"] === "few" && isWithoutFew ? null : numberIn(row, "value"),
      is_complete: row["is_partial"] !== true,
    }))
    .sort((a, b) => (a.range.from < b.range.from ? -1 : 1));
}

/** The first day that was watched whole, and the day the data end; null while nothing was read. */
function wholeDays(site: EvidenceSite): TimeRange | null {
  const { observed_from_on, observed_to_on } = site;
  if (observed_from_on === null || observed_to_on === null) return null;
  const from = site.is_first_day_whole ? observed_from_on : addDays(observed_from_on, 1);
  return { from, to: observed_to_on };
}

/** How many whole months the data hold of those drawn for a period. */
function monthsKnown(site: EvidenceSite, range: TimeRange): number {
  const known = wholeDays(site);
  if (known === null) return 0;
  const months = Array.from({ length: MONTHS }, (_, index) =>
    addMonths(startOfMonth(range.to), -index - 1),
  );
  return months.filter((month) => month >= known.from && addMonths(month, 1) <= known.to).length;
}

/**
 * The last whole weeks of the data, at most twelve, that end at most three weeks after the period;
 * null when there is none.
 */
export function weeksAround(site: EvidenceSite, range: TimeRange): TimeRange | null {
  const known = wholeDays(site);
  if (known === null) return null;
  const to = monday(earlierDate(known.to, addDays(range.to, DAYS_AFTER)));
  const earliest = addDays(to, -7 * WEEKS);
  const from = earliest >= known.from ? earliest : monday(addDays(known.from, 6));
  return from < to ? { from, to } : null;
}

/** The Monday on or before a date. */
function monday(date: string): string {
  return addDays(date, -(((daysBetween(FIRST_MONDAY, date) % 7) + 7) % 7));
}
