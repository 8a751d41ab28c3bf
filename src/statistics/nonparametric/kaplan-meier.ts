import { CONFIDENCE, note, type Estimate, type EstimateNote } from "../estimate.js";
import { logLogBounds, normalFactor, plainBounds, type Bounds } from "./bounds.js";
import { riskTable, type Exit, type RiskTable } from "./risk-table.js";

/** One unit (or several equal ones) with the age at which it failed or was last seen working. */
export interface Lifetime extends Exit {
  readonly failed: boolean;
}

/** How intervals of a survival curve are made. */
export type SurvivalIntervalKind = "log_log" | "plain";

/** The curve just after one failure time. */
export interface SurvivalPoint {
  readonly time: number;
  readonly n_risk: number;
  readonly n_event: number;
  /** Share that survives this time. */
  readonly survival: number;
  /** Greenwood's; null once nothing survives. */
  readonly std_error: number | null;
  /** Null once nothing survives. */
  readonly interval: Bounds | null;
}

/** A survival curve. */
export interface KaplanMeier extends Estimate {
  /** One point for each distinct failure time, ascending. */
  readonly points: readonly SurvivalPoint[];
  /** Units. */
  readonly n: number;
  readonly failures: number;
  readonly censored: number;
}

/** Lifetimes and how to state their uncertainty. */
export interface KaplanMeierData {
  readonly lifetimes: readonly Lifetime[];
  readonly confidence?: number;
  readonly interval?: SurvivalIntervalKind;
}

/** Sums of units by fate. */
export interface Fates {
  readonly n: number;
  readonly failures: number;
  readonly censored: number;
}

/** How many units there are, failed and censored. */
export function fatesOf(lifetimes: readonly Lifetime[]): Fates {
  let [n, failures] = [0, 0];
  for (const { failed, count = 1 } of lifetimes) {
    n += count;
    if (failed) failures += count;
  }
  return { n, failures, censored: n - failures };
}

/** Failures at each distinct time of a table. */
export function failuresByTime(table: RiskTable, lifetimes: readonly Lifetime[]): Float64Array {
  const failures = new Float64Array(table.at_risk.length);
  for (let b = 0; b < failures.length; b += 1) {
    for (let i = table.block[b]!; i < table.block[b + 1]!; i += 1) {
      if (lifetimes[table.index[i]!]!.failed) failures[b]! += table.count[i]!;
    }
  }
  return failures;
}

function pointsOf(data: KaplanMeierData, table: RiskTable): SurvivalPoint[] {
  const { lifetimes, confidence = CONFIDENCE, interval = "log_log" } = data;
  const z = normalFactor(confidence);
  const boundsOf = interval === "plain" ? plainBounds : logLogBounds;
  const failures = failuresByTime(table, lifetimes);
  const points: SurvivalPoint[] = [];
  let [survival, greenwood] = [1, 0];
  for (let b = 0; b < failures.length; b += 1) {
    const [n_event, n_risk] = [failures[b]!, table.at_risk[b]!];
    if (n_event === 0) continue;
    survival *= (n_risk - n_event) / n_risk;
    greenwood += n_event / (n_risk * (n_risk - n_event));
    const std_error = survival > 0 ? survival * Math.sqrt(greenwood) : null;
    const bounds = std_error === null ? null : boundsOf({ value: survival, std_error }, z);
    const time = table.time[table.block[b]!]!;
    points.push(Object.freeze({ time, n_risk, n_event, survival, std_error, interval: bounds }));
  }
  return points;
}

function notesOf(points: readonly SurvivalPoint[], failures: number): EstimateNote[] {
  const notes: EstimateNote[] = [];
  // With late entries the units at risk can run out early; the curve then stays at 0 for good.
  const [firstZero, last] = [points.find(({ survival }) => survival === 0), points.at(-1)];
  if (firstZero !== undefined && firstZero !== last) {
    notes.push(note("risk_set_exhausted", { time: firstZero.time }));
  }
  if (failures < 5) notes.push(note("few_failures", { failures }));
  return notes;
}

