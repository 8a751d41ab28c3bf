import { CONFIDENCE, note, type Estimate } from "../estimate.js";
import { chiSquareQuantile } from "../functions/chi-square.js";
import { solveIncreasing } from "../functions/solve-increasing.js";
import { logBounds, normalFactor, type Bounds } from "../nonparametric/bounds.js";
import type { FailureTimes } from "../trend/laplace.js";
import { fewFailures, watchedSystems, type WatchedSystem } from "../trend/watched-systems.js";
import { failureTerminatedFactors, timeTerminatedFactors } from "./crow-factors.js";
import { expOrNull } from "./representable.js";

/** An interval that may be open above. */
export interface OpenBounds {
  readonly lower: number;
  readonly upper: number | null;
}

/** A power law of failures of repairable systems: expected number λ t^β for each system. */
export interface PowerLaw extends Estimate {
  /** Below 1 when failures come ever less often. */
  readonly beta: number | null;
  /** Expected failures of a system up to time 1; null when no number is that large or small. */
  readonly lambda: number | null;
  /** β corrected for its bias; null with too few failures or unequal watches. */
  readonly beta_unbiased: number | null;
  /** 1 − β. */
  readonly growth_rate: number | null;
  /** End of the longest watch, at which MTBF and intensity hold. */
  readonly at: number;
  /** 1 / intensity of a system at that time. */
  readonly mtbf_instantaneous: number | null;
  /** Time over expected failures of a system up to that time. */
  readonly mtbf_cumulative: number | null;
  /** Failures of a system per unit of time at that time. */
  readonly intensity: number | null;
  /** Exact, by chi-square; null for several unequal watches. */
  readonly beta_interval: Bounds | null;
  /** Crow's, as if β were known; null for several unequal watches. */
  readonly lambda_interval: Bounds | null;
  /** Crow's exact interval of the instantaneous MTBF; null for several unequal watches. */
  readonly mtbf_interval: OpenBounds | null;
  /** From the Fisher information, on the log scale: for large numbers. */
  readonly beta_interval_fisher: Bounds | null;
  readonly mtbf_interval_fisher: Bounds | null;
  readonly log_likelihood: number | null;
  /** Systems. */
  readonly n: number;
  readonly failures: number;
}

/** Systems and the level of the intervals. */
export interface PowerLawData {
  readonly systems: readonly FailureTimes[];
  readonly confidence?: number;
}

interface Watch {
  readonly times: Float64Array;
  readonly end: number;
}

interface Sums {
  /** Longest watch. */
  readonly unit: number;
  readonly count: number;
  /** Σ log(t / unit). */
  readonly logs: number;
  /** log(watch / unit) of each system. */
  readonly ends: Float64Array;
}

/** All failures, those that ended a watch too: they belong to the likelihood. */
function watchOf({ times, gaps, watch }: WatchedSystem): Watch {
  const all = gaps.length === times.length ? times : Float64Array.from([...times, watch]);
  return { times: all, end: watch };
}

function sumsOf(watches: readonly Watch[]): Sums {
  const unit = watches.reduce((longest, { end }) => Math.max(longest, end), 0);
  let [count, logs] = [0, 0];
  for (const { times } of watches) {
    count += times.length;
    for (const time of times) logs += Math.log(time / unit);
  }
  return { unit, count, logs, ends: Float64Array.from(watches, ({ end }) => Math.log(end / unit)) };
}

/** Σ over systems of T^β, T^β log T and T^β log² T, times in units of the longest watch. */
function moments(ends: Float64Array, beta: number): readonly [number, number, number] {
  let [zero, one, two] = [0, 0, 0];
  for (const end of ends) {
    const power = Math.exp(beta * end);
    zero += power;
    one += power * end;
    two += power * end * end;
  }
  return [zero, one, two];
}

