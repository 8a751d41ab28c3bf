import { assert, type Random } from "../../core/index.js";
import { note, type Estimate } from "../estimate.js";
import { gammaLower, gammaUpper } from "../functions/gamma-distribution.js";
import { fitSample } from "./fit-sample.js";
import { KIND, readLifeData, type LifeData, type Sample } from "./life-data.js";
import { FAMILIES, type LifeFamily } from "./life-family.js";
import { functionsOf } from "./life-functions.js";
import type { RawFit } from "./raw-fit.js";

/** How far lives lie from a fitted family. */
export interface AndersonDarling extends Estimate {
  /** A² between the Kaplan–Meier estimate and the fitted distribution. */
  readonly statistic: number | null;
  /** Share of samples drawn from the fit that lie at least as far: (1 + hits) / (1 + replicates). */
  readonly p_value: number | null;
  /** Replicates that could be fitted. */
  readonly replicates: number;
  readonly n: number;
  readonly failures: number;
}

/** What the bootstrap needs. */
export interface AndersonDarlingOptions {
  readonly family: LifeFamily;
  readonly random: Random;
  /** Samples to draw; 500 when not given. */
  readonly replicates?: number;
}

/** One life on the scale of the sample. */
interface Life {
  readonly y: number;
  readonly isFailure: boolean;
}

type LogProbabilities = (y: number) => readonly [number, number];

/** ln F and ln R of the fit at a standardised value. */
function probabilitiesOf(family: LifeFamily, fit: RawFit, sample: Sample): LogProbabilities {
  const { standard } = FAMILIES[family];
  const { shift, spread } = sample;
  const [first, second] = fit.coordinates;
  if (standard === null) {
    const shape = Math.exp(first);
    return (y) => {
      const u = Math.exp(shift + spread * y - second);
      return [Math.log(gammaLower(shape, u)), Math.log(gammaUpper(shape, u))];
    };
  }
  const out = new Float64Array(3);
  return (y) => {
    const z = (shift + spread * y - first) / Math.exp(second);
    standard.cumulative(z, out);
    const below = out[0]!;
    standard.survival(z, out);
    return [below, out[0]!];
  };
}

/** c² ln u − (1 − c)² ln(1 − u) − u, whose differences are ∫ (c − u)² / (u (1 − u)) du. */
function primitive(share: number, [lnU, lnRest]: readonly [number, number]): number {
  const below = share === 0 ? 0 : share * share * lnU;
  const above = share === 1 ? 0 : (1 - share) ** 2 * lnRest;
  return below - above - Math.exp(lnU);
}

/**
 * n ∫ (Fn − F)² / (F (1 − F)) dF with Kaplan and Meier's Fn, up to the latest life when that is
 * censored and to the end otherwise. Without censoring it is Anderson and Darling's A².
 */
function distance(lives: readonly Life[], probabilities: LogProbabilities): number {
  const n = lives.length;
  let [survival, sum] = [1, 0];
  let last: readonly [number, number] = [-Infinity, 0];
  lives.forEach(({ y, isFailure }, i) => {
    const here = probabilities(y);
    const share = 1 - survival;
    sum += primitive(share, here) - (share === 0 ? 0 : primitive(share, last));
    last = here;
    if (isFailure) survival = i === n - 1 ? 0 : survival * (1 - 1 / (n - i));
  });
  if (survival === 0) sum += primitive(1, [0, -Infinity]) - primitive(1, last);
  return n * sum;
}

function ordered(lives: Life[]): Life[] {
  return lives.sort((a, b) => a.y - b.y || Number(b.isFailure) - Number(a.isFailure));
}

function livesOf({ kind, low, weight }: Sample): Life[] {
  const lives: Life[] = [];
  kind.forEach((value, i) => {
    const life = { y: low[i]!, isFailure: value === KIND.exact };
    for (let one = 0; one < weight[i]!; one += 1) lives.push(life);
  });
  return ordered(lives);
}

/** For each life, what share of watches of its length or more end by each later censoring time. */
type Limits = (life: Life, chance: number) => number;

/**
 * Ends of watch for new samples, given the old one: a censored life keeps its end; for a failure an
 * end later than its life is drawn from Kaplan and Meier's estimate of the ends of watch.
 */