/** An estimate that says nothing, with the reason. */
export function saysNothing(fates: Fates, code: string): KaplanMeier {
  return Object.freeze({ ...fates, points: [], status: "insufficient", notes: [note(code)] });
}

/**
 * The product-limit estimate of survival with Greenwood's standard error, for right-censored and
 * left-truncated units with counts. A unit is at risk for entry < t ≤ time; failures come before
 * suspensions in ties; times within 1e-12 of each other are one. Intervals are pointwise, on the
 * log(−log) scale unless plain ones (cut to [0, 1]) are asked for. Agrees with R's `survfit`
 * (`conf.type = "log-log"` or `"plain"`). E. Kaplan and P. Meier, Nonparametric estimation from
 * incomplete observations, JASA 53, 1958; M. Greenwood, 1926.
 *
 * No failure, or a time that cannot be one: `insufficient` (`no_data`, `invalid_times`,
 * `no_failure`).
 *
 * @example kaplanMeier({ lifetimes: [{ time: 5248, failed: true }, …31 cars] })
 *   // points[0]: 28 at risk, survival 0.9643, 0.7724 to 0.9949
 */
export function kaplanMeier(data: KaplanMeierData): KaplanMeier {
  const fates = fatesOf(data.lifetimes);
  normalFactor(data.confidence ?? CONFIDENCE);
  if (data.lifetimes.length === 0) return saysNothing(fates, "no_data");
  const table = riskTable(data.lifetimes);
  if (table === null) return saysNothing({ n: 0, failures: 0, censored: 0 }, "invalid_times");
  if (fates.failures === 0) return saysNothing(fates, "no_failure");
  const points = pointsOf(data, table);
  const notes = notesOf(points, fates.failures);
  return Object.freeze({ ...fates, points: Object.freeze(points), status: "ok", notes });
}

/** The survival just after a time: a step function that is 1 before the first failure. */
export function survivalAt({ points }: Pick<KaplanMeier, "points">, time: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.time <= time) low = middle + 1;
    else high = middle;
  }
  return points[low - 1]?.survival ?? 1;
}

/** A life by which a given share has failed. */
export interface SurvivalQuantile extends Estimate {
  /** Null when the curve does not come down that far. */
  readonly time: number | null;
  /** Where the bounds of the curve cross the same level; a bound that never does is null. */
  readonly interval: { readonly lower: number | null; readonly upper: number | null };
}

function crossing(
  points: readonly SurvivalPoint[],
  level: number,
  height: (point: SurvivalPoint) => number | null,
): number | null {
  const touches = (point: SurvivalPoint): number => (height(point) ?? -Infinity) - level;
  const first = points.findIndex((point) => touches(point) <= 1e-12);
  if (first < 0) return null;
  const { time } = points[first]!;
  // A curve that lies on the level for a while gives the middle of that while, as R does.
  const next = points[first + 1];
  return Math.abs(touches(points[first]!)) <= 1e-12 && next ? (time + next.time) / 2 : time;
}

/**
 * The time by which a share p has failed, with the interval that the bounds of the curve give.
 * R. Brookmeyer and J. Crowley, A confidence interval for the median survival time, Biometrics 38,
 * 1982; agrees with R's `quantile(survfit(…))`.
 */
export function survivalQuantile(curve: KaplanMeier, p: number): SurvivalQuantile {
  const level = 1 - p;
  const { points } = curve;
  const time = crossing(points, level, ({ survival }) => survival);
  const lower = crossing(points, level, ({ interval, survival }) =>
    interval === null && survival > 0 ? 1 : (interval?.lower ?? null),
  );
  const bounded = points.filter(({ interval }) => interval !== null);
  const upper = crossing(bounded, level, ({ interval }) => interval?.upper ?? null);
  const status = time === null ? "insufficient" : "ok";
  const notes = time === null ? [note("level_not_reached", { level })] : [];
  return Object.freeze({ time, interval: Object.freeze({ lower, upper }), status, notes });
}
