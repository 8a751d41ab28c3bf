import {
  daysBetween,
  isAppError,
  scopeKey,
  text,
  wholeMonths,
  type TimeRange,
} from "../core/index.js";
import type { MetricId } from "./catalog/index.js";
import { numberOrNull, textIn } from "./cells.js";
import { withUnits } from "./columns.js";
import { cachedRows, type MetricContext } from "./context.js";
import type { By, MetricDeclaration } from "./define.js";
import { judgeRow, missingRecord, noFigure, withoutUnknown, type Figure } from "./figure.js";
import { summariseList } from "./list-figures.js";
import { leftOutReasons, partialReasons } from "./coverage.js";
import { parseParameters, type GivenParameters, type ParameterOffer } from "./parameters.js";
import { metricQueryParameters, RECURRENCE_DAYS, statedParameters } from "./query-parameters.js";
import type { Question } from "./question.js";
import { metricById } from "./registry.js";
import type { Cell, Interval, MetricResult, Reason, Row, Test } from "./result.js";
import { hiddenScopeOf, resolveScope, scopeOf, type ResolvedScope } from "./scope.js";
import { rowTrend } from "./trend.js";

/** What a metric's callers may pass. */
export function metricOffer(metric: MetricDeclaration): ParameterOffer {
  return { names: metric.parameters, choices: metric.by.length > 0 ? { by: metric.by } : {} };
}

/** True for a row whose period is not wholly inside the observation, or a part of a month or week. */
function isPartial(row: Row, by: By, scope: ResolvedScope): boolean {
  if (by === "total" || by === "asset") return partialReasons(scope).length > 0;
  const range = { from: textIn(row, "period_from"), to: textIn(row, "period_to") };
  const isCut =
    (by === "month" && wholeMonths(range) === 0) ||
    (by === "week" && daysBetween(range.from, range.to) < 7);
  return isCut || partialReasons({ ...scope, range }).length > 0;
}

/** The rows of a metric's query, with the sums that only feed intervals. */
export async function metricRows(
  { metric, scope, stated }: Question,
  by: By,
  ctx: MetricContext,
): Promise<readonly Row[]> {
  const parameters = metricQueryParameters(metric, stated, { scope, by });
  const rows = await cachedRows(ctx, { kind: "metrics", name: metric.id }, parameters);
  if (!metric.computed.includes("is_partial")) return rows;
  return rows.map((row) => ({ ...row, is_partial: isPartial(row, by, scope) }));
}

function shownRow({ metric, scope }: Question, row: Row): Row {
  const figure = judgeRow(metric, row, scope.site);
  const known = withoutUnknown(metric, row, scope.site);
  const trend = metric.computed.includes("trend_u") ? rowTrend(row) : null;
  const isUnknown = figure.value !== null && known["value"] === null;
  const interval = isUnknown ? null : figure.interval;
  const computed: Readonly<Record<string, Cell>> = {
    is_partial: row["is_partial"] ?? null,
    status: isUnknown ? "empty" : figure.status,
    interval_lower: interval?.lower ?? null,
    interval_upper: interval?.upper ?? null,
    trend_u: trend?.u ?? null,
    trend_p: trend?.p_two_sided ?? null,
  };
  const cells = metric.columns.map(({ name }): [string, Cell] => [
    name,
    metric.computed.includes(name) ? (computed[name] ?? null) : (known[name] ?? null),
  ]);
  return Object.freeze(Object.fromEntries(cells));
}

function figureOfTotal(question: Question, row: Row | undefined): Figure {
  const { metric, scope, stated } = question;
  const missing = missingRecord(metric, scope.site, stated);
  if (row === undefined) return noFigure("empty", missing ?? { code: "no_exposure" });
  const figure = judgeRow(metric, row, scope.site);
  const partial = partialReasons(scope);
  if (missing !== null) return { ...noFigure("empty", missing), n: figure.n };
  return { ...figure, reasons: [...figure.reasons, ...partial, ...leftOutReasons(scope)] };
}

function inputsOf({ metric, scope }: Question, row: Row | undefined): MetricResult["inputs"] {
  const known = row === undefined ? {} : withoutUnknown(metric, row, scope.site);
  return Object.freeze(
    Object.fromEntries(metric.inputs.map((name) => [name, numberOrNull(known, name)])),
  );
}

interface Answer {
  readonly figure: Figure;
  readonly inputs: MetricResult["inputs"];
  readonly rows: readonly Row[];
}

async function answer(question: Question, ctx: MetricContext): Promise<Answer> {
  const { metric, stated } = question;
  if (metric.by.length === 0) {
    const rows = await metricRows(question, "total", ctx);
    return summariseList(question, rows);
  }
  const total = (await metricRows(question, "total", ctx))[0];
  const by = metric.by.find((choice) => choice === stated["by"]) ?? "total";
  const rows = by === "total" ? [total] : await metricRows(question, by, ctx);
  return {
    figure: figureOfTotal(question, total),
    inputs: inputsOf(question, total),
    rows: rows.flatMap((row) => (row === undefined ? [] : [shownRow(question, row)])),
  };
}

/** The path of the page with the records behind a figure. */
export function evidenceUrl(metric: string, stated: Readonly<Record<string, string>>): string {
  const kept = Object.entries(stated).filter(([name]) => name !== "by" && name !== "base");
  return `/metrics/${metric}?${new URLSearchParams(kept).toString()}`;
}

function unitsOf(
  metric: MetricDeclaration,
  stated: Readonly<Record<string, string>>,
  currency: string,
) {
  const { unit } = metric;
  const measure = stated["measure"];
  const chosen =
    typeof unit === "string"
      ? unit
      : unit[measure === "hours" || measure === "cost" ? measure : "count"];
  return { value: chosen === "{currency}" ? currency : chosen, currency };
}

