import { note, type Estimate } from "../estimate.js";
import type { FailureTimes } from "./laplace.js";
import { fewFailures, watchedSystems } from "./watched-systems.js";

/** Anderson and Darling's statistic and the probability of a larger one without a trend. */
export interface AndersonDarlingTrendTest extends Estimate {
  readonly statistic: number | null;
  readonly p_value: number | null;
  readonly n_used: number;
}

const LOW_RANGE = [2.00012, 0.247105, -0.0649821, 0.0347962, -0.011672, 0.00168691];
const HIGH_RANGE = [1.0776, -2.30695, 0.43424, -0.082433, 0.008056, -0.0003146];

function horner(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

/** The distribution of the statistic for infinitely many values. */
function limitCdf(z: number): number {
  if (z < 2) return (Math.exp(-1.2337141 / z) / Math.sqrt(z)) * horner(LOW_RANGE, z);
  return Math.exp(-Math.exp(horner(HIGH_RANGE, z)));
}

/** What n values add to the limit's x. */
function finiteCorrection(n: number, x: number): number {
  if (x > 0.8) {
    const high = [-130.2137, 745.2337, -1705.091, 1950.646, -1116.36, 255.7844];
    return horner(high, x) / n;
  }
  const from = 0.01265 + 0.1757 / n;
  if (x < from) {
    const t = x / from;
    const factor = Math.sqrt(t) * (1 - t) * (49 * t - 102);
    return (factor * (0.0037 / (n * n) + 0.00078 / n + 0.00006)) / n;
  }
  const t = (x - from) / (0.8 - from);
  const middle = [-0.00022633, 6.54034, -14.6538, 14.458, -8.259, 1.91864];
  return (horner(middle, t) * (0.04213 + 0.01365 / n)) / n;
}

/**
 * Probability that the statistic of n uniform values exceeds z, to about 1e-6. G. and J. Marsaglia,
 * Evaluating the Anderson-Darling distribution, Journal of Statistical Software 9(2), 2004.
 */
export function andersonDarlingUpperTail(z: number, n: number): number {
  if (z <= 0) return 1;
  const x = limitCdf(z);
  return Math.min(1, Math.max(0, 1 - (x + finiteCorrection(n, x))));
}

function statisticOf(shares: Float64Array): number {
  const n = shares.length;
  let sum = 0;
  for (let i = 0; i < n; i += 1) {
    sum += (2 * i + 1) * (Math.log(shares[i]!) + Math.log1p(-shares[n - 1 - i]!));
  }
  return -n - sum / n;
}

function saysNothing(n_used: number, code: string): AndersonDarlingTrendTest {
  const nothing = { statistic: null, p_value: null, n_used };
  return Object.freeze({ ...nothing, status: "insufficient", notes: [note(code)] });
}

/**
 * Anderson and Darling's test that failures lie evenly over the watch, against any departure: a
 * trend that turns (a bathtub) too. Pooled over systems as shares of their own watch; a failure that
 * ended a watch is not counted. J. Kvaløy and B. Lindqvist, TTT-based tests for trend in repairable
 * systems data, Reliability Engineering and System Safety 60, 1998; T. Anderson and D. Darling,
 * JASA 49, 1954.
 *
 * @example thirty times between failures (Modarres, example 5.11): statistic 3.2668, n_used 29
 */
export function andersonDarlingTrend(systems: readonly FailureTimes[]): AndersonDarlingTrendTest {
  const watched = watchedSystems(systems);
  if (watched === null) return saysNothing(0, "invalid_times");
  const shares = Float64Array.from(
    watched.flatMap(({ times, watch }) => Array.from(times, (time) => time / watch)),
  ).sort();
  const n = shares.length;
  if (n === 0) return saysNothing(0, "no_failure");
  if (shares[0]! <= 0) return saysNothing(n, "failure_at_zero");
  if (shares[n - 1]! >= 1) return saysNothing(n, "failure_at_end");
  const statistic = statisticOf(shares);
  const p_value = andersonDarlingUpperTail(statistic, n);
  const notes = fewFailures(n);
  return Object.freeze({ statistic, p_value, n_used: n, status: "ok", notes });
}
