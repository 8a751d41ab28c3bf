import { limits, type TimeRange } from "../../core/index.js";
import type { MetricId } from "../catalog/index.js";
import { numberIn, numberOrNull, textIn } from "../cells.js";
import { UNIT_OF_MONEY } from "../columns.js";
import { cachedRows, type MetricContext } from "../context.js";
import type { MetricDeclaration } from "../define.js";
import { parseParameters, type GivenParameters, type ParameterName } from "../parameters.js";
import type { Question } from "../question.js";
import { metricById } from "../registry.js";
import type { Cell, Column, Provenance, Reason, Row, Scope } from "../result.js";
import { askQuestion, metricOffer, provenanceOf } from "../run.js";
import { hiddenScopeOf, scopeOf } from "../scope.js";
import { DETAILS, FAILURE_RECORDS, type DetailsDeclaration } from "./define.js";

/** Records of one status: counted, or left out with the reason as its code. */
export interface StatusTotal {
  /** `counted`, or the code of a reason that `leftOutText` puts into words. */
  readonly status: string;
  readonly count: number;
  /** Their hours as the source states them. */
  readonly record_h: number | null;
  /** Their hours that enter the figure. */
  readonly down_h: number | null;
}

/** A page of the records behind a figure, and what became of all of them. */
export interface MetricDetails {
  readonly metric: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly range: TimeRange;
  readonly scope: Scope;
  readonly is_visible: boolean;
  readonly reasons: readonly Reason[];
  /** All records looked at: counted plus left out. */
  readonly row_count: number;
  readonly counted: StatusTotal;
  /** Most frequent first. */
  readonly left_out: readonly StatusTotal[];
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Pass it as `after` to get the next page; null on the last one. */
  readonly next: string | null;
  readonly provenance: Provenance;
}

const PAGE_PARAMETERS: readonly ParameterName[] = ["show", "after", "page_rows"];

/** The details query of a metric for one source. */
function detailsOf({ metric, scope }: Question): DetailsDeclaration {
  if (metric.details === "failure_records") return FAILURE_RECORDS[scope.site.failures_from];
  return DETAILS[metric.details];
}

function detailsOffer(metric: MetricDeclaration): { names: readonly ParameterName[] } {
  const hasGroups = metric.parameters.includes("dimension") || metric.details === "failure_chains";
  const group: readonly ParameterName[] = hasGroups ? ["group"] : [];
  return { ...metricOffer(metric), names: [...metric.parameters, ...group, ...PAGE_PARAMETERS] };
}

function queryParameters(
  { scope, stated }: Question,
  declaration: DetailsDeclaration,
  given: GivenParameters,
): Readonly<Record<string, Cell>> {
  const values: Record<string, Cell> = {
    site: scope.site.site,
    source: scope.site.source,
    asset: scope.asset?.id ?? "",
    from: scope.range.from,
    to: scope.range.to,
    show: given.show ?? "all",
    after: given.after ?? "",
    // One more than a page holds tells whether there is a next one.
    page_rows: Number(given.page_rows ?? limits.page_rows) + 1,
  };
  for (const name of declaration.parameters) {
    if (name === "dimension") {
      values["dimension"] = given.group === undefined ? "" : (stated["dimension"] ?? "");
      values["group"] = given.group ?? "";
    } else if (name === "group") {
      values["group"] = given.group ?? "";
    } else {
      const value = stated[name] ?? "unplanned";
      values[name] = name === "within_days" ? Number(value) : value;
    }
  }
  return values;
}

function totalOf(row: Row): StatusTotal {
  return Object.freeze({
    status: textIn(row, "status"),
    count: numberIn(row, "row_count"),
    record_h: numberOrNull(row, "record_h"),
    down_h: numberOrNull(row, "down_h"),
  });
}

const NOTHING_COUNTED: StatusTotal = Object.freeze({
  status: "counted",
  count: 0,
  record_h: null,
  down_h: null,
});

/** Totals of all records, from the rows that carry them. */
function reconcile(
  rows: readonly Row[],
): Pick<MetricDetails, "row_count" | "counted" | "left_out"> {
  const totals = rows.filter((row) => row["part"] === "total").map(totalOf);
  return {
    row_count: totals.reduce((sum, { count }) => sum + count, 0),
    counted: totals.find(({ status }) => status === "counted") ?? NOTHING_COUNTED,
    left_out: totals
      .filter(({ status }) => status !== "counted")
      .sort((a, b) => b.count - a.count || (a.status < b.status ? -1 : 1)),
  };
}

/** The page of records and the key of the next one. */
function pageOf(
  rows: readonly Row[],
  columns: readonly Column[],
  pageRows: number,
): Pick<MetricDetails, "rows" | "next"> {
  const records = rows.filter((row) => row["part"] === "record");
  const page = records.slice(0, pageRows);
  const last = page.at(-1);
  return {
    rows: page.map((row) =>
      Object.freeze(Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null]))),
    ),
    next: records.length > pageRows && last !== undefined ? textIn(last, "sort_key") : null,
  };
}

function hidden(
  metric: MetricDeclaration,
  given: GivenParameters,
  ctx: MetricContext,
): MetricDetails {
  return Object.freeze({
    metric: metric.id,
    parameters: Object.freeze({ ...given }),
    range: { from: given.from ?? "", to: given.to ?? "" },
    scope: hiddenScopeOf({ is_visible: false, site: given.site ?? "" }),
    is_visible: false,
    reasons: [{ code: "no_access" } as const],
    row_count: 0,
    counted: NOTHING_COUNTED,
    left_out: [],
    columns: [],
    rows: [],
    next: null,
    provenance: provenanceOf(ctx, null),
  });
}

/**
 * The records behind a metric's figure and those left out, a page at a time. Beside the metric's own
 * parameters it takes `show` (`all`, `counted`, `left_out` or one reason), `after` (the `next` of the
 * page before), `page_rows` and, for a Pareto or for chains, `group` (the `group_id` of one of its rows). The totals are of all
 * records whatever page is asked for: `row_count` = counted + left out.
 */
export async function runDetails(
  id: string,
  parameters: Readonly<Record<string, string | undefined>>,
  ctx: MetricContext,
): Promise<MetricDetails> {
  const metric: MetricDeclaration<MetricId> = metricById(id);
  const given = parseParameters(detailsOffer(metric), parameters);
  const question = await askQuestion(metric, given, ctx);
  if (question === null) return hidden(metric, given, ctx);
  const declaration = detailsOf(question);
  const values = queryParameters(question, declaration, given);
  const rows = await cachedRows(ctx, { kind: "details", name: declaration.query }, values);
  const currency = question.scope.site.currency ?? "";
  const columns = declaration.columns.map((column) =>
    column.unit === UNIT_OF_MONEY ? { ...column, unit: currency } : column,
  );
  return Object.freeze({
    metric: metric.id,
    parameters: question.stated,
    range: question.scope.range,
    scope: scopeOf(question.scope),
    is_visible: true,
    reasons: [],
    ...reconcile(rows),
    columns,
    ...pageOf(rows, columns, Number(given.page_rows ?? limits.page_rows)),
    provenance: provenanceOf(ctx, question.scope.site.data_to),
  });
}
