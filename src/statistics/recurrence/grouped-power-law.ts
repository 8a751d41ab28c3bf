import { CONFIDENCE, note, type Estimate, type EstimateNote } from "../estimate.js";
import { chiSquareUpperTail } from "../functions/chi-square.js";
import { solveIncreasing } from "../functions/solve-increasing.js";
import { logBounds, normalFactor, type Bounds } from "../nonparametric/bounds.js";
import { expOrNull } from "./representable.js";

/** Failures of a system counted in intervals that begin at time 0 and follow one another. */
export interface GroupedFailures {
  /** Where each interval ends, ascending. */
  readonly interval_ends: readonly number[];
  readonly counts: readonly number[];
  readonly confidence?: number;
}

/** A power law λ t^β fitted to counts. */
export interface GroupedPowerLaw extends Estimate {
  readonly beta: number | null;
  readonly lambda: number | null;
  readonly growth_rate: number | null;
  /** Expected failures in each interval. */
  readonly expected: readonly number[];
  readonly mtbf_instantaneous: number | null;
  readonly mtbf_cumulative: number | null;
  /** Length of the last interval over its expected failures. */
  readonly mtbf_last_interval: number | null;
  /** From the Fisher information, on the log scale. */
  readonly beta_interval: Bounds | null;
  readonly mtbf_interval: Bounds | null;
  /** Pearson's statistic; intervals with fewer than 5 expected failures are put together. */
  readonly chi_square: number | null;
  readonly df: number | null;
  readonly p_value: number | null;
  readonly log_likelihood: number | null;
  readonly failures: number;
}

const FEWEST_EXPECTED = 5;

interface Group {
  readonly count: number;
  /** log(end / last end) and log(start / last end), the latter −∞ for the first interval. */
  readonly end: number;
  readonly start: number;
}

function groupsOf({ interval_ends, counts }: GroupedFailures): Group[] | null {
  const last = interval_ends.at(-1) ?? 0;
  const isOrdered = interval_ends.every((end, i) => end > (interval_ends[i - 1] ?? 0));
  const isCounted = counts.every((count) => Number.isInteger(count) && count >= 0);
  if (!isOrdered || !isCounted || !(last < Infinity) || counts.length !== interval_ends.length) {
    return null;
  }
  const logAt = (i: number): number => (i < 0 ? -Infinity : Math.log(interval_ends[i]! / last));
  return counts.map((count, i) => ({ count, end: logAt(i), start: logAt(i - 1) }));
}

/** Σ n d log(share) / dβ; falls as β grows, since the likelihood is log-concave. */
function score(groups: readonly Group[], beta: number): number {
  let sum = 0;
  for (const { count, end, start } of groups) {
    if (count === 0) continue;
    const width = end - start;
    sum += count * (end + (width === Infinity ? 0 : width / Math.expm1(beta * width)));
  }
  return sum;
}

function information(groups: readonly Group[], beta: number): number {
  let sum = 0;
  for (const { count, end, start } of groups) {
    const width = end - start;
    if (width < Infinity) sum += count * (width / (2 * Math.sinh((beta * width) / 2))) ** 2;
  }
  return sum;
}

function solveBeta(groups: readonly Group[]): number {
  let high = 1;
  while (score(groups, high) > 0) high *= 2;
  return solveIncreasing({
    value: (beta) => -score(groups, beta),
    slope: (beta) => information(groups, beta),
    low: 0,
    high,
    start: high / 2,
  });
}

function shareOf({ end, start }: Group, beta: number): number {
  return -Math.exp(beta * end) * Math.expm1(beta * (start - end));
}

interface Fit {
  readonly chi_square: number | null;
  readonly df: number | null;
  readonly p_value: number | null;
}

interface Cell {
  count: number;
  expected: number;
}

