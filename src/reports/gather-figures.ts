import type { TimeRange } from "../core/index.js";
import { isMetricId, metricById, type MetricResult } from "../metrics/index.js";
import { fail } from "./errors.js";
import type { Evidence } from "./evidence.js";
import { gatherSeries } from "./gather-series.js";
import { answer, type Answer } from "./view/answer.js";
import type { PeriodNames } from "./view/periods.js";
import { reasonSentence } from "./view/reason-words.js";
import { rateSpan } from "./view/span.js";
import { tile, type TileContext } from "./view/tile.js";
import type { Tile } from "./document.js";

/** Which figure of which period, by asset when asked for. */
export interface Question {
  readonly id: string;
  readonly range: TimeRange;
  readonly by?: "asset";
}

/** The figure, or the section fails: a metric that failed is not a figure that is unknown. */
export async function soundMetric(evidence: Evidence, question: Question): Promise<MetricResult> {
  const { id, range, by } = question;
  const result = await evidence.metric(id, range, by === undefined ? {} : { by });
  if (result.status !== "failed" && result.status !== "no_access") return result;
  const [reason] = result.reasons;
  const said = reason === undefined ? result.status : reasonSentence(reason);
  throw fail("report.section_without_data", { metric: id, reason: said });
}

function hasMonths(id: string): boolean {
  return isMetricId(id) && metricById(id).by.some((choice) => choice === "month");
}

/** What a tile's figure is judged with: the period before, the change, and the series. */
async function tileContext(
  evidence: Evidence,
  result: MetricResult,
  names: PeriodNames,
): Promise<TileContext> {
  // A figure that cannot be said is not compared either: nothing more is asked.
  if (result.value === null) return { previous: null, change: null, series: null };
  const id = result.metric;
  const [previous, change, series] = await Promise.all([
    evidence.metric(id, names.previous),
    evidence.change(id, names.range),
    hasMonths(id) ? gatherSeries(evidence, id, names.range) : null,
  ]);
  return { previous, change, series };
}

/** A key figure of a period, compared with the period before. */
export async function gatherTile(
  evidence: Evidence,
  id: string,
  names: PeriodNames,
): Promise<Tile> {
  const result = await soundMetric(evidence, { id, range: names.range });
  return tile(result, await tileContext(evidence, result, names));
}

/** The answer to how a period was. */
export async function gatherAnswer(evidence: Evidence, names: PeriodNames): Promise<Answer> {
  const { site } = evidence;
  const { range, previous, year_before } = names;
  const measure = site.has_stops ? "hours" : "count";
  const mtbf = await soundMetric(evidence, { id: "mtbf", range });
  const [context, downtime, downtime_change, pareto, year, now, before] = await Promise.all([
    tileContext(evidence, mtbf, names),
    site.has_stops ? soundMetric(evidence, { id: "downtime_hours", range }) : null,
    site.has_stops ? evidence.change("downtime_hours", range) : null,
    evidence.metric("failure_pareto", range, { measure, dimension: "asset" }),
    year_before === null ? null : evidence.metric("mtbf", year_before),
    evidence.metric("mtbf", range, { by: "asset" }),
    evidence.metric("mtbf", previous, { by: "asset" }),
  ]);
  return answer({
    names,
    mtbf,
    mtbf_before: context.previous,
    mtbf_change: context.change,
    failure_span: rateSpan(now, before, context.change),
    mtbf_year_before: year,
    downtime,
    downtime_change,
    pareto,
    series: context.series,
    observed_from: site.observed_from_on,
  });
}
