import { assert } from "../../core/index.js";
import { CONFIDENCE, note, type Estimate, type EstimateNote } from "../estimate.js";
import { chiSquareQuantile } from "../functions/chi-square.js";
import { solveIncreasing } from "../functions/solve-increasing.js";
import { normalFactor } from "../nonparametric/bounds.js";
import type { FailureTimes } from "../trend/laplace.js";
import { repairSequences, type RepairSequences } from "./repair-sequences.js";
import { expOrNull } from "./representable.js";
import { crossing, highest, type Peak } from "./search.js";

/** What a repair takes away: part of the age since the last one (I), or of the whole age (II). */
export type KijimaKind = "kijima_1" | "kijima_2";

/** Systems, the kind of repair, and how far to look for q. */
export interface GeneralisedRenewalData {
  readonly systems: readonly FailureTimes[];
  readonly kind: KijimaKind;
  readonly confidence?: number;
  /** The largest q that is looked at; 1.5 unless said. */
  readonly q_max?: number;
}

/** A Weibull life that repairs restore in part. */
export interface GeneralisedRenewal extends Estimate {
  /** 0: as good as new after repair; 1: as bad as old; above: worse. */
  readonly q: number | null;
  /**
   * From the profile likelihood. `lower` 0 is the end of the scale; `upper` is null where values up
   * to `q_max` and beyond agree with the data.
   */
  readonly q_interval: { readonly lower: number; readonly upper: number | null } | null;
  /** Shape of the life: the hazard is λ β v^(β − 1) at virtual age v. */
  readonly beta: number | null;
  /** In the unit of time to the power −β; null when no number is that large or small. */
  readonly lambda: number | null;
  readonly log_likelihood: number | null;
  /** Highest log-likelihood when each repair makes as good as new (q = 0) or as bad as old (1). */
  readonly log_likelihood_new: number | null;
  readonly log_likelihood_old: number | null;
  readonly n: number;
  readonly failures: number;
}

const Q_MAX = 1.5;
const Q_CELLS = 40;
const BETA_CELLS = 16;
const LOG_BETA = { low: Math.log(0.02), high: Math.log(50) };

/** Virtual ages for one q: logs of the age at the end of each gap, and of start over end. */
interface Ages {
  readonly ends: Float64Array;
  readonly ratios: Float64Array;
  readonly highest: number;
  /** Σ of log ages at failures. */
  readonly logs: number;
}

interface Fit {
  readonly log_beta: number;
  readonly value: number;
}

function agesFor(data: RepairSequences, kind: KijimaKind, q: number): Ages {
  const [ends, ratios]: [number[], number[]] = [[], []];
  let logs = 0;
  const add = (start: number, gap: number): number => {
    const end = start + gap;
    ends.push(Math.log(end));
    ratios.push(Math.log1p(-gap / end));
    return Math.log(end);
  };
  for (const { gaps, open } of data.sequences) {
    let age = 0;
    for (const gap of gaps) {
      logs += add(age, gap);
      age = kind === "kijima_1" ? age + q * gap : q * (age + gap);
    }
    if (open > 0) add(age, open);
  }
  const highestEnd = ends.reduce((most, end) => Math.max(most, end), -Infinity);
  const columns = { ends: Float64Array.from(ends), ratios: Float64Array.from(ratios) };
  return { ...columns, highest: highestEnd, logs };
}

/** Log-likelihood at a β with the best λ, in units of the mean gap. */
function logLikelihood(ages: Ages, failures: number, beta: number): number {
  let sum = 0;
  for (let i = 0; i < ages.ends.length; i += 1) {
    const end = Math.exp(beta * (ages.ends[i]! - ages.highest));
    sum -= end * Math.expm1(beta * ages.ratios[i]!);
  }
  const log = Math.log(sum) + beta * ages.highest;
  const value = failures * (Math.log(failures * beta) - log - 1) + (beta - 1) * ages.logs;
  return Number.isFinite(value) ? value : -Infinity;
}

