import { note, type Estimate } from "../estimate.js";
import type { FailureTimes } from "../trend/laplace.js";
import { watchedSystems } from "../trend/watched-systems.js";

/** How well a power law describes failures. */
export interface CramerVonMisesTest extends Estimate {
  readonly statistic: number | null;
  /** Failures used: all but those that ended a watch. */
  readonly m: number;
  /** The p-value lies between these levels of the handbook's table. */
  readonly p_between: { readonly lower: number; readonly upper: number } | null;
}

const LEVELS = [0.2, 0.15, 0.1, 0.05, 0.01];

/** Critical values at those levels by number of failures (MIL-HDBK-189C, table for 6.2.2.7). */
const CRITICAL: readonly (readonly [number, readonly number[]])[] = [
  [2, [0.138, 0.149, 0.162, 0.175, 0.186]],
  [3, [0.121, 0.135, 0.154, 0.184, 0.23]],
  [4, [0.121, 0.134, 0.155, 0.191, 0.28]],
  [5, [0.121, 0.137, 0.16, 0.199, 0.3]],
  [6, [0.123, 0.139, 0.162, 0.204, 0.31]],
  [7, [0.124, 0.14, 0.165, 0.208, 0.32]],
  [8, [0.124, 0.141, 0.165, 0.21, 0.32]],
  [10, [0.125, 0.142, 0.167, 0.212, 0.32]],
  [12, [0.126, 0.144, 0.169, 0.214, 0.32]],
  [15, [0.126, 0.144, 0.169, 0.215, 0.33]],
  [20, [0.128, 0.146, 0.172, 0.217, 0.33]],
  [30, [0.128, 0.146, 0.172, 0.218, 0.33]],
  [60, [0.128, 0.147, 0.173, 0.22, 0.33]],
  [100, [0.129, 0.147, 0.173, 0.22, 0.34]],
];

function criticalValues(m: number): readonly number[] {
  const above = CRITICAL.findIndex(([size]) => size >= m);
  if (above < 0) return CRITICAL.at(-1)![1];
  const [size, values] = CRITICAL[above]!;
  if (size === m || above === 0) return values;
  const [smaller, lower] = CRITICAL[above - 1]!;
  const share = (m - smaller) / (size - smaller);
  return values.map((value, i) => lower[i]! + (value - lower[i]!) * share);
}

function bracket(statistic: number, m: number): { lower: number; upper: number } {
  const exceeded = criticalValues(m).filter((value) => statistic > value).length;
  return { lower: LEVELS[exceeded] ?? 0, upper: exceeded === 0 ? 1 : LEVELS[exceeded - 1]! };
}

function saysNothing(m: number, code: string): CramerVonMisesTest {
  const notes = [note(code)];
  return Object.freeze({ statistic: null, m, p_between: null, status: "insufficient", notes });
}

/**
 * Cramér and von Mises's test that failures of one or several systems follow a power law with one
 * β: 1/(12M) + Σ ((t/T)^β̄ − (2i − 1)/(2M))² with the unbiased β̄ = (M − 1) / Σ log(T / t). A p-value
 * is known only between the levels of the handbook's table. MIL-HDBK-189C, 2011, 6.2; L. Crow, 1974.
 *
 * @example the 27 failures in 300 hours of MIL-HDBK-189 (1981): 0.0911, p above 0.20
 */
export function cramerVonMises(systems: readonly FailureTimes[]): CramerVonMisesTest {
  const watched = watchedSystems(systems);
  if (watched === null) return saysNothing(0, "invalid_times");
  const logs = Float64Array.from(
    watched.flatMap(({ times, watch }) => Array.from(times, (time) => Math.log(time / watch))),
  ).sort();
  const m = logs.length;
  if (m < 2) return saysNothing(m, "few_failures");
  const sum = logs.reduce((total, log) => total - log, 0);
  if (!(sum > 0 && sum < Infinity))
    return saysNothing(m, sum > 0 ? "failure_at_zero" : "all_at_end");
  const beta = (m - 1) / sum;
  let statistic = 1 / (12 * m);
  for (let i = 0; i < m; i += 1) {
    statistic += (Math.exp(beta * logs[i]!) - (2 * i + 1) / (2 * m)) ** 2;
  }
  const p_between = Object.freeze(bracket(statistic, m));
  return Object.freeze({ statistic, m, p_between, status: "ok", notes: [] });
}
