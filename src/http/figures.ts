import {
  runMetric,
  type MetricContext,
  type MetricId,
  type MetricResult,
} from "../metrics/index.js";
import type { PageRequest } from "./page.js";

/** On what and for whom figures are computed when no answer is to be kept, as for large files. */
export function uncachedContext(request: PageRequest): MetricContext {
  return {
    snapshot: request.snapshot,
    principal: request.principal,
    clock: request.deps.clock,
    recurrence_days: request.deps.settings.recurrence_days,
  };
}

/** On what and for whom the figures of a request are computed, and where they are kept. */
export function metricContext(request: PageRequest): MetricContext {
  return { ...uncachedContext(request), cache: request.results };
}

/** A figure for the request's reader. */
export function computeFigure(
  request: PageRequest,
  id: MetricId,
  parameters: Readonly<Record<string, string | undefined>>,
): Promise<MetricResult> {
  return runMetric(id, parameters, metricContext(request));
}
