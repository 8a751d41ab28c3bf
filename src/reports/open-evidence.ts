import {
  changeAgainstPrevious,
  failureChangeByAsset,
  metricSeries,
  resolveScope,
  runMetric,
} from "../metrics/index.js";
import { fail } from "./errors.js";
import { rememberedEvidence, type Evidence, type ReportContext } from "./evidence.js";

/**
 * The figures of one source of a site in a snapshot (the one with the newest data unless one is
 * named), on behalf of the context's principal. Throws `metrics.site_unknown`,
 * `metrics.source_unknown`, or `report.no_access` for a site the principal may not see.
 */
export async function openEvidence(
  site: string,
  ctx: ReportContext,
  source?: string,
): Promise<Evidence> {
  const scope = await resolveScope(source === undefined ? { site } : { site, source }, ctx);
  if (!scope.is_visible) throw fail("report.no_access", { site });
  return rememberedEvidence({
    site: scope.site,
    runMetric: (id, parameters) => runMetric(id, parameters, ctx),
    runSeries: (id, parameters) => metricSeries(id, parameters, ctx),
    runChange: (id, parameters) => changeAgainstPrevious(id, parameters, ctx),
    runAssetChanges: (parameters) => failureChangeByAsset(parameters, ctx),
    runList: async (name, parameters) =>
      (await ctx.snapshot.query("lists", name, parameters, ctx.principal)).rows,
  });
}
