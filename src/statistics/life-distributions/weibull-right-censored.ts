/** Lives of one kind in columns: ln t, 1 for failed or 0 for still running, and counts. */
export interface LogLives {
  readonly y: Float64Array;
  readonly failed: Uint8Array;
  readonly weight: Float64Array;
}

/** A Weibull fit of lives and the sums that its information is made of. */
export interface WeibullTop {
  lnEta: number;
  beta: number;
  log_likelihood: number;
  /** Σ count, and Σ count of failures. */
  n: number;
  failures: number;
  /** Variances and covariance of ln eta and ln(1/beta). */
  first: number;
  both: number;
  second: number;
}

/** A fit to write to. */
export function emptyTop(): WeibullTop {
  return { lnEta: 0, beta: 0, log_likelihood: 0, n: 0, failures: 0, first: 0, both: 0, second: 0 };
}

/** What a set of lives has: the latest ln t, its failures and their mean ln t below the latest. */
interface Totals {
  latest: number;
  n: number;
  failures: number;
  /** Mean over failures of ln t − latest: at most 0. */
  mean: number;
}

/** Σ w e^(βx), Σ w x e^(βx) and Σ w x² e^(βx) with x = ln t − latest. */
interface Powers {
  zero: number;
  one: number;
  two: number;
}

const MAX_STEPS = 100;
const totals: Totals = { latest: 0, n: 0, failures: 0, mean: 0 };
const powers: Powers = { zero: 0, one: 0, two: 0 };

function readTotals({ y, failed, weight }: LogLives, from: number, to: number): void {
  let [latest, n, failures, sum] = [-Infinity, 0, 0, 0];
  for (let i = from; i < to; i += 1) if (weight[i]! > 0) latest = Math.max(latest, y[i]!);
  for (let i = from; i < to; i += 1) {
    const w = weight[i]!;
    n += w;
    if (failed[i] === 1 && w > 0) {
      failures += w;
      sum += w * (y[i]! - latest);
    }
  }
  totals.latest = latest;
  totals.n = n;
  totals.failures = failures;
  totals.mean = failures > 0 ? sum / failures : 0;
}

function readPowers(
  { y, weight }: LogLives,
  [from, to]: readonly [number, number],
  beta: number,
): void {
  let [zero, one, two] = [0, 0, 0];
  const { latest } = totals;
  for (let i = from; i < to; i += 1) {
    const x = y[i]! - latest;
    const power = weight[i]! * Math.exp(beta * x);
    zero += power;
    one += power * x;
    two += power * x * x;
  }
  powers.zero = zero;
  powers.one = one;
  powers.two = two;
}

/**
 * The scale 1/β at which Σ t^β ln t / Σ t^β − 1/β = mean ln t of failures, by Newton's method in
 * 1/β, in which the equation is nearly a straight line. The left side without 1/β is at most 0, so
 * the root lies below −mean.
 */
function solveScale(lives: LogLives, range: readonly [number, number]): number {
  const { mean } = totals;
  let [low, high] = [0, -mean];
  let scale = high / 2;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    readPowers(lives, range, 1 / scale);
    const ratio = powers.one / powers.zero;
    const value = ratio - scale - mean;
    if (value > 0) low = scale;
    else high = scale;
    const bend = powers.two / powers.zero - ratio * ratio;
    const newton = scale + value / (1 + bend / (scale * scale));
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - scale) <= 1e-15 * scale) break;
    const isLast = Math.abs(next - scale) <= 1e-9 * scale;
    scale = next;
    if (isLast) break;
  }
  return scale;
}

function writeTop(top: WeibullTop, scale: number): void {
  const { latest, n, failures, mean } = totals;
  const beta = 1 / scale;
  const shift = Math.log(powers.zero / failures);
  const one = (beta * powers.one) / powers.zero - shift;
  const two =
    (beta * beta * powers.two - 2 * shift * beta * powers.one) / powers.zero + shift * shift;
  top.n = n;
  top.failures = failures;
  top.beta = beta;
  top.lnEta = latest + shift * scale;
  // Σ over failures of ln t is failures × (latest + mean).
  top.log_likelihood =
    failures * (Math.log(beta) + beta * (mean + latest - top.lnEta) - latest - mean - 1);
  // Observed information of ln eta and ln scale at the top, over the failures.
  const [ii, ij, jj] = [beta * beta, beta * one, two + 1];
  const determinant = failures * (ii * jj - ij * ij);
  top.first = jj / determinant;
  top.both = -ij / determinant;
  top.second = ii / determinant;
}

/**
 * Fits a Weibull distribution to the lives from `from` up to `to`, right-censored at most, without
 * allocating; false when there is no failure, or none before the latest life (no top). Agrees with
 * `fitLife`. Meeker and Escobar 1998, 8.2; the profile equation in β is Cohen's (Technometrics 7,
 * 1965).
 */
export function weibullTop(
  lives: LogLives,
  [from, to]: readonly [number, number],
  top: WeibullTop,
): boolean {
  readTotals(lives, from, to);
  top.n = totals.n;
  top.failures = totals.failures;
  if (!(totals.failures > 0) || !(totals.mean < 0)) return false;
  const scale = solveScale(lives, [from, to]);
  readPowers(lives, [from, to], 1 / scale);
  writeTop(top, scale);
  return Number.isFinite(top.log_likelihood) && top.first > 0 && top.second > 0;
}
