import { assert } from "../../core/index.js";
import { chiSquareQuantile } from "../functions/chi-square.js";
import { CONFIDENCE, note, type Estimate, type EstimateNote } from "../estimate.js";
import type { LifeData } from "./life-data.js";
import { readLogLives } from "./log-lives.js";
import { emptyTop, weibullTop, type LogLives, type WeibullTop } from "./weibull-right-censored.js";

/** A Weibull distribution of what is left of a life after a threshold that every life reaches. */
export interface ThresholdFit extends Estimate {
  /** No life ends before it; from 0 up to the first failure. */
  readonly threshold: number | null;
  /** Likelihood-ratio interval; 0 where the data allow no threshold, null without a bound. */
  readonly threshold_lower: number | null;
  readonly threshold_upper: number | null;
  /** Of t − threshold. */
  readonly eta: number | null;
  readonly beta: number | null;
  readonly log_likelihood: number | null;
  /** Of the fit without a threshold: twice the gain is at most about χ² with one degree. */
  readonly log_likelihood_without: number | null;
  readonly n: number;
  readonly failures: number;
  readonly censored: number;
}

/** Steps of the search in −ln(1 − threshold / first failure), which runs from 0 to FAR. */
const GRID = 160;
const FAR = 16;
const BISECTIONS = 60;

/** The profile over the threshold, in units of the first failure. */
interface ThresholdProfile {
  /** Fits with the threshold 1 − e^(−s); null without a top. */
  readonly fitAt: (s: number) => WeibullTop | null;
  /** dl/ds, of which only the sign is needed. */
  readonly slopeAt: (s: number) => number;
}

function profileOf({ y, failed, weight }: LogLives, first: number): ThresholdProfile {
  const times = y.map((value) => Math.exp(value - first));
  const moved = { y: new Float64Array(y.length), failed, weight: new Float64Array(y.length) };
  const move = (s: number): void => {
    const threshold = -Math.expm1(-s);
    for (let i = 0; i < times.length; i += 1) {
      // The first failure is 1: what is left of it is e^(−s), without cancellation.
      const left = times[i]! - 1 + Math.exp(-s);
      moved.y[i] = left > 0 ? Math.log(left) : 0;
      // A watch that ended before the threshold says nothing.
      moved.weight[i] = left > 0 && times[i]! > threshold ? weight[i]! : 0;
    }
  };
  const fitAt = (s: number): WeibullTop | null => {
    move(s);
    const top = emptyTop();
    return weibullTop(moved, [0, y.length], top) ? top : null;
  };
  const slopeAt = (s: number): number => {
    const top = fitAt(s);
    if (top === null) return NaN;
    const { beta, lnEta } = top;
    let slope = 0;
    for (let i = 0; i < y.length; i += 1) {
      const left = moved.y[i]!;
      const pull = beta * Math.exp(beta * (left - lnEta) - left);
      slope += moved.weight[i]! * (pull - (failed[i] === 1 ? (beta - 1) / Math.exp(left) : 0));
    }
    return slope;
  };
  return { fitAt, slopeAt };
}

