import { gammaLower, gammaQuantile, gammaUpper } from "./gamma-distribution.js";

/** Probability that a chi-square variable with `df` degrees of freedom is at most x. */
export function chiSquareCdf(x: number, df: number): number {
  return gammaLower(df / 2, x / 2);
}

/** Probability that it is larger than x. */
export function chiSquareUpperTail(x: number, df: number): number {
  return gammaUpper(df / 2, x / 2);
}

/** The x that a chi-square variable does not exceed with probability p, for 0 < p < 1. */
export function chiSquareQuantile(p: number, df: number): number {
  return 2 * gammaQuantile(df / 2, p);
}
