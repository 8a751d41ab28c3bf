import { note, type Estimate } from "../estimate.js";
import { chiSquareCdf, chiSquareUpperTail } from "../functions/chi-square.js";
import type { FailureTimes } from "./laplace.js";
import { fewFailures, watchedSystems } from "./watched-systems.js";

/** The statistic of MIL-HDBK-189C and its p-values. */
export interface MilitaryHandbookTest extends Estimate {
  /** Below `df` when failures come more and more often, above when ever less often. */
  readonly chi_square: number | null;
  readonly df: number | null;
  /** Small when failures come more and more often. */
  readonly p_lower_tail: number | null;
  /** Small when they come ever less often. */
  readonly p_upper_tail: number | null;
  readonly p_two_sided: number | null;
  readonly n_used: number;
}

function saysNothing(n_used: number, code: string): MilitaryHandbookTest {
  const nothing = { chi_square: null, df: null, p_lower_tail: null, p_upper_tail: null };
  const notes = [note(code)];
  return Object.freeze({ ...nothing, p_two_sided: null, n_used, status: "insufficient", notes });
}

/**
 * The test of a constant rate against a power law: 2 Σ ln(T / t) is chi-square with two degrees of
 * freedom for each failure, exactly, pooled over systems that may have different rates. A failure
 * that ended the watch gives T and is not counted. Best against steady growth or wear.
 * MIL-HDBK-189C, 2011, 6.2; L. Crow, Reliability analysis for complex, repairable systems, 1974.
 *
 * @example militaryHandbook([{ times: [10, 19, 27, 34, 40, 45, 49, 52, 54], end: 60,
 *   termination: "time" }]) // chi_square 10.9046 on 18, p_lower_tail 0.1016
 */
export function militaryHandbook(systems: readonly FailureTimes[]): MilitaryHandbookTest {
  const watched = watchedSystems(systems);
  if (watched === null) return saysNothing(0, "invalid_times");
  let [logs, n_used] = [0, 0];
  for (const { times, watch } of watched) {
    for (const time of times) logs += Math.log(watch / time);
    n_used += times.length;
  }
  if (n_used === 0) return saysNothing(0, "no_failure");
  // A failure at time 0 is infinitely early for a power law.
  if (logs === Infinity) return saysNothing(n_used, "failure_at_zero");
  const [chi_square, df] = [2 * logs, 2 * n_used];
  const p_lower_tail = chiSquareCdf(chi_square, df);
  const p_upper_tail = chiSquareUpperTail(chi_square, df);
  return Object.freeze({
    chi_square,
    df,
    p_lower_tail,
    p_upper_tail,
    p_two_sided: Math.min(1, 2 * Math.min(p_lower_tail, p_upper_tail)),
    n_used,
    status: "ok",
    notes: fewFailures(n_used),
  });
}
