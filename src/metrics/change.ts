import { previousRange, type TimeRange } from "../core/index.js";
import {
  clusterChange,
  clusterLogError,
  studentTwoSided,
  twoRates,
  type PairedCluster,
  type TwoRates,
} from "../statistics/index.js";
import { numberIn, numberOrNull, textIn } from "./cells.js";
import type { MetricContext } from "./context.js";
import type { MetricDeclaration } from "./define.js";
import { durationColumns, FEWEST_CLUSTERS, SIGNIFICANCE } from "./intervals.js";
import { parseParameters } from "./parameters.js";
import type { Question } from "./question.js";
import { metricById } from "./registry.js";
import type { MetricResult, Row } from "./result.js";
import { askQuestion, metricOffer, metricRows, runMetric } from "./run.js";

/** What a change means; each has a message `metrics.verdict.<code>`. */
export type Verdict = "better" | "worse" | "no_clear_change" | "too_few" | "not_comparable";

/** The test that grounds a verdict. */
export type ChangeTest = "paired_assets" | "exact_and_paired_assets" | "exact" | "between_failures";

/** A figure against that of the period of the same kind before it. */
export interface Change {
  readonly metric: string;
  readonly value: number | null;
  readonly previous: number | null;
  /** Value less previous, in the metric's unit. */
  readonly difference: number | null;
  /** Value over previous; null when the previous is 0 or unknown. */
  readonly factor: number | null;
  /**
   * What the verdict is about: failures, hours or repeats for each hour or record watched, now over
   * before. For MTBF failures per operating hour, so below 1 when MTBF rose. Null when before was 0.
   */
  readonly rate_factor: number | null;
  readonly previous_range: TimeRange;
  readonly verdict: Verdict;
  readonly test: ChangeTest | null;
  readonly p_value: number | null;
}

interface Evidence {
  readonly test: ChangeTest;
  readonly p_value: number;
}

interface Pair {
  readonly now: Row;
  readonly before: Row;
}

/** Numerator and denominator of a row by the metric's rule, as its interval uses them. */
function ratioColumns(metric: MetricDeclaration, row: Row): readonly [string, string] {
  switch (metric.interval) {
    case "rate":
      return ["failure_count", "operating_h"];
    case "count":
      return ["failure_count", "exposure_h"];
    case "mean_duration": {
      const { count, hours } = durationColumns(row);
      return [hours, count];
    }
    case "hours":
    case "unavailability":
      return ["downtime_h", "exposure_h"];
    case "proportion":
    case "none":
      return ["repeat_count", "known_count"];
  }
}

function partOf(metric: MetricDeclaration, row: Row | undefined): { y: number; x: number } {
  if (row === undefined) return { y: 0, x: 0 };
  const [y, x] = ratioColumns(metric, row);
  return { y: numberOrNull(row, y) ?? 0, x: numberOrNull(row, x) ?? 0 };
}

function pairAssets(
  metric: MetricDeclaration,
  now: readonly Row[],
  before: readonly Row[],
): readonly PairedCluster[] {
  const earlier = new Map(before.map((row) => [textIn(row, "group_id"), row]));
  const later = new Map(now.map((row) => [textIn(row, "group_id"), row]));
  return [...new Set([...earlier.keys(), ...later.keys()])].map((id) => ({
    earlier: partOf(metric, earlier.get(id)),
    later: partOf(metric, later.get(id)),
  }));
}

/** Poisson comparison of the counts of two rows over their time. */
function exactRates(metric: MetricDeclaration, { now, before }: Pair): TwoRates {
  const [, exposure] = ratioColumns(metric, now);
  const of = (row: Row): { count: number; exposure: number } => ({
    count: numberIn(row, "failure_count"),
    exposure: numberIn(row, exposure),
  });
  return twoRates(of(before), of(now));
}

function rateEvidence(
  metric: MetricDeclaration,
  pair: Pair,
  pairs: readonly PairedCluster[],
): Evidence | null {
  const exact = exactRates(metric, pair);
  if (exact.p_value === null || (exact.least_p_value ?? 1) > SIGNIFICANCE) return null;
  const robust = pairs.length < FEWEST_CLUSTERS ? null : clusterChange(pairs).p_value;
  if (robust === null) return { test: "exact", p_value: exact.p_value };
  return { test: "exact_and_paired_assets", p_value: Math.max(exact.p_value, robust) };
}

