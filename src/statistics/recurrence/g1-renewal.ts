import { CONFIDENCE, note, type Estimate } from "../estimate.js";
import { chiSquareQuantile } from "../functions/chi-square.js";
import { solveIncreasing } from "../functions/solve-increasing.js";
import { normalFactor, type Bounds } from "../nonparametric/bounds.js";
import type { FailureTimes } from "../trend/laplace.js";
import { repairSequences, type RepairSequences } from "./repair-sequences.js";
import { crossing } from "./search.js";

/** Times between failures whose mean changes by one factor from repair to repair. */
export interface G1Renewal extends Estimate {
  /** Each mean time between failures is 1 + q times the one before; above 0 it grows. */
  readonly q: number | null;
  /** From the profile likelihood. */
  readonly q_interval: Bounds | null;
  /** Mean time to the first failure. */
  readonly theta: number | null;
  readonly log_likelihood: number | null;
  readonly n: number;
  readonly failures: number;
}

/** Gaps by their number since the start: times, and whether a failure ended them. */
interface Stages {
  /** Σ of gaps at each stage, open ones too, in units of the mean gap. */
  readonly times: Float64Array;
  readonly failures: number;
  /** Σ over failures of their stage. */
  readonly stages: number;
}

function stagesOf({ sequences, failures }: RepairSequences): Stages {
  const most = sequences.reduce((longest, { gaps }) => Math.max(longest, gaps.length), 0);
  const times = new Float64Array(most + 1);
  let stages = 0;
  for (const { gaps, open } of sequences) {
    gaps.forEach((gap, j) => {
      times[j]! += gap;
      stages += j;
    });
    times[gaps.length]! += open;
  }
  return { times, failures, stages };
}

interface Tilted {
  /** log Σ time e^(−j g). */
  readonly log: number;
  /** Mean and variance of the stage with those weights. */
  readonly mean: number;
  readonly variance: number;
}

function tilted(times: Float64Array, g: number): Tilted {
  const shift = times.reduce((top, time, j) => (time > 0 ? Math.max(top, -j * g) : top), -Infinity);
  let [sum, first, second] = [0, 0, 0];
  times.forEach((time, j) => {
    const weight = time > 0 ? time * Math.exp(-j * g - shift) : 0;
    sum += weight;
    first += weight * j;
    second += weight * j * j;
  });
  const mean = first / sum;
  return { log: Math.log(sum) + shift, mean, variance: second / sum - mean * mean };
}

/** Log-likelihood at g = log(1 + q) with the best θ; concave in g. */
function profileOf({ times, failures, stages }: Stages): (g: number) => number {
  return (g) => failures * (Math.log(failures) - tilted(times, g).log - 1) - g * stages;
}

/** Where the derivative, which falls, is 0; null when it never is. */
function solveStage({ times, failures, stages }: Stages): number | null {
  const slope = (g: number): number => failures * tilted(times, g).mean - stages;
  let reach = 1;
  while (reach < 512 && (slope(reach) > 0 || slope(-reach) < 0)) reach *= 2;
  if (reach >= 512) return null;
  return solveIncreasing({
    value: (g) => -slope(g),
    slope: (g) => failures * tilted(times, g).variance,
    low: -reach,
    high: reach,
    start: 0,
  });
}

function edge(excess: (g: number) => number, from: number, direction: 1 | -1): number {
  let step = 0.01;
  while (excess(from + direction * step) > 0) step *= 2;
  return crossing(excess, from, from + direction * step);
}

function saysNothing(n: number, failures: number, code: string): G1Renewal {
  const nothing = { q: null, q_interval: null, theta: null, log_likelihood: null };
  return Object.freeze({ ...nothing, n, failures, status: "insufficient", notes: [note(code)] });
}

/**
 * The exponential G1-renewal process: the time after the j-th repair is exponential with mean
 * θ (1 + q)^j. Maximum likelihood, which has one maximum, with the profile-likelihood interval of
 * q. M. Kaminskiy and V. Krivtsov, G1-renewal process as repairable system model, 2010,
 * arXiv:1006.3718.
 *
 * Fewer than two failures of one system, or times that cannot be: `insufficient`.
 *
 * @example twelve failures up to 227 hours (the paper's example): q 0.2318, theta 4.781
 */
export function g1Renewal(data: {
  readonly systems: readonly FailureTimes[];
  readonly confidence?: number;
}): G1Renewal {
  const { systems, confidence = CONFIDENCE } = data;
  normalFactor(confidence);
  const repairs = repairSequences(systems);
  if (repairs === null) return saysNothing(systems.length, 0, "invalid_times");
  const { failures, unit } = repairs;
  const stages = stagesOf(repairs);
  const g = stages.stages === 0 ? null : solveStage(stages);
  if (g === null) return saysNothing(systems.length, failures, "few_failures");
  const profile = profileOf(stages);
  const limit = profile(g) - chiSquareQuantile(confidence, 1) / 2;
  const excess = (at: number): number => profile(at) - limit;
  return Object.freeze({
    q: Math.expm1(g),
    q_interval: Object.freeze({
      lower: Math.expm1(edge(excess, g, -1)),
      upper: Math.expm1(edge(excess, g, 1)),
    }),
    theta: (Math.exp(tilted(stages.times, g).log) / failures) * unit,
    log_likelihood: profile(g) - failures * Math.log(unit),
    n: systems.length,
    failures,
    status: "ok",
    notes: failures < 4 ? [note("few_failures", { count: failures })] : [],
  });
}
