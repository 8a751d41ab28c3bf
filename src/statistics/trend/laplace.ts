import { assert } from "../../core/index.js";
import { note, type Estimate } from "../estimate.js";
import { normalTwoSided } from "../functions/normal-distribution.js";

/** One repairable system, watched from time 0. */
export interface FailureTimes {
  /** Times of failures since watching began, in any order. */
  readonly times: readonly number[];
  /** When watching ended; not used when it ended with the last failure. */
  readonly end: number;
  readonly termination: "time" | "failure";
}

/** Sums over systems and failures that Laplace's test needs; they add over systems. */
export interface LaplaceSums {
  /** Failures used. */
  readonly count: number;
  /** Σ over failures of (time − half the watch of its system). */
  readonly score: number;
  /** Σ over systems of (failures × watch²); in the unit of time, squared. */
  readonly scale: number;
}

/** Laplace's statistic and its two-sided p-value. */
export interface TrendTest extends Estimate {
  /** Above 0 when failures come more and more often; standard normal without a trend. */
  readonly u: number | null;
  readonly p_two_sided: number | null;
  readonly n_used: number;
}

function sumsOf({ times, end, termination }: FailureTimes): LaplaceSums {
  const sorted = [...times].sort((a, b) => a - b);
  const watch = termination === "time" ? end : (sorted.pop() ?? 0);
  assert(
    sorted.every((time) => time >= 0 && time <= watch),
    "failures lie inside the watch",
  );
  const count = sorted.length;
  const score = sorted.reduce((sum, time) => sum + (time - watch / 2), 0);
  return { count, score, scale: count * watch * watch };
}

/** Laplace's test from its sums: U = score / √(scale / 12). */
export function laplaceFromSums({ count, score, scale }: LaplaceSums): TrendTest {
  if (count === 0 || !(scale > 0)) {
    const nothing = { u: null, p_two_sided: null, n_used: 0 };
    return Object.freeze({ ...nothing, status: "insufficient", notes: [note("no_failure")] });
  }
  const u = score / Math.sqrt(scale / 12);
  return Object.freeze({
    u,
    p_two_sided: normalTwoSided(u),
    n_used: count,
    status: "ok",
    notes: count < 4 ? [note("few_failures", { count })] : [],
  });
}

/**
 * Laplace's trend test, pooled over systems: under a constant rate in each system (they may differ)
 * the failures of a system lie evenly over its watch. A failure-terminated system gives its last
 * failure as the end of its watch. D. Cox and P. Lewis, The Statistical Analysis of Series of
 * Events, 1966, chapter 3; see also MIL-HDBK-189C, 6.2.
 *
 * @example laplace([{ times: [10, 19, 27, 34, 40, 45, 49, 52, 54], end: 60, termination: "time" }])
 *   // u 1.1547, p_two_sided 0.2482, n_used 9
 */
export function laplace(systems: readonly FailureTimes[]): TrendTest {
  const total = { count: 0, score: 0, scale: 0 };
  for (const system of systems) {
    const sums = sumsOf(system);
    total.count += sums.count;
    total.score += sums.score;
    total.scale += sums.scale;
  }
  return laplaceFromSums(total);
}

/** Sums over systems for the robust test. */
export interface RobustLaplaceSums {
  /** Systems with a failure. */
  readonly systems: number;
  readonly count: number;
  readonly score: number;
  /** Σ over systems of the square of the system's own score. */
  readonly squares: number;
}

/**
 * The same test when failures of a system come in clusters: the variance of the score is taken from
 * the scores of the systems, U = Σ s / √Σ s². J. Lawless, C. Çiğşar and R. Cook, Testing for
 * monotone trend in recurrent event processes, Lifetime Data Analysis 18, 2012. Needs many systems;
 * see `notes/trend.md`.
 */
export function robustLaplace(sums: RobustLaplaceSums): TrendTest {
  const { systems, count, score, squares } = sums;
  if (systems < 2 || !(squares > 0)) {
    const nothing = { u: null, p_two_sided: null, n_used: count };
    return Object.freeze({
      ...nothing,
      status: "insufficient",
      notes: [note("few_systems", { systems })],
    });
  }
  const u = score / Math.sqrt(squares);
  return Object.freeze({
    u,
    p_two_sided: normalTwoSided(u),
    n_used: count,
    status: "ok",
    notes: [],
  });
}
