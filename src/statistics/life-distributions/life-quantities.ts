import { assert } from "../../core/index.js";
import { note, type Estimate } from "../estimate.js";
import { normalQuantile } from "../functions/normal-quantile.js";
import type { LifeFit } from "./fit-life.js";
import { functionsOf, type Quantity } from "./life-functions.js";

/** One number of a fitted life and its interval at the level of the fit. */
export interface LifeQuantity extends Estimate {
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** The delta method: normal on the scale on which the quantity is given. */
function quantityOf(
  fit: LifeFit,
  of: (coordinates: readonly [number, number]) => Quantity | null,
): LifeQuantity {
  const nothing = { estimate: null, lower: null, upper: null };
  if (fit.coordinates === null || fit.covariance === null) {
    return Object.freeze({ ...nothing, status: fit.status, notes: fit.notes });
  }
  const quantity = of(fit.coordinates);
  const estimate = quantity === null ? null : finiteOrNull(quantity.back(quantity.value));
  if (quantity === null || estimate === null) {
    const notes = [...fit.notes, note("not_finite")];
    return Object.freeze({ ...nothing, status: "insufficient", notes: Object.freeze(notes) });
  }
  const { first, both, second } = fit.covariance;
  const [g, h] = quantity.gradient;
  const variance = g * g * first + 2 * g * h * both + h * h * second;
  const reach = normalQuantile((1 + fit.confidence) / 2) * Math.sqrt(Math.max(0, variance));
  const ends = [-reach, reach].map((step) => finiteOrNull(quantity.back(quantity.value + step)));
  const [lower, upper] = quantity.is_falling ? [ends[1]!, ends[0]!] : [ends[0]!, ends[1]!];
  return Object.freeze({ estimate, lower, upper, status: fit.status, notes: fit.notes });
}

/**
 * The time by which a share p of lives has ended: B10 for p = 0.1, in the unit of the lives. Delta
 * method on ln t (on t for families of any real number). Meeker and Escobar 1998, 8.4.3.
 *
 * @example lifeQuantile(fit, 0.1) // shock absorbers at 0.9: 13600.03 (10702.05 to 17282.76)
 */
export function lifeQuantile(fit: LifeFit, p: number): LifeQuantity {
  assert(p > 0 && p < 1, "a quantile needs a probability between 0 and 1");
  return quantityOf(fit, functionsOf(fit.family).quantile(p));
}

/**
 * The share of lives longer than t. The interval is normal on z = (ln t − location) / scale (on
 * ln(−ln R) for gamma), which keeps it within 0 and 1. Meeker and Escobar 1998, 8.4.3.
 */
export function reliabilityAt(fit: LifeFit, t: number): LifeQuantity {
  assert(Number.isFinite(t), "a time is a number");
  return quantityOf(fit, functionsOf(fit.family).reliability(t));
}

/** Failures per unit of time among items that have reached t. Delta method on ln of the rate. */
export function hazardAt(fit: LifeFit, t: number): LifeQuantity {
  assert(Number.isFinite(t), "a time is a number");
  return quantityOf(fit, functionsOf(fit.family).hazard(t));
}

/**
 * The mean life, in the unit of the lives. Delta method on ln of the mean (on the mean for families
 * of any real number). `insufficient` with the note `not_finite` where the family has no mean
 * (loglogistic with beta at most 1).
 */
export function meanLife(fit: LifeFit): LifeQuantity {
  return quantityOf(fit, functionsOf(fit.family).mean());
}
