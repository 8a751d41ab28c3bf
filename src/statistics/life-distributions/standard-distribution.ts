import { normalUpperTail } from "../functions/normal-distribution.js";
import { normalQuantile } from "../functions/normal-quantile.js";

/** Writes the logarithm of a function of z and its first two derivatives to `out[0..2]`. */
export type LogFunction = (z: number, out: Float64Array) => void;

/** A distribution of z = (y − location) / scale on the whole line, with a log-concave density. */
export interface StandardDistribution {
  readonly density: LogFunction;
  /** Probability of more than z. */
  readonly survival: LogFunction;
  /** Probability of at most z. */
  readonly cumulative: LogFunction;
  /** The z that is not exceeded with probability p, 0 < p < 1. */
  readonly quantile: (p: number) => number;
}

function put(out: Float64Array, value: number, [first, second]: readonly [number, number]): void {
  out[0] = value;
  out[1] = first;
  out[2] = second;
}

/** Smallest extreme value: S(z) = exp(−exp z). The logarithm of a Weibull life has it. */
export const smallestExtreme: StandardDistribution = {
  density: (z, out) => {
    const x = Math.exp(z);
    out[0] = z - x;
    out[1] = 1 - x;
    out[2] = -x;
  },
  survival: (z, out) => {
    const x = -Math.exp(z);
    out[0] = x;
    out[1] = x;
    out[2] = x;
  },
  cumulative: (z, out) => {
    const x = Math.exp(z);
    const rate = x < 1e-300 ? 1 : x / Math.expm1(x);
    const value = x < 1e-300 ? z : Math.log(-Math.expm1(-x));
    // For small x the slope bends as −x/2; 1 − x − rate would lose it.
    put(out, value, [rate, x < 1e-5 ? (-rate * x) / 2 : rate * (1 - x - rate)]);
  },
  quantile: (p) => Math.log(-Math.log1p(-p)),
};

const HALF_LOG_TWO_PI = 0.91893853320467274178;
const FRACTION_FROM = 5;
const FRACTION_DEPTH = 60;

/** φ(z) / (1 − Φ(z)); far out by Laplace's continued fraction (Abramowitz and Stegun 26.2.14). */
function normalHazard(z: number): number {
  if (z < FRACTION_FROM) return Math.exp((-z * z) / 2 - HALF_LOG_TWO_PI) / normalUpperTail(z);
  let fraction = z;
  for (let depth = FRACTION_DEPTH; depth >= 1; depth -= 1) fraction = z + depth / fraction;
  return fraction;
}

function normalLogSurvival(z: number, hazard: number): number {
  if (z < 0) return Math.log1p(-normalUpperTail(-z));
  if (z < FRACTION_FROM) return Math.log(normalUpperTail(z));
  return (-z * z) / 2 - HALF_LOG_TWO_PI - Math.log(hazard);
}

function normalSurvival(z: number, out: Float64Array): void {
  const hazard = normalHazard(z);
  out[0] = normalLogSurvival(z, hazard);
  out[1] = -hazard;
  out[2] = -hazard * (hazard - z);
}

/** The normal distribution; the logarithm of a lognormal life has it. */
export const standardNormal: StandardDistribution = {
  density: (z, out) => {
    out[0] = (-z * z) / 2 - HALF_LOG_TWO_PI;
    out[1] = -z;
    out[2] = -1;
  },
  survival: normalSurvival,
  cumulative: (z, out) => {
    normalSurvival(-z, out);
    out[1] = -out[1]!;
  },
  quantile: normalQuantile,
};

function logisticSurvival(z: number, out: Float64Array): void {
  const small = Math.exp(-Math.abs(z));
  const failed = z > 0 ? 1 / (1 + small) : small / (1 + small);
  out[0] = (z > 0 ? -z : 0) - Math.log1p(small);
  out[1] = -failed;
  out[2] = -small / (1 + small) ** 2;
}

/** The logistic distribution; the logarithm of a loglogistic life has it. */
export const standardLogistic: StandardDistribution = {
  density: (z, out) => {
    const small = Math.exp(-Math.abs(z));
    out[0] = -Math.abs(z) - 2 * Math.log1p(small);
    out[1] = (z > 0 ? -1 : 1) * ((1 - small) / (1 + small));
    out[2] = (-2 * small) / (1 + small) ** 2;
  },
  survival: logisticSurvival,
  cumulative: (z, out) => {
    logisticSurvival(-z, out);
    out[1] = -out[1]!;
  },
  quantile: (p) => Math.log(p) - Math.log1p(-p),
};
