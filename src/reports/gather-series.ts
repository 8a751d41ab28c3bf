import { addDays, addMonths, daysBetween, earlierDate, type TimeRange } from "../core/index.js";
import type { MetricResult } from "../metrics/index.js";
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
  const span = { from: addMonths(range.to, -MONTHS), to: range.to };
  const months = pointsOf(await evidence.metric(metric, span, { by: "month" }));
  if (months.filter((point) => point.is_complete).length >= LEAST_MONTHS) {
    return { grain: "month", points: months };
  }
  const weeks = weeksAround(evidence.site, range);
  if (weeks === null) return { grain: "week", points: [] };
  return { grain: "week", points: pointsOf(await evidence.metric(metric, weeks, { by: "week" })) };
}

/** The cells of a result by month or week; the figure of a group with few events is left out. */
function pointsOf(result: MetricResult): SeriesPoint[] {
  return result.rows
    .map((row) => ({
      range: { from: textIn(row, "period_from"), to: textIn(row, "period_to") },
      value: row["status"] === "few" && result.unit !== "" ? null : numberIn(row, "value"),
      is_complete: row["is_partial"] !== true,
    }))
    .sort((a, b) => (a.range.from < b.range.from ? -1 : 1));
}

/**
 * The last whole weeks of the data, at most twelve, that end at most three weeks after the period;
 * null when there is none.
 */
export function weeksAround(site: EvidenceSite, range: TimeRange): TimeRange | null {
  const { observed_from_on, observed_to_on } = site;
  if (observed_from_on === null || observed_to_on === null) return null;
  const first = site.is_first_day_whole ? observed_from_on : addDays(observed_from_on, 1);
  const to = monday(earlierDate(observed_to_on, addDays(range.to, DAYS_AFTER)));
  const earliest = addDays(to, -7 * WEEKS);
  const from = earliest >= first ? earliest : monday(addDays(first, 6));
  return from < to ? { from, to } : null;
}

/** The Monday on or before a date. */
function monday(date: string): string {
  return addDays(date, -(((daysBetween(FIRST_MONDAY, date) % 7) + 7) % 7));
}
