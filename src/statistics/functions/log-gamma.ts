import { assert } from "../../core/index.js";

// Lanczos coefficients for g = 7, n = 9 (P. Godfrey, 2001): relative error below 1e-15 for x > 0.5.
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];
const HALF_LOG_TWO_PI = 0.91893853320467274178;
const SERIES_FROM = 15;

/** Natural logarithm of the gamma function for x > 0. */
export function logGamma(x: number): number {
  assert(x > 0, "logGamma needs a positive argument");
  if (x >= SERIES_FROM) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingError(x);
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  let sum = LANCZOS[0] ?? 0;
  for (let i = 1; i < LANCZOS.length; i += 1) sum += (LANCZOS[i] ?? 0) / (x - 1 + i);
  const t = x + 6.5;
  return HALF_LOG_TWO_PI + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/**
 * What Stirling's formula misses: log Γ(x + 1) − (x + ½) log x + x − ½ log 2π, for x > 0.
 * C. Loader, Fast and Accurate Computation of Binomial Probabilities, 2000, section 3.
 */
export function stirlingError(x: number): number {
  assert(x > 0, "stirlingError needs a positive argument");
  if (x < SERIES_FROM) return logGamma(x + 1) - (x + 0.5) * Math.log(x) + x - HALF_LOG_TWO_PI;
  const y = x * x;
  return (
    (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / y) / y) / y) / y) / y) /
    x
  );
}

/** x log(x / m) + m − x without cancellation near x = m (Loader 2000, `bd0`). */
export function devianceTerm(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let sum = (x - m) * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j += 1) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) return next;
    sum = next;
  }
  return sum;
}
