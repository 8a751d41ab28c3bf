import { assert } from "../../core/index.js";
import { betaQuantile } from "../functions/beta-distribution.js";
import { CONFIDENCE, note, type Estimate } from "../estimate.js";

/** A proportion and its exact bounds. */
export interface ProportionInterval extends Estimate {
  /** Null when nothing was tried. */
  readonly proportion: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * The share of hits and its exact binomial interval. C. Clopper and E. Pearson, The use of
 * confidence or fiducial limits, Biometrika 26, 1934.
 *
 * @example clopperPearson({ hits: 3, trials: 10 }) // 0.3, 0.0667 to 0.6525
 */
export function clopperPearson(data: {
  readonly hits: number;
  readonly trials: number;
  readonly confidence?: number;
}): ProportionInterval {
  const { hits, trials, confidence = CONFIDENCE } = data;
  assert(hits >= 0 && hits <= trials, "there are no more hits than trials");
  if (trials === 0) {
    const nothing = { proportion: null, lower: null, upper: null };
    return Object.freeze({ ...nothing, status: "insufficient", notes: [note("no_trials")] });
  }
  const tail = (1 - confidence) / 2;
  const lower = hits === 0 ? 0 : betaQuantile({ a: hits, b: trials - hits + 1 }, tail);
  const upper = hits === trials ? 1 : betaQuantile({ a: hits + 1, b: trials - hits }, 1 - tail);
  return Object.freeze({ proportion: hits / trials, lower, upper, status: "ok", notes: [] });
}
