import { assert } from "../../core/index.js";
import { devianceTerm, logGamma, stirlingError } from "./log-gamma.js";
import { normalQuantile } from "./normal-quantile.js";
import { solveIncreasing } from "./solve-increasing.js";

const MAX_TERMS = 1_000_000;
const TINY = 1e-300;

/** x^a e^(−x) / Γ(a + 1), the Poisson density continued to real a > 0, without cancellation. */
function poissonKernel(a: number, x: number): number {
  if (x === 0) return 0;
  return Math.exp(-stirlingError(a) - devianceTerm(a, x)) / Math.sqrt(2 * Math.PI * a);
}

function lowerBySeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < MAX_TERMS; n += 1) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return poissonKernel(a, x) * sum;
}

/** Lentz's continued fraction (Press et al., Numerical Recipes, 3rd ed., 6.2). */
function upperByFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / (Math.abs(b) < TINY ? TINY : b);
  let h = d;
  for (let n = 1; n < MAX_TERMS; n += 1) {
    const an = -n * (n - a);
    b += 2;
    d = an * d + b;
    d = 1 / (Math.abs(d) < TINY ? TINY : d);
    c = b + an / c;
    if (Math.abs(c) < TINY) c = TINY;
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return poissonKernel(a, x) * a * h;
}

/** Regularised lower incomplete gamma function P(a, x): the gamma distribution function, scale 1. */
export function gammaLower(shape: number, x: number): number {
  assert(shape > 0, "a gamma shape is positive");
  if (x <= 0) return 0;
  return x < shape + 1 ? lowerBySeries(shape, x) : 1 - upperByFraction(shape, x);
}

/** Regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x), exact far out in the tail. */
export function gammaUpper(shape: number, x: number): number {
  assert(shape > 0, "a gamma shape is positive");
  if (x <= 0) return 1;
  return x < shape + 1 ? 1 - lowerBySeries(shape, x) : upperByFraction(shape, x);
}

function startOf(shape: number, p: number): number {
  const z = normalQuantile(p);
  const cube = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  if (shape >= 1 && cube > 0.1) return shape * cube ** 3; // Wilson and Hilferty, 1931
  return Math.exp((Math.log(p) + logGamma(shape + 1)) / shape);
}

/** The x with P(shape, x) = p, for 0 < p < 1. */
export function gammaQuantile(shape: number, p: number): number {
  assert(p > 0 && p < 1, "a quantile needs a probability between 0 and 1");
  let high = Math.max(1, 2 * shape);
  while (gammaUpper(shape, high) > 1 - p) high *= 2;
  return solveIncreasing({
    value: (x) => (p <= 0.5 ? gammaLower(shape, x) - p : 1 - p - gammaUpper(shape, x)),
    slope: (x) => (poissonKernel(shape, x) * shape) / x,
    low: 0,
    high,
    start: startOf(shape, p),
  });
}
