import { downtimeCalendar } from "./catalog/downtime-calendar.js";
import { failurePareto } from "./catalog/failure-pareto.js";
import { jackKnife } from "./catalog/jack-knife.js";
import { mtbfByMonth } from "./catalog/mtbf-by-month.js";
import { topOutages } from "./catalog/top-outages.js";
import type { Chart } from "./define.js";
import { fail } from "./errors.js";
import type { AssetTimeline, MetricResult, OutageList } from "./inputs.js";

/** What each chart draws. */
export interface ChartInputs {
  readonly mtbf_by_month: MetricResult;
  readonly failure_pareto: MetricResult;
  readonly downtime_calendar: AssetTimeline;
  readonly top_outages: OutageList;
  readonly jack_knife: MetricResult;
}

/** The id of a chart; a misspelt one does not compile. */
export type ChartId = keyof ChartInputs;

/** Every chart, by id. */
export const charts: { readonly [Id in ChartId]: Chart<ChartInputs[Id]> } = Object.freeze({
  mtbf_by_month: mtbfByMonth,
  failure_pareto: failurePareto,
  downtime_calendar: downtimeCalendar,
  top_outages: topOutages,
  jack_knife: jackKnife,
});

/** True when the text names a chart. */
export function isChartId(id: string): id is ChartId {
  return Object.hasOwn(charts, id);
}

/** The id, checked; throws `chart.unknown`. */
export function chartId(id: string): ChartId {
  if (isChartId(id)) return id;
  throw fail("chart.unknown", { id, known: Object.keys(charts).join(", ") });
}