/** Neighbours are put together until each cell expects enough; two parameters were fitted. */
function goodnessOfFit(counts: readonly number[], expected: readonly number[]): Fit {
  const cells: Cell[] = [];
  let open: Cell = { count: 0, expected: 0 };
  for (const [i, count] of counts.entries()) {
    open = { count: open.count + count, expected: open.expected + expected[i]! };
    if (open.expected < FEWEST_EXPECTED) continue;
    cells.push(open);
    open = { count: 0, expected: 0 };
  }
  const last = cells.at(-1);
  if (last) {
    last.count += open.count;
    last.expected += open.expected;
  }
  const df = cells.length - 2;
  if (df < 1) return { chi_square: null, df: null, p_value: null };
  const chi_square = cells.reduce((sum, c) => sum + (c.count - c.expected) ** 2 / c.expected, 0);
  return { chi_square, df, p_value: chiSquareUpperTail(chi_square, df) };
}

function logLikelihood(counts: readonly number[], expected: readonly number[]): number {
  let sum = 0;
  for (const [i, count] of counts.entries()) {
    sum -= expected[i]!;
    if (count > 0) sum += count * Math.log(expected[i]!);
    for (let k = 2; k <= count; k += 1) sum -= Math.log(k);
  }
  return sum;
}

function saysNothing(failures: number, code: string): GroupedPowerLaw {
  return Object.freeze({
    beta: null,
    lambda: null,
    growth_rate: null,
    expected: [],
    mtbf_instantaneous: null,
    mtbf_cumulative: null,
    mtbf_last_interval: null,
    beta_interval: null,
    mtbf_interval: null,
    chi_square: null,
    df: null,
    p_value: null,
    log_likelihood: null,
    failures,
    status: "insufficient",
    notes: [note(code)],
  });
}

/** Why counts have no finite β above 0, if so. */
function degeneracy(groups: readonly Group[], failures: number): string | null {
  if (failures === 0) return "no_failure";
  if (groups[0]?.count === failures) return "all_in_first_interval";
  return groups.at(-1)?.count === failures ? "all_in_last_interval" : null;
}

function fitted(
  data: GroupedFailures,
  groups: readonly Group[],
  failures: number,
): GroupedPowerLaw {
  const z = normalFactor(data.confidence ?? CONFIDENCE);
  const beta = solveBeta(groups);
  const last = data.interval_ends.at(-1)!;
  const expected = groups.map((group) => failures * shareOf(group, beta));
  const mtbf = last / (failures * beta);
  const fit = goodnessOfFit(data.counts, expected);
  const relative = 1 / (beta * beta * information(groups, beta));
  const bounds = (value: number, variance: number): Bounds | null =>
    logBounds({ value, std_error: value * Math.sqrt(variance) }, z);
  const notes: EstimateNote[] = fit.df === null ? [note("few_intervals")] : [];
  return Object.freeze({
    beta,
    lambda: expOrNull(Math.log(failures) - beta * Math.log(last)),
    growth_rate: 1 - beta,
    expected: Object.freeze(expected),
    mtbf_instantaneous: mtbf,
    mtbf_cumulative: last / failures,
    mtbf_last_interval: (last - (data.interval_ends.at(-2) ?? 0)) / expected.at(-1)!,
    beta_interval: bounds(beta, relative),
    mtbf_interval: bounds(mtbf, relative + 1 / failures),
    ...fit,
    log_likelihood: logLikelihood(data.counts, expected),
    failures,
    status: "ok",
    notes,
  });
}

/**
 * The power-law process from failures counted in intervals (months), by maximum likelihood, with
 * Pearson's goodness of fit. MTBF and its interval hold at the end of the last interval. MIL-HDBK-189,
 * 1981, appendix C (grouped data); MIL-HDBK-189C, 2011, 5.5.3.
 *
 * No failure, or all of them in the first or in the last interval, leave no β: `insufficient`.
 *
 * @example groupedPowerLaw({ interval_ends: [20, 40, 60, 80, 100], counts: [13, 16, 5, 8, 7] })
 *   // beta 0.7529, lambda 1.5293, MTBF 2.7108, chi_square 5.45 on 3
 */
export function groupedPowerLaw(data: GroupedFailures): GroupedPowerLaw {
  normalFactor(data.confidence ?? CONFIDENCE);
  const groups = groupsOf(data);
  if (groups === null) return saysNothing(0, "invalid_intervals");
  const failures = groups.reduce((sum, { count }) => sum + count, 0);
  const reason = degeneracy(groups, failures);
  return reason === null ? fitted(data, groups, failures) : saysNothing(failures, reason);
}