/** The β at which the profile likelihood, which is concave, is highest. */
function solveBeta({ count, logs, ends }: Sums): number | null {
  const slopeAt = (beta: number): number => {
    const [zero, one] = moments(ends, beta);
    return count / beta + logs - (count * one) / zero;
  };
  const limit = -count / logs;
  if (!(limit > 0 && limit < 1e9)) return null;
  if (ends.every((end) => end === 0)) return limit;
  let high = Math.max(1, limit);
  while (slopeAt(high) > 0 && high < 1e9) high *= 2;
  if (high >= 1e9) return null;
  return solveIncreasing({
    value: (beta) => -slopeAt(beta),
    slope: (beta) => {
      const [zero, one, two] = moments(ends, beta);
      return count / (beta * beta) + count * (two / zero - (one / zero) ** 2);
    },
    low: 0,
    high,
    start: Math.min(limit, high / 2),
  });
}

/** Fisher's standard errors of log β and of log MTBF at the longest watch. */
function fisherErrors(sums: Sums, beta: number): { beta: number; mtbf: number } {
  const [zero, one, two] = moments(sums.ends, beta);
  const { count } = sums;
  const mixed = (count / zero) * beta * one;
  const own = count + (count / zero) * beta * beta * two;
  const determinant = count * own - mixed * mixed;
  return {
    beta: Math.sqrt(count / determinant),
    mtbf: Math.sqrt((own + count - 2 * mixed) / determinant),
  };
}

interface Exact {
  readonly beta_unbiased: number | null;
  readonly beta_interval: Bounds | null;
  readonly lambda_interval: Bounds | null;
  readonly mtbf_interval: OpenBounds | null;
}

interface Point {
  readonly beta: number;
  readonly lambda: number | null;
  readonly mtbf: number;
}

const INEXACT: Exact = {
  beta_unbiased: null,
  beta_interval: null,
  lambda_interval: null,
  mtbf_interval: null,
};

/** 2 n β / β̂ is chi-square with 2n degrees of freedom, or 2n − 2 when a failure ended the watch. */
function exactIntervals(point: Point, count: number, setting: ExactSetting): Exact {
  const { isByFailure, confidence } = setting;
  const free = isByFailure ? count - 1 : count;
  const tail = (1 - confidence) / 2;
  const betaAt = (p: number): number => (point.beta * chiSquareQuantile(p, 2 * free)) / (2 * count);
  const lambdaAt = (lambda: number, p: number, n: number): number =>
    (lambda * chiSquareQuantile(p, 2 * n)) / (2 * count);
  const more = isByFailure ? count : count + 1;
  const factorsOf = isByFailure ? failureTerminatedFactors : timeTerminatedFactors;
  const factors = factorsOf(count, confidence);
  return {
    beta_unbiased: free > 1 ? (point.beta * (free - 1)) / count : null,
    beta_interval: { lower: betaAt(tail), upper: betaAt(1 - tail) },
    lambda_interval:
      point.lambda === null
        ? null
        : {
            lower: lambdaAt(point.lambda, tail, count),
            upper: lambdaAt(point.lambda, 1 - tail, more),
          },
    mtbf_interval: {
      lower: point.mtbf * factors.lower,
      upper: factors.upper === null ? null : point.mtbf * factors.upper,
    },
  };
}

interface ExactSetting {
  readonly isByFailure: boolean;
  readonly confidence: number;
}

/** One system ended by a failure, or systems watched to one time: only these have exact laws. */
function exactOf(data: PowerLawData, sums: Sums, point: Point): Exact {
  const { confidence = CONFIDENCE, systems } = data;
  const isByFailure = systems.some(({ termination }) => termination === "failure");
  const isExact = isByFailure ? systems.length === 1 : sums.ends.every((end) => end === 0);
  return isExact ? exactIntervals(point, sums.count, { isByFailure, confidence }) : INEXACT;
}

function saysNothing(data: PowerLawData, failures: number, code: string): PowerLaw {
  return Object.freeze({
    ...INEXACT,
    beta: null,
    lambda: null,
    growth_rate: null,
    at: 0,
    mtbf_instantaneous: null,
    mtbf_cumulative: null,
    intensity: null,
    beta_interval_fisher: null,
    mtbf_interval_fisher: null,
    log_likelihood: null,
    n: data.systems.length,
    failures,
    status: "insufficient",
    notes: [note(code)],
  });
}