function resultOf(
  question: Question,
  { figure, inputs, rows }: Answer,
  ctx: MetricContext,
): MetricResult {
  const { metric, scope, stated } = question;
  const units = unitsOf(metric, stated, scope.site.currency ?? "");
  return Object.freeze({
    metric: metric.id,
    title: metric.title,
    unit: units.value,
    better: metric.better,
    parameters: stated,
    range: scope.range,
    scope: scopeOf(scope),
    ...figure,
    inputs,
    columns: metric.columns.map((column) => withUnits(column, units)),
    rows,
    provenance: provenanceOf(ctx, scope.site.data_to),
    evidence_url: evidenceUrl(metric.id, stated),
  });
}

/** Which data an answer rests on. */
export function provenanceOf(
  ctx: MetricContext,
  dataTo: string | null,
): MetricResult["provenance"] {
  const { snapshot_id, built_at } = ctx.snapshot.info;
  return Object.freeze({
    snapshot_id,
    data_to: dataTo ?? "",
    built_at,
    is_stale: ctx.is_stale ?? false,
  });
}

function noAccess(
  metric: MetricDeclaration,
  given: GivenParameters,
  ctx: MetricContext,
): MetricResult {
  const range: TimeRange = { from: given.from ?? "", to: given.to ?? "" };
  const stated = Object.freeze({ ...given });
  return Object.freeze({
    metric: metric.id,
    title: metric.title,
    unit: unitsOf(metric, {}, "").value,
    better: metric.better,
    parameters: stated,
    range,
    scope: hiddenScopeOf({ is_visible: false, site: given.site ?? "" }),
    ...noFigure("no_access", { code: "no_access" }),
    inputs: {},
    columns: metric.columns,
    rows: [],
    provenance: provenanceOf(ctx, null),
    evidence_url: evidenceUrl(metric.id, stated),
  });
}

/** The question that parameters ask, or null when it is about what the reader may not see. */
export async function askQuestion(
  metric: MetricDeclaration<MetricId>,
  given: GivenParameters,
  ctx: MetricContext,
): Promise<Question | null> {
  const scope = await resolveScope(given, ctx);
  if (!scope.is_visible) return null;
  const recurrence_days = ctx.recurrence_days ?? RECURRENCE_DAYS;
  return { metric, scope, stated: statedParameters(metric, given, { ...scope, recurrence_days }) };
}

async function answered(question: Question, ctx: MetricContext): Promise<MetricResult> {
  const compute = async (): Promise<MetricResult> =>
    resultOf(question, await answer(question, ctx), ctx);
  if (ctx.cache === undefined) return compute();
  const key = JSON.stringify([
    "metric",
    ctx.snapshot.info.snapshot_id,
    scopeKey(ctx.principal),
    question.metric.id,
    question.stated,
    ctx.is_stale ?? false,
  ]);
  return ctx.cache.get(key, compute, ({ rows }) => rows.length);
}

/**
 * The rows of a metric by month, week or day without the figure of the whole, which a line over time
 * has no use for. Empty when the reader may not see the site; what breaks, throws.
 */
export async function metricSeries(
  id: string,
  parameters: Readonly<Record<string, string>>,
  ctx: MetricContext,
): Promise<readonly Row[]> {
  const metric = metricById(id);
  const given = parseParameters(metricOffer(metric), parameters);
  const question = await askQuestion(metric, given, ctx);
  const by = metric.by.find((choice) => choice === given.by);
  if (question === null || by === undefined) return [];
  return (await metricRows(question, by, ctx)).map((row) => shownRow(question, row));
}

/** An error and what caused it, outermost first. */
function causesOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  return cause === undefined ? message : `${message}: ${causesOf(cause)}`;
}

/**
 * A figure that cannot be computed is shown as such where it would stand; the rest goes on. Why is
 * told in the log, and nothing of it is kept.
 */
function failed(question: Question, error: unknown, ctx: MetricContext): MetricResult {
  const code = isAppError(error) ? error.code : "internal.unexpected";
  ctx.log?.error("metric failed", {
    metric: question.metric.id,
    parameters: new URLSearchParams(question.stated).toString(),
    code,
    reason: causesOf(error),
  });
  const figure = noFigure("failed", { code: "failed", values: { error: code } });
  return resultOf(question, { figure, inputs: {}, rows: [] }, ctx);
}

/**
 * The answer of a metric for the given parameters: texts as in a URL; unknown names and values throw
 * `metrics.parameters`. What the reader may not see gives `no_access`, a query that breaks `failed`.
 */
export async function runMetric(
  id: string,
  parameters: Readonly<Record<string, string | undefined>>,
  ctx: MetricContext,
): Promise<MetricResult> {
  const metric = metricById(id);
  const given = parseParameters(metricOffer(metric), parameters);
  const question = await askQuestion(metric, given, ctx);
  if (question === null) return noAccess(metric, given, ctx);
  try {
    return await answered(question, ctx);
  } catch (error) {
    return failed(question, error, ctx);
  }
}

/** The sentence of a reason, in the reader's language. */
export function reasonText(reason: Reason, locale = "en"): string {
  return text(`metrics.reason.${reason.code}`, reason.values, locale);
}

/** How a test of an assumption is called. */
export function testTitle({ id }: Test, locale = "en"): string {
  return text(`metrics.test.${id}`, {}, locale);
}

/** How an interval was made, in a few words. */
export function methodText({ method }: Interval, locale = "en"): string {
  return text(`metrics.method.${method}`, {}, locale);
}
