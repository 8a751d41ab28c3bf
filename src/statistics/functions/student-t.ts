import { assert } from "../../core/index.js";
import { betaCdf, betaQuantile } from "./beta-distribution.js";

/** Probability that a t variable with `df` degrees of freedom lies further from 0 than t. */
export function studentTwoSided(t: number, df: number): number {
  return betaCdf({ a: df / 2, b: 0.5 }, df / (df + t * t));
}

/** The t beyond which, on either side together, a t variable lies with probability `alpha`. */
export function studentTwoSidedQuantile(alpha: number, df: number): number {
  assert(df > 0, "degrees of freedom are positive");
  const y = betaQuantile({ a: 0.5, b: df / 2 }, 1 - alpha);
  return Math.sqrt((df * y) / (1 - y));
}
