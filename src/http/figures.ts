import {
  runMetric,
  type MetricContext,
  type MetricId,
  type MetricResult,
  type SiteSource,
} from "../metrics/index.js";
import { openEvidence, type Evidence } from "../reports/index.js";
import type { PageRequest } from "./page.js";

/** On what and for whom figures are computed when no answer is to be kept, as for large files. */
export function uncachedContext(request: PageRequest): MetricContext {
  return {
    snapshot: request.snapshot,
    principal: request.principal,
    clock: request.deps.clock,
    log: request.deps.log,
    recurrence_days: request.deps.settings.recurrence_days,
    is_stale: request.noted.is_stale,
  };
}

/** On what and for whom the figures of a request are computed, and where they are kept. */
export function metricContext(request: PageRequest): MetricContext {
  return { ...uncachedContext(request), cache: request.results };
}

/** The same figure; one that failed is noted, so that the answer with it is not kept. */
export function notedFigure(request: PageRequest, result: MetricResult): MetricResult {
  if (result.status === "failed") request.noted.has_failed = true;
  return result;
}

/** A figure for the request's reader. */
export async function computeFigure(
  request: PageRequest,
  id: MetricId,
  parameters: Readonly<Record<string, string | undefined>>,
): Promise<MetricResult> {
  return notedFigure(request, await runMetric(id, parameters, metricContext(request)));
}

/** The figures of one source for the request's reader, as reports ask for them. */
export async function pageEvidence(request: PageRequest, source: SiteSource): Promise<Evidence> {
  const { software_version } = request.deps.settings;
  const context = { ...metricContext(request), software_version };
  const evidence = await openEvidence(source.site, context, source.source);
  return {
    ...evidence,
    metric: async (...asked) => notedFigure(request, await evidence.metric(...asked)),
  };
}
