import { CONFIDENCE, note, type Estimate, type EstimateNote } from "../estimate.js";
import { logBounds, normalFactor, type Bounds } from "../nonparametric/bounds.js";

/** One event of a unit. */
export interface RecurrentEvent {
  readonly time: number;
  /** What it cost; 1 unless said, which counts events. */
  readonly cost?: number;
}

/** A unit with its repeated events while it was watched. */
export interface UnitHistory {
  readonly events: readonly RecurrentEvent[];
  /** Age at which watching ended; the unit is at risk through it, inclusive. */
  readonly end: number;
  /** Age after which watching began, if later than the start: at risk for start < t ≤ end. */
  readonly start?: number;
}

/** The mean cumulative function just after one event time. */
export interface MeanCumulativePoint {
  readonly time: number;
  /** Units watched at this time. */
  readonly n_risk: number;
  /** Events at this time, over all units. */
  readonly events: number;
  /** Mean number, or cost, of events per unit up to this time. */
  readonly mcf: number;
  /** Robust variance; null with one unit. */
  readonly variance: number | null;
  readonly std_error: number | null;
  /** On the log scale; null with one unit, without variance or where the mean is not positive. */
  readonly interval: Bounds | null;
}

/** Mean cumulative number, or cost, of events per unit. */
export interface MeanCumulative extends Estimate {
  /** One point for each distinct event time, ascending. */
  readonly points: readonly MeanCumulativePoint[];
  /** Units. */
  readonly n: number;
  readonly events: number;
}

/** Histories and the level of the intervals. */
export interface MeanCumulativeData {
  readonly units: readonly UnitHistory[];
  readonly confidence?: number;
}

interface Event {
  readonly time: number;
  readonly unit: number;
  readonly cost: number;
}

/** Rounding of sums of durations: closer times than this, relatively, are one. */
const SAME = 1e-12;

function isUsable({ events, end, start }: UnitHistory): boolean {
  if (!(end > 0 && end < Infinity)) return false;
  if (start !== undefined && !(start >= 0 && start < end)) return false;
  return events.every(({ time, cost = 1 }) => {
    const isAfterStart = start === undefined ? time >= 0 : time > start;
    return isAfterStart && time <= end * (1 + SAME) && Number.isFinite(cost);
  });
}

function sortedEvents(units: readonly UnitHistory[]): Event[] {
  return units
    .flatMap(({ events }, unit) => events.map(({ time, cost = 1 }) => ({ time, unit, cost })))
    .sort((a, b) => a.time - b.time);
}

function isAtRisk({ start = -Infinity, end }: UnitHistory, time: number): boolean {
  return start < time && time <= end * (1 + SAME);
}

interface Step {
  readonly time: number;
  readonly events: readonly Event[];
}

function stepsOf(units: readonly UnitHistory[]): Step[] {
  const steps: { time: number; events: Event[] }[] = [];
  for (const event of sortedEvents(units)) {
    const last = steps.at(-1);
    if (last && event.time - last.time <= SAME * event.time) last.events.push(event);
    else steps.push({ time: event.time, events: [event] });
  }
  return steps;
}

/** Influence of each unit on the mean: Σ over times of (own cost − mean cost) / units at risk. */
function pointsOf(units: readonly UnitHistory[], z: number): MeanCumulativePoint[] {
  const influence = new Float64Array(units.length);
  const own = new Float64Array(units.length);
  let mcf = 0;
  return stepsOf(units).map(({ time, events }) => {
    let [n_risk, sum] = [0, 0];
    for (const unit of units) if (isAtRisk(unit, time)) n_risk += 1;
    for (const { unit, cost } of events) {
      own[unit]! += cost;
      sum += cost;
    }
    const mean = sum / n_risk;
    mcf += mean;
    let squares = 0;
    for (let i = 0; i < units.length; i += 1) {
      if (isAtRisk(units[i]!, time)) influence[i]! += (own[i]! - mean) / n_risk;
      squares += influence[i]! * influence[i]!;
    }
    for (const { unit } of events) own[unit] = 0;
    const variance = units.length > 1 ? squares : null;
    const std_error = variance === null ? null : Math.sqrt(variance);
    // Every unit with the same history has no spread to learn from: an interval of no width lies.
    const interval =
      std_error === null || std_error <= SAME * mcf
        ? null
        : logBounds({ value: mcf, std_error }, z);
    const point = { time, n_risk, events: events.length, mcf, variance, std_error, interval };
    return Object.freeze(point);
  });
}

function notesOf(units: number, points: readonly MeanCumulativePoint[]): EstimateNote[] {
  if (units === 1) return [note("one_unit")];
  // A step that rests on one unit adds nothing to the variance, however uncertain it is.
  const alone = points.find(({ n_risk }) => n_risk === 1);
  return alone ? [note("one_unit_at_risk", { time: alone.time })] : [];
}

function saysNothing(n: number, code: string): MeanCumulative {
  return Object.freeze({ n, events: 0, points: [], status: "insufficient", notes: [note(code)] });
}

/**
 * The mean cumulative function of counts, or of cost where events carry one, over units with their
 * own ends of watching. No model, no independence of events within a unit: the variance is the sum
 * over units of squared influence, as the infinitesimal jackknife of R's `survfit(…, id =)`;
 * intervals are pointwise on the log scale. W. Nelson, Recurrent Events Data Analysis, 2003,
 * chapters 3 and 4; J. Lawless and C. Nadeau, Some simple robust methods for the analysis of
 * recurrent events, Technometrics 37, 1995.
 *
 * Ages or costs that cannot be one, or events outside the watch: `insufficient`, `invalid_history`.
 * Watched without an event: `insufficient`, `no_event`.
 *
 * @example meanCumulative({ units }) of 41 engines' valve seats (Nelson 1995)
 *   // at 61 days 41 at risk, 0.0244, 0.0035 to 0.1690
 */
export function meanCumulative(data: MeanCumulativeData): MeanCumulative {
  const { units, confidence = CONFIDENCE } = data;
  const z = normalFactor(confidence);
  if (units.length === 0) return saysNothing(0, "no_data");
  if (!units.every(isUsable)) return saysNothing(0, "invalid_history");
  const points = pointsOf(units, z);
  if (points.length === 0) return saysNothing(units.length, "no_event");
  const events = points.reduce((sum, point) => sum + point.events, 0);
  const notes = notesOf(units.length, points);
  return Object.freeze({ n: units.length, events, points, status: "ok", notes });
}