/** Clusters with something in the numerator in both periods together. */
function activeClusters(pairs: readonly PairedCluster[]): number {
  return pairs.filter(({ earlier, later }) => earlier.y > 0 || later.y > 0).length;
}

function pairedEvidence(pairs: readonly PairedCluster[]): Evidence | null {
  if (activeClusters(pairs) < FEWEST_CLUSTERS) return null;
  const { p_value } = clusterChange(pairs);
  return p_value === null ? null : { test: "paired_assets", p_value };
}

/** Welch's comparison of two mean durations on the logarithm, failure by failure: for one asset. */
function durationEvidence(metric: MetricDeclaration, { now, before }: Pair): Evidence | null {
  const parts = [now, before].map((row) => {
    const { y, x } = partOf(metric, row);
    const squares = numberOrNull(row, "event_sum_yy") ?? 0;
    const sums = { clusters: x, sum_y: y, sum_x: x, sum_yy: squares, sum_xy: y, sum_xx: x };
    return { mean: y / x, count: x, error: clusterLogError(sums) };
  });
  const [later, earlier] = parts;
  if (later === undefined || earlier === undefined) return null;
  if (later.error === null || earlier.error === null) return null;
  const error = Math.hypot(later.error, earlier.error);
  if (!(error > 0)) return null;
  const t = Math.log(later.mean / earlier.mean) / error;
  const df = Math.min(later.count, earlier.count) - 1;
  return { test: "between_failures", p_value: studentTwoSided(t, df) };
}

function evidenceOf(
  metric: MetricDeclaration,
  pair: Pair,
  pairs: readonly PairedCluster[],
): Evidence | null {
  if (metric.interval === "rate" || metric.interval === "count") {
    return rateEvidence(metric, pair, pairs);
  }
  const events = [pair.now, pair.before].map((row) => numberOrNull(row, metric.events) ?? 0);
  if (Math.min(...events) < metric.minimum) return null;
  const paired = pairedEvidence(pairs);
  if (paired !== null || metric.interval !== "mean_duration") return paired;
  return durationEvidence(metric, pair);
}

const BARS: readonly string[] = [
  "partial_before",
  "partial_after",
  "no_exposure",
  "feed_unread",
  "no_stops_recorded",
  "no_ends_recorded",
  "failures_not_stops",
];

/** True for a figure of a period that lies whole inside the data and that could be computed. */
export function isComparable(result: Pick<MetricResult, "status" | "reasons">): boolean {
  if (["partial", "failed", "no_access"].includes(result.status)) return false;
  return !result.reasons.some(({ code }) => BARS.includes(code));
}

function verdictOf(metric: MetricDeclaration, rise: number, p_value: number): Verdict {
  if (p_value >= SIGNIFICANCE || rise === 0 || metric.better === "neutral") {
    return "no_clear_change";
  }
  return rise > 0 === (metric.better === "higher") ? "better" : "worse";
}

/** Whether the figure rose, per exposure where months differ in length. */
function riseOf(metric: MetricDeclaration, { now, before }: Pair): number {
  const [later, earlier] = [partOf(metric, now), partOf(metric, before)];
  const rise = later.y / later.x - earlier.y / earlier.x;
  return metric.interval === "rate" || metric.interval === "unavailability" ? -rise : rise;
}

/** The rate that the test compares, now over before; null when before was 0 or not watched. */
function rateFactor(metric: MetricDeclaration, { now, before }: Pair): number | null {
  const [later, earlier] = [partOf(metric, now), partOf(metric, before)];
  if (!(earlier.y > 0) || !(earlier.x > 0) || !(later.x > 0)) return null;
  return later.y / later.x / (earlier.y / earlier.x);
}

function differenceOf(value: number | null, previous: number | null): number | null {
  return value === null || previous === null ? null : value - previous;
}

/** The same question for the whole scope. */
function withoutBy(
  parameters: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== "by"));
}

/**
 * The figure of the asked period against that of the same kind just before (the month before a
 * month), for the whole scope. `better` and `worse` are said only where a test excludes no change
 * at the 5 % level. Assets differ and fail in bursts, so the test pairs each asset with itself; for
 * failures the exact Poisson test must agree. `too_few`: no outcome could have been beyond chance,
 * or too few assets had anything. `not_comparable`: a period is not wholly inside the data. Rates
 * and hours are compared per hour watched, so months of 30 and 31 days are like for like.
 */
