import { assert } from "../../core/index.js";
import { binomialCdf, binomialDensity } from "../functions/beta-distribution.js";
import { clopperPearson } from "./clopper-pearson.js";
import { CONFIDENCE, note, type Estimate } from "../estimate.js";

/** A Poisson count and the exposure in which it arose. */
export interface CountOverExposure {
  readonly count: number;
  readonly exposure: number;
}

/** The comparison of two Poisson rates. */
export interface TwoRates extends Estimate {
  /** Later rate over earlier rate; null when the earlier is 0. */
  readonly factor: number | null;
  readonly lower: number | null;
  /** Null when the earlier count is 0: no factor is too large. */
  readonly upper: number | null;
  readonly p_value: number | null;
  /** The smallest p-value that this total count could have given, however it fell. */
  readonly least_p_value: number | null;
}

/** Outcomes as likely as the one seen, but for rounding, count as seen (as R's `binom.test`). */
const SLACK = 1 + 1e-7;

/** How many k in [from, to] have a density at most `limit`, where density falls with k. */
function countInFallingTail(
  density: (k: number) => number,
  limit: number,
  [from, to]: [number, number],
): number {
  let low = from;
  let high = to + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (density(middle) <= limit) high = middle;
    else low = middle + 1;
  }
  return to + 1 - low;
}

/** Two-sided exact binomial p-value: the probability of every outcome no likelier than the one seen. */
export function binomialTwoSided(hits: number, trials: number, p: number): number {
  const expected = trials * p;
  if (hits === expected) return 1;
  const limit = binomialDensity(hits, trials, p) * SLACK;
  if (hits < expected) {
    const density = (k: number): number => binomialDensity(k, trials, p);
    const far = countInFallingTail(density, limit, [Math.ceil(expected), trials]);
    const right = far === 0 ? 0 : 1 - binomialCdf(trials - far, trials, p);
    return Math.min(1, binomialCdf(hits, trials, p) + right);
  }
  return binomialTwoSided(trials - hits, trials, 1 - p);
}

/**
 * Exact comparison of two Poisson rates, given their sum: the later count is binomial with the later
 * share of the exposure. Two-sided p as in R's `poisson.test`; the interval of the factor from
 * Clopper and Pearson's. J. Przyborowski and H. Wilenski, Biometrika 31, 1940. It assumes Poisson
 * counts: assets that differ make it too sure, see `cluster-change.ts`.
 *
 * @example twoRates({ count: 11, exposure: 800 }, { count: 23, exposure: 3011 }) // p 0.137
 */
export function twoRates(
  earlier: CountOverExposure,
  later: CountOverExposure,
  confidence = CONFIDENCE,
): TwoRates {
  assert(earlier.count >= 0 && later.count >= 0, "counts are not negative");
  const trials = earlier.count + later.count;
  const exposure = earlier.exposure + later.exposure;
  if (trials === 0 || !(earlier.exposure > 0) || !(later.exposure > 0)) {
    const nothing = { factor: null, lower: null, upper: null, p_value: null, least_p_value: null };
    return Object.freeze({ ...nothing, status: "insufficient", notes: [note("no_events")] });
  }
  const share = later.exposure / exposure;
  const odds = earlier.exposure / later.exposure;
  const bounds = clopperPearson({ hits: later.count, trials, confidence });
  const factorOf = (p: number): number | null => (p >= 1 ? null : (p / (1 - p)) * odds);
  return Object.freeze({
    factor: factorOf(later.count / trials),
    lower: factorOf(bounds.lower ?? 0),
    upper: factorOf(bounds.upper ?? 1),
    p_value: binomialTwoSided(later.count, trials, share),
    least_p_value: Math.min(
      binomialTwoSided(0, trials, share),
      binomialTwoSided(trials, trials, share),
    ),
    status: "ok",
    notes: [],
  });
}
