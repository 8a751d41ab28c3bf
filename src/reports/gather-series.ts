import { addDays, addMonths, daysBetween, earlierDate, type TimeRange } from "../core/index.js";
import { evaluateFormula, formulaFor, metricById, type MetricResult } from "../metrics/index.js";
import type { Evidence, EvidenceSite } from "./evidence.js";
import type { Series, SeriesPoint } from "./view/series.js";
import { numberIn, textIn } from "./view/rows.js";

const MONTHS = 13;
const WEEKS = 12;
const LEAST_MONTHS = 6;
/** Weeks after the period that are drawn when the data hold them. */
const DAYS_AFTER = 21;
/** Metrics whose inputs are known by day, so that two queries give every week. */
const DAILY = new Set(["mtbf", "failure_count", "downtime_hours", "availability_operational"]);
/** Below so many failures a mean says little. */
const FEW_BELOW = 4;
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
  if (weeks.length === 0) return { grain: "week", points: [] };
  const points = DAILY.has(metric)
    ? await weeksFromDays(evidence, metric, weeks)
    : await weeksAsked(evidence, metric, weeks);
  return { grain: "week", points };
}

async function weeksAsked(
  evidence: Evidence,
  metric: string,
  weeks: readonly TimeRange[],
): Promise<SeriesPoint[]> {
  return Promise.all(
    weeks.map(async (range): Promise<SeriesPoint> => {
      const result = await evidence.metric(metric, range);
      return { range, value: soundValue(result), is_complete: result.status !== "partial" };
    }),
  );
}

/** Sums the days of each week and puts them into the metric's own formula. */
async function weeksFromDays(
  evidence: Evidence,
  metric: string,
  weeks: readonly TimeRange[],
): Promise<SeriesPoint[]> {
  const span = { from: weeks[0]?.from ?? "", to: weeks.at(-1)?.to ?? "" };
  const [counts, stops] = await Promise.all([
    evidence.metric("failure_count", span, { by: "day" }),
    evidence.site.has_stops ? evidence.metric("downtime_hours", span, { by: "day" }) : null,
  ]);
  return weeks.map((range): SeriesPoint => {
    const failure_count = sumOf(counts, "failure_count", range) ?? 0;
    const exposure_h = sumOf(counts, "exposure_h", range);
    const downtime_h = stops === null ? null : sumOf(stops, "downtime_h", range);
    const inputs = { failure_count, exposure_h, downtime_h };
    const isFew = metric === "mtbf" && failure_count < FEW_BELOW;
    const { formula } = metricById(metric);
    const value = evaluateFormula(formulaFor(formula, inputs), inputs);
    return { range, value: isFew ? null : value, is_complete: exposure_h !== null };
  });
}

function sumOf(result: MetricResult, column: string, range: TimeRange): number | null {
  let sum: number | null = null;
  for (const row of result.rows) {
    const day = textIn(row, "group_id");
    const value = numberIn(row, column);
    if (value !== null && day >= range.from && day < range.to) sum = (sum ?? 0) + value;
  }
  return sum;
}

function soundValue(result: MetricResult): number | null {
  return result.status === "ok" || result.unit === "" ? result.value : null;
}

function pointsOf(result: MetricResult): SeriesPoint[] {
  return result.rows
    .map((row) => {
      const month = textIn(row, "group_id").slice(0, 7);
      const from = `${month}-01`;
      return {
        range: { from, to: addMonths(from, 1) },
        value: row["status"] === "few" && result.unit !== "" ? null : numberIn(row, "value"),
        is_complete: row["is_partial"] !== true,
      };
    })
    .sort((a, b) => (a.range.from < b.range.from ? -1 : 1));
}

/** The last twelve whole weeks of the data that end at most three weeks after the period. */
export function weeksAround(site: EvidenceSite, range: TimeRange): TimeRange[] {
  const { observed_from_on, observed_to_on } = site;
  if (observed_from_on === null || observed_to_on === null) return [];
  const first = site.is_first_day_whole ? observed_from_on : addDays(observed_from_on, 1);
  const end = monday(earlierDate(observed_to_on, addDays(range.to, DAYS_AFTER)));
  const weeks = Array.from({ length: WEEKS }, (_, index) => {
    const to = addDays(end, -7 * (WEEKS - 1 - index));
    return { from: addDays(to, -7), to };
  });
  return weeks.filter((week) => week.from >= first);
}

/** The Monday on or before a date. */
function monday(date: string): string {
  return addDays(date, -(((daysBetween(FIRST_MONDAY, date) % 7) + 7) % 7));
}