interface Slope {
  /** Derivative of the log-likelihood by β, and how fast it falls. */
  readonly score: number;
  readonly fall: number;
}

function slopeAt(ages: Ages, failures: number, beta: number): Slope {
  let [zero, one, two] = [0, 0, 0];
  for (let i = 0; i < ages.ends.length; i += 1) {
    const [log, ratio] = [ages.ends[i]! - ages.highest, ages.ratios[i]!];
    const end = Math.exp(beta * log);
    const start = ratio === -Infinity ? 0 : end * Math.exp(beta * ratio);
    const from = ratio === -Infinity ? 0 : log + ratio;
    zero -= end * Math.expm1(beta * ratio);
    one += end * log - start * from;
    two += end * log * log - start * from * from;
  }
  const score = failures * (1 / beta - one / zero - ages.highest) + ages.logs;
  return { score, fall: failures * (1 / (beta * beta) + two / zero - (one / zero) ** 2) };
}

/** The best β for given ages: the best of a grid, and Newton's steps between its neighbours. */
function fitBeta(ages: Ages, failures: number): Fit {
  const value = (logBeta: number): number => logLikelihood(ages, failures, Math.exp(logBeta));
  const step = (LOG_BETA.high - LOG_BETA.low) / BETA_CELLS;
  let best = { log_beta: LOG_BETA.low, value: value(LOG_BETA.low) };
  for (let i = 1; i <= BETA_CELLS; i += 1) {
    const log_beta = LOG_BETA.low + i * step;
    const here = value(log_beta);
    if (here > best.value) best = { log_beta, value: here };
  }
  const near = (cells: number): number => Math.exp(best.log_beta + cells * step);
  const isInside = slopeAt(ages, failures, near(-1)).score > 0;
  if (!isInside || slopeAt(ages, failures, near(1)).score > 0) return best;
  const beta = solveIncreasing({
    value: (at) => {
      const { score } = slopeAt(ages, failures, at);
      return Math.abs(score * at) < 1e-12 * failures ? 0 : -score;
    },
    slope: (at) => slopeAt(ages, failures, at).fall,
    low: near(-1),
    high: near(1),
    start: near(0),
  });
  const found = { log_beta: Math.log(beta), value: value(Math.log(beta)) };
  return found.value >= best.value ? found : best;
}

type Profile = (q: number) => number;

function intervalOf(profile: Profile, peak: Peak, confidence: number): Bounds {
  const limit = peak.value - chiSquareQuantile(confidence, 1) / 2;
  const excess = (q: number): number => profile(q) - limit;
  const places = [...peak.grid, peak].sort((a, b) => a.x - b.x);
  const inside = places.map(({ value }) => value >= limit);
  const [first, last] = [inside.indexOf(true), inside.lastIndexOf(true)];
  const [below, above] = [places[first - 1], places[last + 1]];
  return {
    lower: below ? crossing(excess, places[first]!.x, below.x) : 0,
    upper: above ? crossing(excess, places[last]!.x, above.x) : null,
  };
}

interface Bounds {
  readonly lower: number;
  readonly upper: number | null;
}

function notesOf(q: number, bounds: Bounds, q_max: number): EstimateNote[] {
  const notes: EstimateNote[] = [];
  if (q >= q_max * (1 - 1e-6)) notes.push(note("q_at_upper_bound", { q_max }));
  if (q <= q_max * 1e-6) notes.push(note("q_at_lower_bound"));
  // Neither perfect nor minimal nor worse repair is contradicted: the data say nothing about q.
  if (bounds.lower === 0 && bounds.upper === null)
    notes.push(note("q_not_identifiable", { q_max }));
  return notes;
}

function withoutEstimates(data: GeneralisedRenewalData, failures: number): Nothing {
  return {
    q: null,
    q_interval: null,
    beta: null,
    lambda: null,
    log_likelihood: null,
    log_likelihood_new: null,
    log_likelihood_old: null,
    n: data.systems.length,
    failures,
  };
}