function resultOf(data: PowerLawData, sums: Sums, beta: number): PowerLaw {
  const { unit, count, logs, ends } = sums;
  const z = normalFactor(data.confidence ?? CONFIDENCE);
  const perUnit = count / moments(ends, beta)[0];
  const lambda = expOrNull(Math.log(perUnit) - beta * Math.log(unit));
  const mtbf = unit / (perUnit * beta);
  const errors = fisherErrors(sums, beta);
  const fisher = (value: number, error: number): Bounds | null =>
    logBounds({ value, std_error: value * error }, z);
  return Object.freeze({
    beta,
    lambda,
    growth_rate: 1 - beta,
    at: unit,
    mtbf_instantaneous: mtbf,
    mtbf_cumulative: unit / perUnit,
    intensity: 1 / mtbf,
    ...exactOf(data, sums, { beta, lambda, mtbf }),
    beta_interval_fisher: fisher(beta, errors.beta),
    mtbf_interval_fisher: fisher(mtbf, errors.mtbf),
    log_likelihood: count * (Math.log(perUnit * beta) - Math.log(unit) - 1) + (beta - 1) * logs,
    n: data.systems.length,
    failures: count,
    status: "ok",
    notes: fewFailures(count),
  });
}

/**
 * The power-law process (Crow-AMSAA, Weibull process) of one or several systems watched from time
 * 0, by maximum likelihood: β = n / Σ log(T / t) and λ = n / T^β for one system. Exact intervals
 * where there are any (one system, or all watched to the same time), and Fisher's. MIL-HDBK-189C,
 * 2011, 5.5 and 6.2; L. Crow, Reliability analysis for complex, repairable systems, in: Reliability
 * and Biometry, 1974; Technometrics 24, 1982.
 *
 * Times that cannot be, no failure, a failure at 0, or all of them at the end: `insufficient`.
 *
 * @example the 27 failures in 300 hours of MIL-HDBK-189 (1981), appendix C, at 90 %
 *   // beta 0.7163, lambda 0.4538, MTBF 15.51, 9.867 to 26.09
 */
export function powerLaw(data: PowerLawData): PowerLaw {
  normalFactor(data.confidence ?? CONFIDENCE);
  const watched = watchedSystems(data.systems);
  if (watched === null) return saysNothing(data, 0, "invalid_times");
  const sums = sumsOf(watched.map(watchOf));
  if (sums.count === 0) return saysNothing(data, 0, "no_failure");
  if (sums.logs === -Infinity) return saysNothing(data, sums.count, "failure_at_zero");
  const beta = solveBeta(sums);
  if (beta === null) return saysNothing(data, sums.count, "all_at_end");
  return resultOf(data, sums, beta);
}

/** Which MTBF a target speaks of. */
export type MtbfKind = "instantaneous" | "cumulative";

/**
 * The time at which the MTBF of a power law reaches a target, in the unit of the fit's times; null
 * when the fit says nothing, the MTBF does not grow, or the time is beyond all numbers.
 *
 * @example timeToMtbf(fit of 22 failures in 620 hours, { target: 35, kind: "cumulative" }) // 1087.19
 */
export function timeToMtbf(
  fit: Pick<PowerLaw, "beta" | "at" | "mtbf_instantaneous" | "mtbf_cumulative">,
  { target, kind }: { readonly target: number; readonly kind: MtbfKind },
): number | null {
  const now = kind === "cumulative" ? fit.mtbf_cumulative : fit.mtbf_instantaneous;
  if (fit.beta === null || now === null || fit.beta >= 1 || !(target > 0)) return null;
  const time = fit.at * (target / now) ** (1 / (1 - fit.beta));
  return Number.isFinite(time) ? time : null;
}