export async function changeAgainstPrevious(
  id: string,
  parameters: Readonly<Record<string, string | undefined>>,
  ctx: MetricContext,
): Promise<Change> {
  const metric = metricById(id);
  const given = parseParameters(metricOffer(metric), withoutBy(parameters));
  const current = await runMetric(id, { ...given }, ctx);
  const question = current.status === "no_access" ? null : await askQuestion(metric, given, ctx);
  const nothing = {
    metric: id,
    value: current.value,
    previous: null,
    difference: null,
    factor: null,
    rate_factor: null,
  };
  const none = { ...nothing, test: null, p_value: null, verdict: "not_comparable" } as const;
  if (question === null || metric.by.length === 0)
    return { ...none, previous_range: current.range };
  const previous_range = previousRange(question.scope.range);
  const before = await runMetric(id, { ...given, ...previous_range }, ctx);
  const { value } = current;
  const previous = before.value;
  const change = {
    ...none,
    value,
    previous,
    previous_range,
    difference: differenceOf(value, previous),
    factor: value === null || previous === null || previous === 0 ? null : value / previous,
  };
  if (!isComparable(current) || !isComparable(before)) return change;
  const { evidence, rate_factor, rise } = await gather(question, previous_range, ctx);
  if (evidence === null) return { ...change, rate_factor, verdict: "too_few" };
  return {
    ...change,
    ...evidence,
    rate_factor,
    verdict: verdictOf(metric, rise, evidence.p_value),
  };
}

interface Gathered {
  readonly evidence: Evidence | null;
  readonly rate_factor: number | null;
  readonly rise: number;
}

async function gather(
  question: Question,
  previous: TimeRange,
  ctx: MetricContext,
): Promise<Gathered> {
  const { metric, scope } = question;
  const earlier: Question = { ...question, scope: { ...scope, range: previous } };
  const now = (await metricRows(question, "total", ctx))[0];
  const before = (await metricRows(earlier, "total", ctx))[0];
  if (now === undefined || before === undefined) {
    return { evidence: null, rate_factor: null, rise: 0 };
  }
  const pairs = pairAssets(
    metric,
    await metricRows(question, "asset", ctx),
    await metricRows(earlier, "asset", ctx),
  );
  const pair = { now, before };
  return {
    evidence: evidenceOf(metric, pair, pairs),
    rate_factor: rateFactor(metric, pair),
    rise: riseOf(metric, pair),
  };
}

/** The failures of one asset against the period before. */
export interface AssetChange {
  readonly asset_id: string;
  readonly failure_count: number;
  readonly previous_count: number;
  /** `too_few` where no split of the failures could have been beyond chance. */
  readonly verdict: Verdict;
  readonly p_value: number | null;
}

/**
 * For each asset its failures against the period of the same kind before, by an exact test. With
 * many assets expect one in twenty of those with enough failures to be called by chance alone.
 */
export async function failureChangeByAsset(
  parameters: Readonly<Record<string, string | undefined>>,
  ctx: MetricContext,
): Promise<readonly AssetChange[]> {
  const metric = metricById("failure_count");
  const given = parseParameters(metricOffer(metric), withoutBy(parameters));
  const question = await askQuestion(metric, given, ctx);
  if (question === null) return [];
  const range = previousRange(question.scope.range);
  const earlier: Question = { ...question, scope: { ...question.scope, range } };
  const before = new Map(
    (await metricRows(earlier, "asset", ctx)).map((row) => [textIn(row, "group_id"), row]),
  );
  return (await metricRows(question, "asset", ctx)).map((now) => {
    const past = before.get(textIn(now, "group_id"));
    const asset_id = textIn(now, "group_id");
    const failure_count = numberIn(now, "failure_count");
    const previous_count = past === undefined ? 0 : numberIn(past, "failure_count");
    const counts = { asset_id, failure_count, previous_count };
    if (past === undefined) return { ...counts, verdict: "not_comparable", p_value: null };
    const exact = exactRates(metric, { now, before: past });
    if (exact.p_value === null || (exact.least_p_value ?? 1) > SIGNIFICANCE) {
      return { ...counts, verdict: "too_few", p_value: exact.p_value };
    }
    const rise = riseOf(metric, { now, before: past });
    return { ...counts, verdict: verdictOf(metric, rise, exact.p_value), p_value: exact.p_value };
  });
}
