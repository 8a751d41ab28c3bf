import { windowParameters } from "../core/index.js";
import type { By, MetricDeclaration } from "./define.js";
import type { GivenParameters } from "./parameters.js";
import type { Cell } from "./result.js";
import type { ResolvedScope } from "./scope.js";

/** Days within which a repeat counts when nobody says otherwise (KPI definition 27). */
export const RECURRENCE_DAYS = 90;

/** Most rows of a metric that lists groups of its own; its totals are of all groups. */
export const LIST_ROWS = 1_000;

const DEFAULTS = { downtime: "unplanned", base: "calendar", measure: "count", dimension: "area" };

/** The parameters of a question as a result states them: defaults filled in, texts, in fixed order. */
export function statedParameters(
  metric: MetricDeclaration,
  given: GivenParameters,
  scope: ResolvedScope & { readonly recurrence_days: number },
): Readonly<Record<string, string>> {
  const all: Readonly<Record<string, string | undefined>> = {
    ...DEFAULTS,
    within_days: String(scope.recurrence_days),
    by: metric.by[0],
    ...given,
    from: scope.range.from,
    to: scope.range.to,
    site: scope.site.site,
    source: scope.site.source,
    asset: scope.asset?.id,
  };
  const stated: Record<string, string> = {};
  for (const name of metric.parameters) {
    const value = all[name];
    if (value !== undefined) stated[name] = value;
  }
  return Object.freeze(stated);
}

/** The bound values of a metric's query. */
export function metricQueryParameters(
  metric: MetricDeclaration,
  stated: Readonly<Record<string, string>>,
  { scope, by }: { readonly scope: ResolvedScope; readonly by: By },
): Readonly<Record<string, Cell>> {
  const { from, to } = scope.range;
  const grain = by === "week" || by === "day" ? "days" : "months";
  const values: Record<string, Cell> = {
    site: scope.site.site,
    source: scope.site.source,
    asset: scope.asset?.id ?? "",
    ...(metric.reads === "components" ? windowParameters(scope.range, grain) : { from, to }),
  };
  if (metric.by.length > 0) values["by"] = by;
  else values["row_limit"] = LIST_ROWS;
  for (const name of ["downtime", "measure", "dimension"]) {
    const value = stated[name];
    if (value !== undefined) values[name] = value;
  }
  if (stated["within_days"] !== undefined) values["within_days"] = Number(stated["within_days"]);
  return values;
}