/** The point between two at which a function changes its sign. */
function bisect(of: (s: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  const side = Math.sign(of(a));
  for (let step = 0; step < BISECTIONS; step += 1) {
    const middle = (a + b) / 2;
    if (Math.sign(of(middle)) === side) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}

interface Peak {
  readonly s: number;
  readonly top: WeibullTop;
}

/** The highest point at which the profile turns from rising to falling, if there is one. */
function peakOf(profile: ThresholdProfile): Peak | null {
  const places = Array.from({ length: GRID + 1 }, (_, i) => (FAR * i) / GRID);
  const slopes = places.map(profile.slopeAt);
  const peaks = slopes[0]! <= 0 ? [0] : [];
  for (let i = 1; i <= GRID; i += 1) {
    if (slopes[i - 1]! > 0 && slopes[i]! <= 0) {
      peaks.push(bisect(profile.slopeAt, places[i - 1]!, places[i]!));
    }
  }
  let best: Peak | null = null;
  for (const s of peaks) {
    const top = profile.fitAt(s);
    if (top !== null && top.log_likelihood > (best?.top.log_likelihood ?? -Infinity)) {
      best = { s, top };
    }
  }
  return best;
}

/** Where the profile has fallen by half the quantile of χ², on either side of the peak. */
function boundsOf(
  profile: ThresholdProfile,
  peak: Peak,
  confidence: number,
): [number, number | null] {
  const level = peak.top.log_likelihood - chiSquareQuantile(confidence, 1) / 2;
  const above = (s: number): number => (profile.fitAt(s)?.log_likelihood ?? -Infinity) - level;
  const lower = peak.s === 0 || above(0) >= 0 ? 0 : bisect(above, 0, peak.s);
  const step = FAR / GRID;
  for (let s = peak.s + step; s < FAR; s += step) {
    if (above(s) < 0) return [lower, bisect(above, s - step, s)];
  }
  return [lower, null];
}

function firstFailure({ y, failed }: LogLives): number {
  return y.reduce(
    (first, value, i) => (failed[i] === 1 ? Math.min(first, value) : first),
    Infinity,
  );
}

function remarks(profile: ThresholdProfile, peak: Peak, upper: number | null): EstimateNote[] {
  const far = profile.fitAt(FAR)?.log_likelihood ?? -Infinity;
  return [
    ...(peak.s === 0 ? [note("threshold_at_zero")] : []),
    ...(far > peak.top.log_likelihood ? [note("local_maximum")] : []),
    ...(upper === null ? [note("no_upper_bound")] : []),
  ];
}

/**
 * Three-parameter Weibull fit of complete or right-censored lives: R(t) = exp(−((t − threshold) /
 * eta)^beta) for t above a threshold of at least 0, from the profile likelihood over the threshold.
 * That likelihood has no top: it grows without limit as the threshold nears the first failure with
 * beta below 1 (R. Smith, Biometrika 72, 1985). The answer is the highest local maximum, with the
 * note `local_maximum` where the runaway already lies above it, and `not_converged` with
 * `unbounded_likelihood` where there is none. `threshold_at_zero`: two parameters do as well. eta and
 * beta carry no interval, since one that holds the threshold would be too narrow.
 */
export function fitWeibullThreshold(
  data: LifeData,
  { confidence = CONFIDENCE }: { readonly confidence?: number } = {},
): ThresholdFit {
  assert(confidence > 0 && confidence < 1, "a level lies between 0 and 1");
  const { lives, notes, ...counts } = readLogLives(data);
  const nothing = {
    threshold: null,
    threshold_lower: null,
    threshold_upper: null,
    eta: null,
    beta: null,
    log_likelihood: null,
    log_likelihood_without: null,
    ...counts,
  };
  if (lives === null) return Object.freeze({ ...nothing, status: "insufficient", notes });
  const first = firstFailure(lives);
  const profile = profileOf(lives, first);
  const peak = peakOf(profile);
  // A density of t is one of t / first divided by first.
  const unit = (value: number): number => value - counts.failures * first;
  const without = profile.fitAt(0);
  if (peak === null || without === null) {
    const reasons = Object.freeze([...notes, note("unbounded_likelihood")]);
    return Object.freeze({ ...nothing, status: "not_converged", notes: reasons });
  }
  const [lower, upper] = boundsOf(profile, peak, confidence);
  const time = (s: number): number => -Math.expm1(-s) * Math.exp(first);
  return Object.freeze({
    ...nothing,
    threshold: time(peak.s),
    threshold_lower: time(lower),
    threshold_upper: upper === null ? null : time(upper),
    eta: Math.exp(peak.top.lnEta + first),
    beta: peak.top.beta,
    log_likelihood: unit(peak.top.log_likelihood),
    log_likelihood_without: unit(without.log_likelihood),
    status: "ok",
    notes: Object.freeze([...notes, ...remarks(profile, peak, upper)]),
  });
}
