import { assert } from "../../core/index.js";
import { CONFIDENCE, note, type Estimate, type EstimateNote } from "../estimate.js";
import { normalQuantile } from "../functions/normal-quantile.js";
import { fitSample } from "./fit-sample.js";
import { readLifeData, type LifeData, type Sample } from "./life-data.js";
import { FAMILIES, type LifeFamily } from "./life-family.js";
import { profileOf, targetQuantity, type LifeTarget, type Profile } from "./life-profile.js";
import type { RawFit } from "./raw-fit.js";

/** A number of a life distribution and the values that the data do not contradict. */
export interface LikelihoodInterval extends Estimate {
  readonly estimate: number | null;
  /** Null where the likelihood sets no bound on that side. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly confidence: number;
}

/** Asked for: which number of which family, at which level (0.95 when not given). */
export interface LikelihoodQuestion {
  readonly family: LifeFamily;
  readonly target: LifeTarget;
  readonly confidence?: number;
}

const MAX_WIDENINGS = 60;
const MAX_STEPS = 60;

/** √deviance as a function of the asked number, warm-started from the last place. */
type Root = (psi: number) => number;

function rootOf(profile: Profile, fit: RawFit, start: readonly [number, number]): Root {
  let warm = start;
  return (psi) => {
    const { k, m, point, has_converged } = profile(psi, warm);
    if (has_converged) warm = [k, m];
    // A profile that ends at an endless scale is the limit it climbs to; NaN is no answer.
    return Math.sqrt(Math.max(0, 2 * (fit.log_likelihood - point.value)));
  };
}

/** Illinois' rule on √deviance, which is nearly a straight line. */
function crossing(root: Root, level: number, ends: readonly [number, number]): number {
  let [inside, outside] = ends;
  let [below, above] = [root(inside) - level, root(outside) - level];
  let last = 0;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const next = Number.isFinite(above)
      ? outside - (above * (outside - inside)) / (above - below)
      : (inside + outside) / 2;
    const value = root(next) - level;
    if (Math.abs(value) < 1e-11 || next === inside || next === outside) return next;
    if (value < 0) {
      [inside, below] = [next, value];
      if (last < 0) above /= 2;
    } else {
      [outside, above] = [next, value];
      if (last > 0) below /= 2;
    }
    last = value;
  }
  return (inside + outside) / 2;
}

/** Where √deviance reaches the level on one side; null when it never does. */
function endOf(root: Root, level: number, { centre, step }: Search): number | null {
  let [inside, outside] = [centre, centre + step];
  for (let widening = 0; widening < MAX_WIDENINGS; widening += 1) {
    const value = root(outside);
    if (Number.isNaN(value)) return null;
    if (value >= level) return crossing(root, level, [inside, outside]);
    inside = outside;
    const ratio = Math.min(3, Math.max(1.1, (1.05 * level) / Math.max(value, 1e-9)));
    outside = centre + (outside - centre) * ratio;
    if (Math.abs(outside - centre) > 1e6 * Math.abs(step)) return null;
  }
  return null;
}

interface Search {
  readonly centre: number;
  readonly step: number;
}

function finiteOrNull(value: number | null, back: (value: number) => number): number | null {
  if (value === null) return null;
  const number = back(value);
  return Number.isFinite(number) ? number : null;
}

/** k and m of the standardised sample that belong to a fit. */
function startOf(fit: RawFit, { shift, spread }: Sample, family: LifeFamily): [number, number] {
  const [first, second] = fit.coordinates;
  if (FAMILIES[family].standard === null) return [Math.exp(first), first + second - shift];
  const k = spread / Math.exp(second);
  return [k, (k * (first - shift)) / spread];
}

function intervalOf(sample: Sample, fit: RawFit, question: Required<LikelihoodQuestion>): Ends {
  const { family, target, confidence } = question;
  const quantity = targetQuantity(family, target)(fit.coordinates);
  if (quantity === null) return { estimate: null, lower: null, upper: null };
  const { value, gradient, back, is_falling } = quantity;
  const [g, h] = gradient;
  const { first, both, second } = fit.covariance;
  const error = Math.sqrt(Math.max(0, g * g * first + 2 * g * h * both + h * h * second));
  // √χ²(confidence; 1) is the two-sided normal quantile.
  const level = normalQuantile((1 + confidence) / 2);
  const profile = profileOf(family, target, sample);
  const ends = [-1, 1].map((side) => {
    const root = rootOf(profile, fit, startOf(fit, sample, family));
    const found = endOf(root, level, { centre: value, step: side * level * error });
    return finiteOrNull(found, back);
  });
  const [lower, upper] = is_falling === true ? [ends[1]!, ends[0]!] : [ends[0]!, ends[1]!];
  return { estimate: finiteOrNull(value, back), lower, upper };
}

type Ends = Pick<LikelihoodInterval, "estimate" | "lower" | "upper">;

/**
 * Likelihood-ratio interval of a parameter, a quantile, the reliability at a time or the mean: the
 * values for which 2 (l̂ − l profile) ≤ χ²(confidence; 1), where the profile is the highest
 * log-likelihood with that number held. Keeps its level in small and heavily censored samples better
 * than the normal intervals of `fitLife`. Meeker and Escobar, Statistical Methods for Reliability
 * Data, 1998, 8.3. A side without a bound is null, with the note `no_lower_bound` or
 * `no_upper_bound`.
 *
 * @example likelihoodInterval(shockAbsorbers, { family: "weibull",
 *   target: { of: "parameter", name: "eta" } }) // 27718.7 (23330.1 to 37961.9)
 */
export function likelihoodInterval(
  data: LifeData,
  { family, target, confidence = CONFIDENCE }: LikelihoodQuestion,
): LikelihoodInterval {
  assert(confidence > 0 && confidence < 1, "a level lies between 0 and 1");
  const { isLog, has_scale } = FAMILIES[family];
  assert(
    target.of !== "quantile" || (target.p > 0 && target.p < 1),
    "a quantile needs a probability between 0 and 1",
  );
  assert(
    target.of !== "reliability" || target.time > (isLog ? 0 : -Infinity),
    "reliability is asked at a time of positive life",
  );
  const { sample, notes } = readLifeData(data, { isLog, needsSpread: has_scale });
  const say = (status: Estimate["status"], ends: Ends, more: EstimateNote[]): LikelihoodInterval =>
    Object.freeze({ ...ends, confidence, status, notes: Object.freeze([...notes, ...more]) });
  const nothing = { estimate: null, lower: null, upper: null };
  if (sample === null) return say("insufficient", nothing, []);
  const fit = fitSample(sample, family);
  if (fit === null) return say("not_converged", nothing, [note("no_maximum")]);
  const ends = intervalOf(sample, fit, { family, target, confidence });
  if (ends.estimate === null) return say("insufficient", nothing, [note("not_finite")]);
  return say("ok", ends, [
    ...(ends.lower === null ? [note("no_lower_bound")] : []),
    ...(ends.upper === null ? [note("no_upper_bound")] : []),
  ]);
}
