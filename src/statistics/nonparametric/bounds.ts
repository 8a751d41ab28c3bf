import { assert } from "../../core/index.js";
import { normalQuantile } from "../functions/normal-quantile.js";

/** Both ends of an interval. */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/** An estimate with its standard error. */
export interface WithError {
  readonly value: number;
  readonly std_error: number;
}

/** The z of a two-sided normal interval. */
export function normalFactor(confidence: number): number {
  assert(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1");
  return normalQuantile((1 + confidence) / 2);
}

/** value ± z·se, cut to [0, 1]; null when the value is 0, where Greenwood's error says nothing. */
export function plainBounds({ value, std_error }: WithError, z: number): Bounds | null {
  if (value <= 0) return null;
  const half = z * std_error;
  return Object.freeze({ lower: Math.max(0, value - half), upper: Math.min(1, value + half) });
}

/**
 * The interval of a probability that is symmetric on the scale log(−log p), so that it never leaves
 * (0, 1); null at 0 and 1, where the scale ends. J. Kalbfleisch and R. Prentice, The Statistical
 * Analysis of Failure Time Data, 2nd ed., 2002, 1.4.
 */
export function logLogBounds({ value, std_error }: WithError, z: number): Bounds | null {
  if (!(value > 0 && value < 1)) return null;
  const factor = Math.exp((z * std_error) / Math.abs(value * Math.log(value)));
  const bounds = { lower: value ** factor, upper: value ** (1 / factor) };
  return Object.freeze(bounds);
}

/** value·exp(±z·se / value), the interval of a positive quantity on the log scale; else null. */
export function logBounds({ value, std_error }: WithError, z: number): Bounds | null {
  if (!(value > 0)) return null;
  const factor = Math.exp((z * std_error) / value);
  if (!Number.isFinite(value * factor)) return null;
  return Object.freeze({ lower: value / factor, upper: value * factor });
}
