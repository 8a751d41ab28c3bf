import { logGamma } from "../functions/log-gamma.js";
import { gammaLower, gammaUpper } from "../functions/gamma-distribution.js";
import { solveIncreasing } from "../functions/solve-increasing.js";

/** Bounds of the true over the estimated MTBF; null where the data set no bound. */
export interface CrowFactors {
  readonly lower: number;
  readonly upper: number | null;
}

const NEGLIGIBLE = 1e-18;
/** Relative miss of a tail at which a point is found: rounding hides smaller ones. */
const SETTLED = 1e-12;

interface BesselTail {
  readonly probability: number;
  /** Its derivative by log x. */
  readonly slope: number;
}

/** Tail of the distribution with weights x^k / (k! (k − 1)!), k = 1, 2, …: P(K ≥ n). */
function besselTail(n: number, x: number): BesselTail {
  const mode = Math.max(1, Math.floor(Math.sqrt(x)));
  let [all, mean, tail, tailMean] = [0, 0, 0, 0];
  const add = (k: number, weight: number): void => {
    all += weight;
    mean += weight * (k - mode);
    if (k < n) return;
    tail += weight;
    tailMean += weight * (k - mode);
  };
  for (let k = mode, weight = 1; weight > NEGLIGIBLE; k += 1) {
    add(k, weight);
    weight *= x / (k * (k + 1));
  }
  for (let k = mode, weight = 1; k > 1 && weight > NEGLIGIBLE; k -= 1) {
    weight *= (k * (k - 1)) / x;
    add(k - 1, weight);
  }
  const probability = tail / all;
  return { probability, slope: tailMean / all - (probability * mean) / all };
}

/** The x at which P(K ≥ n) is p. */
function besselPoint(n: number, p: number): number {
  const centre = 2 * Math.log(n);
  const log = solveIncreasing({
    value: (logX) => {
      const y = besselTail(n, Math.exp(logX)).probability - p;
      return Math.abs(y) < SETTLED * Math.min(p, 1 - p) ? 0 : y;
    },
    slope: (logX) => besselTail(n, Math.exp(logX)).slope,
    low: centre - 60,
    high: centre + 8,
    start: centre,
  });
  return Math.exp(log);
}

/**
 * Factors of Crow's interval of the MTBF at the end of a watch to a fixed time, with n failures:
 * given what β rests on, the number of failures has weights x^k / (k! (k − 1)!), whose sum is
 * Bessel's function I₁, with x = n² × estimated / true MTBF. Exact; both tails count n itself.
 * L. Crow, Confidence interval procedures for the Weibull process with applications to reliability
 * growth, Technometrics 24, 1982; MIL-HDBK-189C, 5.5.2.
 *
 * @example timeTerminatedFactors(27, 0.9) // 0.6361467 to 1.6817864
 */
export function timeTerminatedFactors(n: number, confidence: number): CrowFactors {
  const tail = (1 - confidence) / 2;
  const lower = (n * n) / besselPoint(n + 1, 1 - tail);
  // One failure is certain given that there was any, so one failure sets no upper bound.
  return { lower, upper: n > 1 ? (n * n) / besselPoint(n, tail) : null };
}

const NODES = 128;

interface GammaNodes {
  readonly values: Float64Array;
  readonly weights: Float64Array;
}

/** A gamma variable's density on the log scale, where equal steps integrate it to full precision. */
function gammaNodes(shape: number): GammaNodes {
  // Below, P(V < v) ≤ v^shape / Γ(shape + 1); for large shapes log V is normal with error 1/√shape.
  const byPower = (logGamma(shape + 1) - 40) / shape;
  const from = shape < 50 ? byPower : Math.log(shape) - 12 / Math.sqrt(shape);
  const to = Math.log(shape + 12 * Math.sqrt(shape) + 50);
  const step = (to - from) / NODES;
  const values = Float64Array.from({ length: NODES + 1 }, (_, i) => from + i * step);
  const weights = values.map((u) => Math.exp(shape * u - Math.exp(u) - logGamma(shape)) * step);
  return { values: values.map(Math.exp), weights };
}

/** The z that the product of gamma variables of shapes n and n − 1 stays below with probability p. */
function productPoint(n: number, p: number): number {
  const { values, weights } = gammaNodes(n - 1);
  const sum = (term: (ratio: number) => number, z: number): number =>
    values.reduce((total, v, i) => total + weights[i]! * term(z / v), 0);
  const missing = (z: number): number =>
    p <= 0.5 ? sum((x) => gammaLower(n, x), z) - p : 1 - p - sum((x) => gammaUpper(n, x), z);
  const enough = SETTLED * Math.min(p, 1 - p);
  const log = solveIncreasing({
    value: (logZ) => {
      const y = missing(Math.exp(logZ));
      return Math.abs(y) < enough ? 0 : y;
    },
    slope: (logZ) => sum((x) => Math.exp(n * Math.log(x) - x - logGamma(n)), Math.exp(logZ)),
    low: 2 * Math.log(n) - 60,
    high: 2 * Math.log(n) + 8,
    start: Math.log(n * (n - 1)),
  });
  return Math.exp(log);
}

/**
 * Factors of the interval of the MTBF at the last of n ≥ 2 failures that ended the watch: the true
 * over the estimated MTBF is n² / (Y V) with Y and V gamma variables of shapes n and n − 1. Exact.
 * L. Crow, Technometrics 24, 1982; L. Lee and S. Lee, Some results on inference for the Weibull
 * process, Technometrics 20, 1978.
 *
 * @example failureTerminatedFactors(22, 0.9) // 0.6701 to 1.8481
 */
export function failureTerminatedFactors(n: number, confidence: number): CrowFactors {
  const tail = (1 - confidence) / 2;
  const square = n * n;
  return { lower: square / productPoint(n, 1 - tail), upper: square / productPoint(n, tail) };
}
