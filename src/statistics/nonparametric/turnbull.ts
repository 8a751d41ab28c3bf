import { note, type Estimate } from "../estimate.js";
import { rangesOf, type CensoredInterval, type Ranges } from "./innermost-intervals.js";
import { fitIntervals, type IntervalFit } from "./interval-likelihood.js";

/** A stretch of age that holds probability; where within it, nobody can say. */
export interface TurnbullMass {
  readonly lower: number;
  /** Equal to `lower` for an exact age; null when it is beyond all that was seen. */
  readonly upper: number | null;
  readonly probability: number;
}

/** The distribution of lives of which only intervals are known. */
export interface Turnbull extends Estimate {
  /** Stretches with probability, ascending. */
  readonly masses: readonly TurnbullMass[];
  readonly log_likelihood: number | null;
  /** Units. */
  readonly n: number;
  /** Units seen failed, at an exact age or in an interval. */
  readonly failures: number;
  /** Units that had not failed when last seen. */
  readonly censored: number;
}

const NEGLIGIBLE = 1e-9;
/** Lack of log-likelihood of a unit that is still taken as none. */
const ACCEPTED = 1e-8;

function saysNothing(code: string, n = 0): Turnbull {
  const nothing = { masses: [], log_likelihood: null, n, failures: 0, censored: n };
  return Object.freeze({ ...nothing, status: "insufficient", notes: [note(code)] });
}

function massesOf({ lower, upper }: Ranges, { mass }: IntervalFit): TurnbullMass[] {
  return [...mass].flatMap((probability, j) => {
    if (probability < NEGLIGIBLE) return [];
    const end = upper[j]!;
    return [Object.freeze({ lower: lower[j]!, upper: end === Infinity ? null : end, probability })];
  });
}

/**
 * The nonparametric distribution of lives known only to end in (lower, upper] (inspections), with
 * exact and still running ones among them: Turnbull's estimate by the EM-ICM algorithm, checked
 * against the Karush-Kuhn-Tucker conditions; `not_converged`, without masses, where they are not
 * met. No standard errors: none are right for this estimate in general. B. Turnbull, JRSS B 38,
 * 1976; J. Wellner and Y. Zhan, JASA 92, 1997. R's `survfit` of `interval2` stops its EM earlier.
 *
 * The probabilities are unique: each stretch ends where some observation ends, so each value of the
 * distribution function is tied to an earlier one.
 *
 * @example turnbull({ intervals: [{ lower: 0, upper: 4 }, { lower: 2, upper: 6 }] })
 *   // all probability in (2, 4]
 */
export function turnbull(data: { readonly intervals: readonly CensoredInterval[] }): Turnbull {
  const { intervals } = data;
  if (intervals.length === 0) return saysNothing("no_data");
  const ranges = rangesOf(intervals);
  if (ranges === null) return saysNothing("invalid_intervals");
  const { n } = ranges;
  const censored = intervals.reduce((sum, i) => sum + (i.upper === null ? (i.count ?? 1) : 0), 0);
  if (censored === n) return saysNothing("no_failure", n);
  const fit = fitIntervals(ranges);
  const counts = { n, failures: n - censored, censored };
  if (fit.gap > ACCEPTED) {
    const notes = [note("not_converged", { steps: fit.steps, gap: fit.gap })];
    const nothing = { masses: [], log_likelihood: null };
    return Object.freeze({ ...nothing, ...counts, status: "not_converged", notes });
  }
  const masses = Object.freeze(massesOf(ranges, fit));
  const { log_likelihood } = fit;
  return Object.freeze({ masses, log_likelihood, ...counts, status: "ok", notes: [] });
}

/**
 * The least and the most that can survive an age: they differ inside a stretch that holds
 * probability, of which nobody knows where it lies.
 */
export function turnbullSurvival(
  { masses }: Pick<Turnbull, "masses">,
  time: number,
): { readonly lower: number; readonly upper: number } {
  let [lower, upper] = [1, 1];
  for (const mass of masses) {
    const isExact = mass.lower === mass.upper;
    if (mass.upper !== null && mass.upper <= time) upper -= mass.probability;
    if (isExact ? mass.lower <= time : mass.lower < time) lower -= mass.probability;
  }
  return Object.freeze({ lower: Math.max(0, lower), upper: Math.max(0, upper) });
}