function limitsOf(lives: readonly Life[]): Limits {
  const ends: { readonly y: number; readonly left: number }[] = [];
  let left = 1;
  lives.forEach(({ y, isFailure }, i) => {
    if (isFailure) return;
    left *= 1 - 1 / (lives.length - i);
    ends.push({ y, left });
  });
  return ({ y, isFailure }, chance) => {
    if (!isFailure) return y;
    const from = ends.findIndex((end) => end.y >= y);
    if (from < 0) return Infinity;
    const target = (ends[from - 1]?.left ?? 1) * chance;
    return ends.find((end, i) => i >= from && end.left <= target)?.y ?? Infinity;
  };
}

function sampleOf(lives: readonly Life[], like: Sample): Sample {
  const failures = lives.reduce((count, { isFailure }) => count + Number(isFailure), 0);
  return {
    ...like,
    kind: Uint8Array.from(lives, ({ isFailure }) => (isFailure ? KIND.exact : KIND.right)),
    low: Float64Array.from(lives, ({ y }) => y),
    high: Float64Array.from(lives, ({ y, isFailure }) => (isFailure ? y : Infinity)),
    weight: new Float64Array(lives.length).fill(1),
    failures,
    censored: lives.length - failures,
    exact: failures,
  };
}

/** A number strictly between 0 and 1. */
function chanceOf(random: Random): number {
  return Math.max(random.next(), 2 ** -33);
}

function drawn(lives: readonly Life[], draw: () => number, limit: (life: Life) => number): Life[] {
  return ordered(
    lives.map((life) => {
      const [y, end] = [draw(), limit(life)];
      return y <= end ? { y, isFailure: true } : { y: end, isFailure: false };
    }),
  );
}

function bootstrap(
  sample: Sample,
  fit: RawFit,
  { family, random, replicates = 500, statistic }: AndersonDarlingOptions & { statistic: number },
): { readonly hits: number; readonly done: number } {
  const lives = livesOf(sample);
  const limits = limitsOf(lives);
  const { quantile } = functionsOf(family);
  const draw = (): number => {
    const at = quantile(chanceOf(random))(fit.coordinates);
    return ((at?.value ?? NaN) - sample.shift) / sample.spread;
  };
  let [hits, done] = [0, 0];
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const next = drawn(lives, draw, (life) => limits(life, chanceOf(random)));
    if (!next.some(({ isFailure }) => isFailure)) continue;
    const other = sampleOf(next, sample);
    const refit = fitSample(other, family);
    if (refit === null) continue;
    done += 1;
    if (distance(next, probabilitiesOf(family, refit, other)) >= statistic) hits += 1;
  }
  return { hits, done };
}

/**
 * Anderson and Darling's test of a fitted family, for complete or right-censored lives with whole
 * counts. The parameters come from the same lives, so tables for known parameters do not hold: the
 * p-value is that of a parametric bootstrap with refitting (W. Stute and others, Metrika 40, 1993);
 * ends of watch are drawn given the data (A. Davison and D. Hinkley, Bootstrap Methods, 1997, 3.5).
 * Small p-values speak against the family.
 */
export function andersonDarling(data: LifeData, options: AndersonDarlingOptions): AndersonDarling {
  const { family, replicates = 500 } = options;
  assert(Number.isInteger(replicates) && replicates > 0, "replicates are a count");
  const { isLog, has_scale } = FAMILIES[family];
  const { sample, notes, n, failures } = readLifeData(data, { isLog, needsSpread: has_scale });
  const say = (status: Estimate["status"], more: readonly string[]): AndersonDarling =>
    Object.freeze({
      statistic: null,
      p_value: null,
      replicates: 0,
      n,
      failures,
      status,
      notes: Object.freeze([...notes, ...more.map((code) => note(code))]),
    });
  if (sample === null) return say("insufficient", []);
  if (!sample.is_right_censored_only) return say("insufficient", ["only_right_censored"]);
  if (!sample.weight.every(Number.isInteger)) return say("insufficient", ["counts_not_whole"]);
  const fit = fitSample(sample, family);
  if (fit === null) return say("not_converged", ["no_maximum"]);
  const statistic = distance(livesOf(sample), probabilitiesOf(family, fit, sample));
  if (!Number.isFinite(statistic)) return say("insufficient", ["not_finite"]);
  const { hits, done } = bootstrap(sample, fit, { ...options, statistic });
  const isEnough = done >= replicates / 2;
  const lost =
    done < replicates ? [note("replicates_without_fit", { count: replicates - done })] : [];
  return Object.freeze({
    ...say("ok", []),
    statistic,
    p_value: isEnough ? (1 + hits) / (1 + done) : null,
    replicates: done,
    notes: Object.freeze([...notes, ...lost]),
  });
}