type Nothing = Omit<GeneralisedRenewal, keyof Estimate>;

function saysNothing(data: GeneralisedRenewalData, n: number, code: string): GeneralisedRenewal {
  return Object.freeze({
    ...withoutEstimates(data, n),
    status: "insufficient",
    notes: [note(code)],
  });
}

function lambdaOf(ages: Ages, repairs: RepairSequences, beta: number): number | null {
  const { failures, unit } = repairs;
  // At the best λ the expected number of failures is the number seen: solve back from the value.
  const value = logLikelihood(ages, failures, beta) - (beta - 1) * ages.logs;
  return expOrNull(value / failures + 1 - Math.log(beta) - beta * Math.log(unit));
}

function fitted(data: GeneralisedRenewalData, repairs: RepairSequences): GeneralisedRenewal {
  const { kind, confidence = CONFIDENCE, q_max = Q_MAX } = data;
  const { failures } = repairs;
  const fitAt = (q: number): Fit => fitBeta(agesFor(repairs, kind, q), failures);
  const profile: Profile = (q) => fitAt(q).value;
  const peak = highest({ value: profile, low: 0, high: q_max }, Q_CELLS);
  const { log_beta } = fitAt(peak.x);
  const margin = 1e-6;
  if (log_beta < LOG_BETA.low + margin || log_beta > LOG_BETA.high - margin) {
    const notes = [note("beta_without_bound", { beta: Math.exp(log_beta) })];
    return Object.freeze({ ...withoutEstimates(data, failures), status: "not_converged", notes });
  }
  const q_interval = Object.freeze(intervalOf(profile, peak, confidence));
  const inTime = (value: number): number => value - failures * Math.log(repairs.unit);
  const beta = Math.exp(log_beta);
  return Object.freeze({
    q: peak.x,
    q_interval,
    beta,
    lambda: lambdaOf(agesFor(repairs, kind, peak.x), repairs, beta),
    log_likelihood: inTime(peak.value),
    log_likelihood_new: inTime(profile(0)),
    log_likelihood_old: inTime(profile(1)),
    n: data.systems.length,
    failures,
    status: "ok",
    notes: notesOf(peak.x, q_interval, q_max),
  });
}

/**
 * The generalised renewal process: after a repair a unit has the virtual age v + q x (Kijima I, the
 * repair undoes part of the time x since the last one) or q (v + x) (Kijima II, part of the whole
 * age v + x). Maximum likelihood of q, β and λ with the profile-likelihood interval of q. q is
 * looked for from 0 to `q_max` only; notes say when it lies on an end (`q_at_lower_bound`,
 * `q_at_upper_bound`) or when every q agrees with the data (`q_not_identifiable`), which is common
 * below some fifty failures and sure when β is near 1. M. Kijima, Some results for repairable
 * systems with general repair, Journal of Applied Probability 26, 1989; M. Yañez, F. Joglar and
 * M. Modarres, Reliability Engineering and System Safety 77, 2002.
 *
 * Fewer than three failures, or failures at one instant: `insufficient`.
 *
 * @example twelve failures of an air conditioner (Kaminskiy and Krivtsov 2010), kijima_1:
 *   // q 1.5 with note q_at_upper_bound, beta 0.640, log-likelihood -45.68
 */
export function generalisedRenewal(data: GeneralisedRenewalData): GeneralisedRenewal {
  normalFactor(data.confidence ?? CONFIDENCE);
  assert((data.q_max ?? Q_MAX) >= 1 && (data.q_max ?? Q_MAX) < 100, "q_max is from 1 to 100");
  const repairs = repairSequences(data.systems);
  if (repairs === null) return saysNothing(data, 0, "invalid_times");
  const { failures, sequences } = repairs;
  if (failures < 3) return saysNothing(data, failures, "few_failures");
  const isAtOnce = sequences.some(({ gaps }) => gaps.some((gap) => gap === 0));
  if (isAtOnce) return saysNothing(data, failures, "failures_at_one_instant");
  return fitted(data, repairs);
}
