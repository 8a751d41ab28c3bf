import { assert } from "../../core/index.js";
import { CONFIDENCE, note, type Estimate, type EstimateNote } from "../estimate.js";
import { normalQuantile } from "../functions/normal-quantile.js";
import { emptyTop, weibullTop, type WeibullTop } from "./weibull-right-censored.js";

/** Failure and right-censored times of many assets, one asset after the other, in one unit. */
export interface FleetLives {
  readonly times: Float64Array;
  /** 1 where the life ended by failure, 0 where it was still running. */
  readonly failed: Uint8Array;
  /** Lives of asset i lie from starts[i] up to starts[i + 1]; one longer than there are assets. */
  readonly starts: ArrayLike<number>;
}

/** A Weibull fit of one asset, with intervals normal on ln eta and ln beta. */
export interface FleetFit extends Estimate {
  readonly eta: number | null;
  readonly eta_lower: number | null;
  readonly eta_upper: number | null;
  readonly beta: number | null;
  readonly beta_lower: number | null;
  readonly beta_upper: number | null;
  readonly log_likelihood: number | null;
  readonly n: number;
  readonly failures: number;
}

const NOTES = {
  none: Object.freeze([]),
  few: Object.freeze([note("few_failures")]),
  wrong: Object.freeze([note("wrong_time")]),
  no_failure: Object.freeze([note("no_failure")]),
  no_spread: Object.freeze([note("no_spread")]),
  not_finite: Object.freeze([note("not_finite")]),
} as const;
const FEW = 4;
const NOTHING = {
  eta: null,
  eta_lower: null,
  eta_upper: null,
  beta: null,
  beta_lower: null,
  beta_upper: null,
  log_likelihood: null,
};

function unsaid({ n, failures }: WeibullTop, notes: readonly EstimateNote[]): FleetFit {
  return Object.freeze({ ...NOTHING, n, failures, status: "insufficient", notes });
}

function fitOf(top: WeibullTop, z: number): FleetFit {
  const { lnEta, beta, n, failures, log_likelihood } = top;
  const etaReach = z * Math.sqrt(top.first);
  const betaReach = Math.exp(z * Math.sqrt(top.second));
  const [eta, eta_lower, eta_upper] = [
    Math.exp(lnEta),
    Math.exp(lnEta - etaReach),
    Math.exp(lnEta + etaReach),
  ];
  const [beta_lower, beta_upper] = [beta / betaReach, beta * betaReach];
  if (!Number.isFinite(eta_upper) || !Number.isFinite(beta_upper) || !(eta > 0)) {
    return unsaid(top, NOTES.not_finite);
  }
  return Object.freeze({
    eta,
    eta_lower,
    eta_upper,
    beta,
    beta_lower,
    beta_upper,
    log_likelihood,
    n,
    failures,
    status: "ok",
    notes: failures < FEW ? NOTES.few : NOTES.none,
  });
}

/**
 * Weibull fits of many assets with right-censored lives: the same estimates and intervals as
 * `fitLife`, without an object for each life. 20,000 assets of ten lives take about 0.1 s. An asset
 * with a time that is not positive is `insufficient` with `wrong_time`; without a failure,
 * `no_failure`; with no failure before its latest life, `no_spread`.
 */
export function fitWeibullFleet(
  { times, failed, starts }: FleetLives,
  confidence: number = CONFIDENCE,
): readonly FleetFit[] {
  assert(confidence > 0 && confidence < 1, "a level lies between 0 and 1");
  assert(times.length === failed.length, "each time says whether it is a failure");
  const z = normalQuantile((1 + confidence) / 2);
  const lives = { y: times.map(Math.log), failed, weight: new Float64Array(times.length).fill(1) };
  const top = emptyTop();
  return Array.from({ length: Math.max(0, starts.length - 1) }, (_, i) => {
    const [from, to] = [starts[i]!, starts[i + 1]!];
    let isWrong = false;
    for (let j = from; j < to; j += 1) isWrong ||= !(times[j]! > 0 && times[j]! < Infinity);
    const has_top = weibullTop(lives, [from, to], top);
    if (isWrong) return unsaid({ ...top, failures: 0, n: to - from }, NOTES.wrong);
    if (has_top) return fitOf(top, z);
    return unsaid(top, top.failures > 0 ? NOTES.no_spread : NOTES.no_failure);
  });
}
