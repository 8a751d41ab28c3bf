import { assert } from "../../core/index.js";
import { chiSquareQuantile } from "../functions/chi-square.js";
import { CONFIDENCE } from "../estimate.js";

/** Exact bounds of the mean of a Poisson count. */
export interface PoissonInterval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The means that a Poisson count does not contradict: χ²(α/2; 2n) / 2 to χ²(1 − α/2; 2n + 2) / 2.
 * F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28, 1936.
 *
 * @example poissonInterval(10) // lower 4.795, upper 18.390
 */
export function poissonInterval(count: number, confidence = CONFIDENCE): PoissonInterval {
  assert(Number.isInteger(count) && count >= 0, "a count is a whole number");
  const tail = (1 - confidence) / 2;
  const lower = count === 0 ? 0 : chiSquareQuantile(tail, 2 * count) / 2;
  return Object.freeze({ lower, upper: chiSquareQuantile(1 - tail, 2 * count + 2) / 2 });
}
