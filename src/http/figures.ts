import {
  runMetric,
  type MetricContext,
  type MetricId,
  type MetricResult,
} from "../metrics/index.js";
import type { PageRequest } from "./page.js";

/** On what and for whom the figures of a request are computed, and where they are kept. */
export function metricContext(request: PageRequest): MetricContext {
  return {
    snapshot: request.snapshot,
    principal: request.principal,
    clock: request.deps.clock,
    cache: request.results,
    recurrence_days: request.deps.settings.recurrence_days,
  };
}

/** A figure for the request's reader. */
export function computeFigure(
  request: PageRequest,
  id: MetricId,
  parameters: Readonly<Record<string, string | undefined>>,
): Promise<MetricResult> {
  return runMetric(id, parameters, metricContext(request));
}
