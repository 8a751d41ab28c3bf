import { CONFIDENCE, note, type Estimate } from "../estimate.js";
import { logBounds, normalFactor, type Bounds } from "./bounds.js";
import { failuresByTime, fatesOf, type Fates, type Lifetime } from "./kaplan-meier.js";
import { riskTable, type RiskTable } from "./risk-table.js";

/** The cumulative hazard just after one failure time. */
export interface HazardPoint {
  readonly time: number;
  readonly n_risk: number;
  readonly n_event: number;
  readonly hazard: number;
  readonly variance: number;
  readonly std_error: number;
  /** On the log scale. */
  readonly interval: Bounds | null;
}

/** A cumulative hazard. */
export interface NelsonAalen extends Estimate {
  /** One point for each distinct failure time, ascending. */
  readonly points: readonly HazardPoint[];
  readonly n: number;
  readonly failures: number;
  readonly censored: number;
}

function pointsOf(table: RiskTable, lifetimes: readonly Lifetime[], z: number): HazardPoint[] {
  const failures = failuresByTime(table, lifetimes);
  const points: HazardPoint[] = [];
  let [hazard, variance] = [0, 0];
  for (let b = 0; b < failures.length; b += 1) {
    const [n_event, n_risk] = [failures[b]!, table.at_risk[b]!];
    if (n_event === 0) continue;
    hazard += n_event / n_risk;
    variance += n_event / (n_risk * n_risk);
    const std_error = Math.sqrt(variance);
    const interval = logBounds({ value: hazard, std_error }, z);
    const time = table.time[table.block[b]!]!;
    points.push(Object.freeze({ time, n_risk, n_event, hazard, variance, std_error, interval }));
  }
  return points;
}

function saysNothing(fates: Fates, code: string): NelsonAalen {
  return Object.freeze({ ...fates, points: [], status: "insufficient", notes: [note(code)] });
}

/**
 * The cumulative hazard Σ d / n with variance Σ d / n², for right-censored and left-truncated units
 * with counts, in the same order of ties as `kaplanMeier`; pointwise intervals on the log scale.
 * Agrees with `cumhaz` and `std.chaz` of R's `survfit`. W. Nelson, Journal of Quality Technology 1,
 * 1969; O. Aalen, Annals of Statistics 6, 1978.
 *
 * @example nelsonAalen({ lifetimes: [{ time: 5248, failed: true }, …31 cars] })
 *   // points[0]: hazard 0.03571 ± 0.03571; last 1.0921 ± 0.5443
 */
export function nelsonAalen(data: {
  readonly lifetimes: readonly Lifetime[];
  readonly confidence?: number;
}): NelsonAalen {
  const z = normalFactor(data.confidence ?? CONFIDENCE);
  const nothing = { n: 0, failures: 0, censored: 0 };
  if (data.lifetimes.length === 0) return saysNothing(nothing, "no_data");
  const table = riskTable(data.lifetimes);
  if (table === null) return saysNothing(nothing, "invalid_times");
  const fates = fatesOf(data.lifetimes);
  if (fates.failures === 0) return saysNothing(fates, "no_failure");
  const points = pointsOf(table, data.lifetimes, z);
  const notes = fates.failures < 5 ? [note("few_failures", { failures: fates.failures })] : [];
  return Object.freeze({ ...fates, points, status: "ok", notes });
}
