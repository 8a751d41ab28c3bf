import { KIND, type Sample } from "./life-data.js";
import type { StandardDistribution } from "./standard-distribution.js";

/**
 * A point of the log-likelihood in the coordinates k = 1 / scale and m = location / scale of the
 * standardised sample: z = k y − m is linear in them, which makes the log-likelihood of every
 * family with a log-concave density concave, whatever the censoring (J. Burridge, A note on maximum
 * likelihood estimation for regression models using grouped data, JRSS B 43, 1981).
 */
export interface LikelihoodPoint {
  value: number;
  k: number;
  m: number;
  kk: number;
  km: number;
  mm: number;
}

/** A log-likelihood of two coordinates: writes value, gradient and Hessian. */
export type LikelihoodFunction = (k: number, m: number, point: LikelihoodPoint) => void;

/** A point to write to. */
export function emptyPoint(): LikelihoodPoint {
  return { value: 0, k: 0, m: 0, kk: 0, km: 0, mm: 0 };
}

/** Below this width in z an interval is a density at its middle: the error is width²/24. */
const NARROW = 1e-5;

interface Interval {
  value: number;
  low: number;
  high: number;
  lowLow: number;
  lowHigh: number;
  highHigh: number;
}

function logOneMinusExp(x: number): number {
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}

/** ln(F(b) − F(a)), from the side on which the difference does not cancel. */
function logDifference(
  of: StandardDistribution,
  [a, b]: readonly [number, number],
  out: Float64Array,
): number {
  if (a > 0) {
    of.survival(a, out);
    const above = out[0]!;
    of.survival(b, out);
    return above + logOneMinusExp(out[0]! - above);
  }
  of.cumulative(a, out);
  const below = out[0]!;
  if (b < 0) {
    of.cumulative(b, out);
    return out[0]! + logOneMinusExp(below - out[0]!);
  }
  of.survival(b, out);
  return Math.log1p(-Math.exp(below) - Math.exp(out[0]!));
}

function intervalTerm(
  of: StandardDistribution,
  ends: [number, number],
  out: Float64Array,
): Interval {
  const value = logDifference(of, ends, out);
  of.density(ends[0], out);
  const low = -Math.exp(out[0]! - value);
  const lowLow = low * out[1]! - low * low;
  of.density(ends[1], out);
  const high = Math.exp(out[0]! - value);
  return { value, low, high, lowLow, lowHigh: -low * high, highHigh: high * out[1]! - high * high };
}

/** Adds w × g(k y − m), of which `out` holds value, slope and bend. */
function addSimple(
  point: LikelihoodPoint,
  out: Float64Array,
  [y, w]: readonly [number, number],
): void {
  const slope = w * out[1]!;
  const bend = w * out[2]!;
  point.value += w * out[0]!;
  point.k += slope * y;
  point.m -= slope;
  point.kk += bend * y * y;
  point.km -= bend * y;
  point.mm += bend;
}

function addInterval(
  point: LikelihoodPoint,
  term: Interval,
  [a, b, w]: readonly [number, number, number],
): void {
  point.value += w * term.value;
  point.k += w * (term.low * a + term.high * b);
  point.m -= w * (term.low + term.high);
  point.kk += w * (term.lowLow * a * a + 2 * term.lowHigh * a * b + term.highHigh * b * b);
  point.km -= w * (term.lowLow * a + term.lowHigh * (a + b) + term.highHigh * b);
  point.mm += w * (term.lowLow + 2 * term.lowHigh + term.highHigh);
}

function addDensities(point: LikelihoodPoint, k: number, weight: number): void {
  point.value += weight * Math.log(k);
  point.k += weight / k;
  point.kk -= weight / (k * k);
}

/** The log-likelihood of a sample under a family, as density and probability of the times t. */
export function locationScaleLikelihood(
  sample: Sample,
  of: StandardDistribution,
): LikelihoodFunction {
  const { kind, low, high, weight, jacobian } = sample;
  const out = new Float64Array(3);
  return (k, m, point) => {
    Object.assign(point, emptyPoint());
    point.value = jacobian;
    let densities = 0;
    for (let i = 0; i < kind.length; i += 1) {
      const [a, b, w] = [low[i]!, high[i]!, weight[i]!];
      if (kind[i] === KIND.interval) {
        if (k * (b - a) >= NARROW) {
          addInterval(point, intervalTerm(of, [k * a - m, k * b - m], out), [a, b, w]);
          continue;
        }
        of.density((k * (a + b)) / 2 - m, out);
        point.value += w * Math.log(b - a);
        addSimple(point, out, [(a + b) / 2, w]);
        densities += w;
      } else if (kind[i] === KIND.exact) {
        of.density(k * a - m, out);
        addSimple(point, out, [a, w]);
        densities += w;
      } else if (kind[i] === KIND.right) {
        of.survival(k * a - m, out);
        addSimple(point, out, [a, w]);
      } else {
        of.cumulative(k * b - m, out);
        addSimple(point, out, [b, w]);
      }
    }
    if (densities > 0) addDensities(point, k, densities);
    if (Number.isNaN(point.value)) point.value = -Infinity;
  };
}
