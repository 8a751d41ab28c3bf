import { limits } from "../core/index.js";
import {
  runMetric,
  type MetricContext,
  type MetricId,
  type MetricResult,
  type SiteSource,
  type SnapshotReader,
} from "../metrics/index.js";
import { openEvidence, type Evidence } from "../reports/index.js";
import { fail } from "./errors.js";
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

/** How many groups a list has in all; its result may hold the first of them only. */
export function listTotal(result: MetricResult): number {
  const cut = result.reasons.find((reason) => reason.code === "rows_cut");
  return Number(cut?.values?.["total"] ?? result.rows.length);
}

/**
 * A figure with every group of its list, for a file: kept nowhere. Throws `http.too_many_rows`
 * rather than cut it.
 */
export async function wholeFigure(
  request: PageRequest,
  id: MetricId,
  parameters: Readonly<Record<string, string | undefined>>,
): Promise<MetricResult> {
  const { snapshot } = request;
  const row_limit = limits.query_rows;
  const query: SnapshotReader["query"] = (...[kind, name, given, principal]) =>
    snapshot.query(kind, name, "row_limit" in given ? { ...given, row_limit } : given, principal);
  const context = { ...uncachedContext(request), snapshot: { info: snapshot.info, query } };
  const result = notedFigure(request, await runMetric(id, parameters, context));
  if (listTotal(result) > result.rows.length)
    throw fail("http.too_many_rows", { limit: row_limit });
  return result;
}
