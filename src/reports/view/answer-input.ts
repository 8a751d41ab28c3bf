import type { Change, MetricResult } from "../../metrics/index.js";
import type { PeriodNames } from "./periods.js";
import type { Series } from "./series.js";
import type { RateSpan } from "./span.js";

/** What the answer is generated from. */
export interface AnswerInput {
  readonly names: PeriodNames;
  readonly mtbf: MetricResult;
  readonly mtbf_before: MetricResult | null;
  readonly mtbf_change: Change | null;
  /** The change in failures per hour with its interval; null when none can be given. */
  readonly failure_span: RateSpan | null;
  /** MTBF of the same period a year earlier, or null when it is not known. */
  readonly mtbf_year_before: MetricResult | null;
  /** Hours lost; null where the source records no stops. */
  readonly downtime: MetricResult | null;
  readonly downtime_change: Change | null;
  /** Hours, or failures, by asset: largest first. */
  readonly pareto: MetricResult | null;
  readonly series: Series | null;
  /** First day the source watched, as a civil date; null when unknown. */
  readonly observed_from: string | null;
}
