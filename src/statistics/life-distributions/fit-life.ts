import { assert } from "../../core/index.js";
import { CONFIDENCE, note, type Estimate, type EstimateNote } from "../estimate.js";
import { normalQuantile } from "../functions/normal-quantile.js";
import { fitSample } from "./fit-sample.js";
import { readLifeData, type LifeData } from "./life-data.js";
import { FAMILIES, type LifeFamily, type ParameterRule } from "./life-family.js";
import type { CoordinateCovariance, RawFit } from "./raw-fit.js";

/** A parameter, its standard error and its interval by normal approximation. */
export interface LifeParameter {
  readonly estimate: number;
  readonly standard_error: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** A family fitted to lives by maximum likelihood. */
export interface LifeFit extends Estimate {
  readonly family: LifeFamily;
  /** By name (see `FAMILIES`): eta and beta for Weibull. Null when there is no fit. */
  readonly parameters: Readonly<Record<string, LifeParameter>> | null;
  /** The estimates that quantities are computed from, and their covariance. */
  readonly coordinates: readonly [number, number] | null;
  readonly covariance: CoordinateCovariance | null;
  /** Σ ln density or probability of the lives as given, in their unit of time. */
  readonly log_likelihood: number | null;
  /** Lives, those of them that ended by failure, and those not known exactly. */
  readonly n: number;
  readonly failures: number;
  readonly censored: number;
  readonly confidence: number;
}

/** How to fit. */
export interface LifeFitOptions {
  /** Level of the intervals; 0.95 when not given. */
  readonly confidence?: number;
}

const FEW = 4;

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function parameterOf(rule: ParameterRule, fit: RawFit, z: number): LifeParameter {
  const value = fit.coordinates[rule.coordinate];
  const { first, second } = fit.covariance;
  const error = Math.sqrt(rule.coordinate === 0 ? first : second);
  if (rule.by === "itself") {
    const [lower, upper] = [value - z * error, value + z * error];
    return Object.freeze({ estimate: value, standard_error: error, lower, upper });
  }
  const sign = rule.by === "exp" ? 1 : -1;
  const estimate = Math.exp(sign * value);
  return Object.freeze({
    estimate,
    standard_error: finiteOrNull(estimate * error),
    lower: finiteOrNull(Math.exp(sign * value - z * error)),
    upper: finiteOrNull(Math.exp(sign * value + z * error)),
  });
}

function isUsable(fit: RawFit, rules: readonly ParameterRule[]): boolean {
  const { first, both, second } = fit.covariance;
  const estimates = rules.map((rule) => parameterOf(rule, fit, 0).estimate);
  return (
    [fit.log_likelihood, first, both, second, ...estimates].every(Number.isFinite) &&
    first >= 0 &&
    second >= 0 &&
    rules.every((rule, i) => rule.by === "itself" || estimates[i]! > 0)
  );
}

/**
 * A family of life distributions fitted by maximum likelihood to complete, right-, left- and
 * interval-censored lives in one unit of time. Standard errors come from the observed information;
 * intervals are normal on ln eta, ln beta, ln sigma (plain on mu). Meeker and Escobar, Statistical
 * Methods for Reliability Data, 1998, chapters 7 and 8; agrees with survreg of R's survival 3.5-3.
 * Rules for odd data: see `readLifeData`. Status `insufficient` without a failure or when one single
 * time explains all lives; `not_converged` when the likelihood has no top (its scale runs away).
 *
 * @example fitLife({ times: [58, 75, 36, 52, 63], failed: [1, 1, 1, 1, 0] }, "weibull")
 *   // parameters.eta 64.356, parameters.beta 4.667, log_likelihood -17.228, n 5, failures 4
 */
export function fitLife(
  data: LifeData,
  family: LifeFamily,
  { confidence = CONFIDENCE }: LifeFitOptions = {},
): LifeFit {
  assert(confidence > 0 && confidence < 1, "a level lies between 0 and 1");
  const { isLog, has_scale, parameters } = FAMILIES[family];
  const read = readLifeData(data, { isLog, needsSpread: has_scale });
  const { n, failures, censored } = read;
  const base = { family, n, failures, censored, confidence };
  const none = { parameters: null, coordinates: null, covariance: null, log_likelihood: null };
  const unsaid = (status: LifeFit["status"], notes: readonly EstimateNote[]): LifeFit =>
    Object.freeze({ ...base, ...none, status, notes: Object.freeze(notes) });
  if (read.sample === null) return unsaid("insufficient", read.notes);
  const fit = fitSample(read.sample, family);
  if (fit === null || !isUsable(fit, parameters)) {
    return unsaid("not_converged", [...read.notes, note("no_maximum")]);
  }
  const z = normalQuantile((1 + confidence) / 2);
  const few = failures < FEW ? [note("few_failures", { count: failures })] : [];
  return Object.freeze({
    ...base,
    parameters: Object.freeze(
      Object.fromEntries(parameters.map((rule) => [rule.name, parameterOf(rule, fit, z)])),
    ),
    coordinates: Object.freeze(fit.coordinates),
    covariance: Object.freeze(fit.covariance),
    log_likelihood: fit.log_likelihood,
    status: "ok",
    notes: Object.freeze([...read.notes, ...few]),
  });
}
