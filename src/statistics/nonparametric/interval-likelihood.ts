import type { Ranges } from "./innermost-intervals.js";
import { isotonic } from "./isotonic.js";

/** A fitted distribution over the innermost intervals. */
export interface IntervalFit {
  /** Probability of each innermost interval. */
  readonly mass: Float64Array;
  /** Upper bound of what the log-likelihood still lacks, for each unit. */
  readonly gap: number;
  readonly log_likelihood: number;
  readonly steps: number;
}

const MAX_STEPS = 20_000;
/** Lack of log-likelihood of a unit at which the fit is the maximum, as far as rounding shows. */
const CLOSE = 1e-11;

/** Distribution function before each innermost interval, and 1 at the end. */
function cumulate(mass: Float64Array): Float64Array {
  const total = new Float64Array(mass.length + 1);
  for (let j = 0; j < mass.length; j += 1) total[j + 1] = total[j]! + mass[j]!;
  const all = total[mass.length]!;
  return total.map((value) => value / all);
}

function logLikelihood({ first, last, count }: Ranges, total: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < count.length; i += 1) {
    sum += count[i]! * Math.log(total[last[i]! + 1]! - total[first[i]!]!);
  }
  return sum;
}

/** Derivative of the log-likelihood by each mass, over n: at most 1 where it is highest (KKT). */
function derivatives({ first, last, count, n }: Ranges, total: Float64Array): Float64Array {
  const size = total.length - 1;
  const steps = new Float64Array(size + 1);
  for (let i = 0; i < count.length; i += 1) {
    const share = count[i]! / (n * (total[last[i]! + 1]! - total[first[i]!]!));
    steps[first[i]!]! += share;
    steps[last[i]! + 1]! -= share;
  }
  const result = new Float64Array(size);
  let sum = 0;
  for (let j = 0; j < size; j += 1) {
    sum += steps[j]!;
    result[j] = sum;
  }
  return result;
}

/** Turnbull's step of self-consistency; it never lowers the likelihood. */
function selfConsistent(total: Float64Array, derivative: Float64Array): Float64Array {
  return cumulate(derivative.map((d, j) => d * (total[j + 1]! - total[j]!)));
}

/** A Newton step with the diagonal of the second derivatives, made to rise. */
function newtonTarget(ranges: Ranges, total: Float64Array): Float64Array {
  const { first, last, count } = ranges;
  const size = total.length;
  const [slope, bend] = [new Float64Array(size), new Float64Array(size)];
  for (let i = 0; i < count.length; i += 1) {
    const [low, high] = [first[i]!, last[i]! + 1];
    const probability = total[high]! - total[low]!;
    const [by, curve] = [count[i]! / probability, count[i]! / (probability * probability)];
    slope[low]! -= by;
    slope[high]! += by;
    bend[low]! += curve;
    bend[high]! += curve;
  }
  const inner = total.slice(1, -1);
  const weights = bend.slice(1, -1);
  const risen = isotonic(
    inner.map((value, k) => value + slope[k + 1]! / weights[k]!),
    weights,
  );
  const target = total.slice();
  risen.forEach((value, k) => (target[k + 1] = Math.min(1, Math.max(0, value))));
  return target;
}

/** The convex minorant step, halved until the likelihood rises; the same point if it never does. */
function convexMinorant(ranges: Ranges, total: Float64Array): Float64Array {
  const target = newtonTarget(ranges, total);
  const before = logLikelihood(ranges, total);
  for (let share = 1; share > 1e-10; share /= 2) {
    const next = total.map((value, k) => value + share * (target[k]! - value));
    if (logLikelihood(ranges, next) > before) return next;
  }
  return total;
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), -Infinity);
}

/**
 * The most likely distribution over innermost intervals, by steps of self-consistency and of the
 * iterative convex minorant in turn, which together always arrive. Arrival is shown by the
 * Karush-Kuhn-Tucker conditions: with d the derivatives by the masses over n, what the
 * log-likelihood lacks is at most n log(max d). J. Wellner and Y. Zhan, A hybrid algorithm for
 * computation of the nonparametric maximum likelihood estimator from censored data, JASA 92, 1997.
 */
export function fitIntervals(ranges: Ranges): IntervalFit {
  const size = ranges.lower.length;
  let total = cumulate(new Float64Array(size).fill(1));
  let derivative = derivatives(ranges, total);
  let gap = largest(derivative) - 1;
  let steps = 0;
  while (gap > CLOSE && steps < MAX_STEPS) {
    total = convexMinorant(ranges, selfConsistent(total, derivative));
    derivative = derivatives(ranges, total);
    gap = largest(derivative) - 1;
    steps += 1;
  }
  const mass = new Float64Array(size).map((_, j) => total[j + 1]! - total[j]!);
  return { mass, gap, log_likelihood: logLikelihood(ranges, total), steps };
}
