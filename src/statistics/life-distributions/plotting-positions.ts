import { note, type Estimate } from "../estimate.js";
import { betaQuantile } from "../functions/beta-distribution.js";
import { KIND, readLifeData, type LifeData, type Sample } from "./life-data.js";

/**
 * How the share failed is estimated: `benard` (i − 0.3)/(n + 0.4); `median_rank` the median of a
 * beta(i, n − i + 1), both of Johnson's adjusted rank i; `kaplan_meier`; `nelson_aalen` 1 − exp(−H).
 */
export type PositionMethod = "benard" | "median_rank" | "kaplan_meier" | "nelson_aalen";

/** A failure on a probability plot. */
export interface PlotPoint {
  readonly time: number;
  /** Johnson's adjusted rank: the place of the failure among all lives, censored ones shared out. */
  readonly adjusted_rank: number;
  /** Estimated share of lives that have ended by the time. */
  readonly share: number;
}

/** Failures in the order of time with their plotting positions. */
export interface PlottingPositions extends Estimate {
  readonly points: readonly PlotPoint[];
  readonly n: number;
  readonly failures: number;
  readonly censored: number;
}

interface Life {
  readonly time: number;
  readonly isFailure: boolean;
  readonly count: number;
}

/** Lives by time; at one time failures before suspensions. */
function ordered({ kind, low, weight, shift, spread }: Sample): Life[] {
  const lives = Array.from(low, (y, i) => ({
    time: Math.exp(shift + spread * y),
    isFailure: kind[i] === KIND.exact,
    count: weight[i]!,
    y,
  }));
  return lives.sort((a, b) => a.y - b.y || Number(b.isFailure) - Number(a.isFailure));
}

/** The exact times, which went through a logarithm in the sample. */
function timesOf(data: LifeData): number[] {
  const times =
    "times" in data ? Array.from(data.times) : data.map(({ lower }) => lower ?? Number.NaN);
  const counts =
    "times" in data
      ? times.map((_, i) => data.counts?.[i] ?? 1)
      : data.map(({ count }) => count ?? 1);
  return times.filter((time, i) => time > 0 && counts[i]! > 0).sort((a, b) => a - b);
}

interface Running {
  rank: number;
  survival: number;
  hazard: number;
}

function shareOf(method: PositionMethod, { rank, survival, hazard }: Running, n: number): number {
  switch (method) {
    case "benard":
      return (rank - 0.3) / (n + 0.4);
    case "median_rank":
      return betaQuantile({ a: rank, b: n - rank + 1 }, 0.5);
    case "kaplan_meier":
      return 1 - survival;
    case "nelson_aalen":
      return -Math.expm1(-hazard);
  }
}

function pointsOf(lives: readonly Life[], n: number, method: PositionMethod): PlotPoint[] {
  const running: Running = { rank: 0, survival: 1, hazard: 0 };
  const points: PlotPoint[] = [];
  let atRisk = n;
  for (const { time, isFailure, count } of lives) {
    if (!isFailure) {
      atRisk -= count;
      continue;
    }
    for (let one = 0; one < count; one += 1) {
      running.rank += (n + 1 - running.rank) / (1 + atRisk);
      running.survival *= 1 - 1 / atRisk;
      running.hazard += 1 / atRisk;
      atRisk -= 1;
      const share = shareOf(method, running, n);
      points.push(Object.freeze({ time, adjusted_rank: running.rank, share }));
    }
  }
  return points;
}

/**
 * Plotting positions of complete or right-censored lives, a point for each failure. At one time
 * failures come before suspensions, and failures at one time each have a rank of their own. Adjusted
 * rank: L. Johnson, The Statistical Treatment of Fatigue Experiments, 1964; (i − 0.3)/(n + 0.4):
 * A. Benard and E. Bos-Levenbach, Statistica Neerlandica 7, 1953. Left- or interval-censored lives
 * have none (`only_right_censored`), nor have counts that are not whole (`counts_not_whole`).
 *
 * @example plottingPositions({ times: [10, 20, 30], failed: [0, 1, 1] }).points
 *   // ranks 4/3 and 8/3, shares 0.3039 and 0.6961
 */
export function plottingPositions(
  data: LifeData,
  method: PositionMethod = "benard",
): PlottingPositions {
  const { sample, notes, ...counts } = readLifeData(data, { isLog: true, needsSpread: false });
  const unsaid = (code: string | null): PlottingPositions =>
    Object.freeze({
      points: [],
      ...counts,
      status: "insufficient",
      notes: Object.freeze(code === null ? notes : [...notes, note(code)]),
    });
  if (sample === null) return unsaid(null);
  if (!sample.is_right_censored_only) return unsaid("only_right_censored");
  if (!sample.weight.every(Number.isInteger)) return unsaid("counts_not_whole");
  const times = timesOf(data);
  const lives = ordered(sample).map((life, i) => ({ ...life, time: times[i] ?? life.time }));
  const points = Object.freeze(pointsOf(lives, sample.n, method));
  return Object.freeze({ points, ...counts, status: "ok", notes });
}
