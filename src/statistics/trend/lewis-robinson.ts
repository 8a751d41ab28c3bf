import { note, type Estimate } from "../estimate.js";
import { normalTwoSided } from "../functions/normal-distribution.js";
import type { FailureTimes } from "./laplace.js";
import { fewFailures, watchedSystems, type WatchedSystem } from "./watched-systems.js";

/** Laplace's statistic, corrected for times between failures that are not exponential. */
export interface LewisRobinsonTest extends Estimate {
  /** Above 0 when failures come more and more often; about standard normal without a trend. */
  readonly u: number | null;
  readonly p_two_sided: number | null;
  /** Coefficient of variation of times between failures; 1 when they are exponential. */
  readonly cv: number | null;
  readonly n_used: number;
}

/** Squared coefficient of variation within systems, each scaled by its own mean (n − 1 rule). */
function squaredVariation(systems: readonly WatchedSystem[]): number | null {
  let [squares, df] = [0, 0];
  for (const { gaps } of systems) {
    if (gaps.length < 2) continue;
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    if (!(mean > 0)) continue;
    for (const gap of gaps) squares += (gap / mean - 1) ** 2;
    df += gaps.length - 1;
  }
  return df > 0 && squares > 0 ? squares / df : null;
}

function saysNothing(n_used: number, code: string): LewisRobinsonTest {
  const nothing = { u: null, p_two_sided: null, cv: null };
  return Object.freeze({ ...nothing, n_used, status: "insufficient", notes: [note(code)] });
}

/**
 * Lewis and Robinson's test of a renewal process against a trend: Laplace's statistic over the
 * coefficient of variation of times between failures, so that clustered or regular failures alone
 * are no trend. Systems may differ in rate and share their coefficient of variation; the time from
 * the last failure to the end of the watch is not a time between failures. P. Lewis and D. Robinson,
 * Testing for a monotone trend in a modulated renewal process, in: Reliability and Biometry, 1974.
 *
 * @example thirty times between failures (Modarres, example 5.11): u 1.4498, cv 1.6619, p 0.1471
 */
export function lewisRobinson(systems: readonly FailureTimes[]): LewisRobinsonTest {
  const watched = watchedSystems(systems);
  if (watched === null) return saysNothing(0, "invalid_times");
  // In shares of the longest watch, so that squares neither vanish nor overflow.
  const unit = Math.max(...watched.map(({ watch }) => watch));
  let [score, scale, n_used] = [0, 0, 0];
  for (const { times, watch } of watched) {
    for (const time of times) score += (time - watch / 2) / unit;
    scale += times.length * (watch / unit) ** 2;
    n_used += times.length;
  }
  if (n_used === 0) return saysNothing(0, "no_failure");
  const squared = squaredVariation(watched);
  if (squared === null) return saysNothing(n_used, "no_variation");
  const cv = Math.sqrt(squared);
  const u = score / Math.sqrt(scale / 12) / cv;
  const result = { u, p_two_sided: normalTwoSided(u), cv, n_used };
  return Object.freeze({ ...result, status: "ok", notes: fewFailures(n_used) });
}
