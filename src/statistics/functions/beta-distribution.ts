import { assert } from "../../core/index.js";
import { devianceTerm, stirlingError } from "./log-gamma.js";
import { solveIncreasing } from "./solve-increasing.js";

const MAX_TERMS = 1_000_000;
const TINY = 1e-300;

/**
 * Γ(n + 1) / (Γ(k + 1) Γ(n − k + 1)) p^k (1 − p)^(n − k), the binomial density continued to real
 * 0 < k < n, without cancellation (Loader 2000).
 */
function binomialKernel(k: number, rest: number, p: number): number {
  const n = k + rest;
  const log =
    stirlingError(n) -
    stirlingError(k) -
    stirlingError(rest) -
    devianceTerm(k, n * p) -
    devianceTerm(rest, n * (1 - p));
  return Math.exp(log) * Math.sqrt(n / (2 * Math.PI * k * rest));
}

/** Probability of k in n trials of probability p, for whole k. */
export function binomialDensity(k: number, n: number, p: number): number {
  if (p === 0) return k === 0 ? 1 : 0;
  if (p === 1) return k === n ? 1 : 0;
  if (k < 0 || k > n) return 0;
  if (k === 0) return Math.exp(n * Math.log1p(-p));
  if (k === n) return Math.exp(n * Math.log(p));
  return binomialKernel(k, n - k, p);
}

/** Lentz's continued fraction of the incomplete beta function (Numerical Recipes, 3rd ed., 6.4). */
function fraction(a: number, b: number, x: number): number {
  const guard = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < MAX_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return h;
}

/** Shapes of a beta distribution, both positive. */
export interface BetaShape {
  readonly a: number;
  readonly b: number;
}

/** x^a (1 − x)^b / B(a, b). */
function betaKernel({ a, b }: BetaShape, x: number): number {
  return (binomialKernel(a, b, x) * a * b) / (a + b);
}

/** Probability that a beta variable is at most x: the regularised incomplete beta function. */
export function betaCdf(shape: BetaShape, x: number): number {
  const { a, b } = shape;
  assert(a > 0 && b > 0, "beta shapes are positive");
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - (betaKernel(shape, x) * fraction(b, a, 1 - x)) / b;
  return (betaKernel(shape, x) * fraction(a, b, x)) / a;
}

/** The x that a beta variable does not exceed with probability p, for 0 < p < 1. */
export function betaQuantile(shape: BetaShape, p: number): number {
  assert(p > 0 && p < 1, "a quantile needs a probability between 0 and 1");
  return solveIncreasing({
    value: (x) => betaCdf(shape, x) - p,
    slope: (x) => betaKernel(shape, x) / (x * (1 - x)),
    low: 0,
    high: 1,
    start: shape.a / (shape.a + shape.b),
  });
}

/** Probability of at most k in n trials of probability p. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return 1 - betaCdf({ a: k + 1, b: n - k }, p);
}
