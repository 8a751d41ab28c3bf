import { gammaLower, gammaUpper } from "./gamma-distribution.js";

/** Probability that a standard normal variable is at most x, exact in both tails. */
export function normalCdf(x: number): number {
  const tail = normalUpperTail(Math.abs(x));
  return x < 0 ? tail : 1 - tail;
}

/** Probability that a standard normal variable is larger than x. */
export function normalUpperTail(x: number): number {
  if (x >= 0) return 0.5 * gammaUpper(0.5, (x * x) / 2);
  return 0.5 + 0.5 * gammaLower(0.5, (x * x) / 2);
}

/** Probability that a standard normal variable lies further from 0 than x, on either side. */
export function normalTwoSided(x: number): number {
  return gammaUpper(0.5, (x * x) / 2);
}
