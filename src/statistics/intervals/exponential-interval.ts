import { assert } from "../../core/index.js";
import { chiSquareQuantile } from "../functions/chi-square.js";
import { CONFIDENCE, note, type Estimate, type EstimateNote } from "../estimate.js";

/** Time on test and failures of items that fail at a constant rate. */
export interface ExponentialData {
  /** Time of all items together, in any unit; the answer has the same. */
  readonly total_time: number;
  readonly failures: number;
  /** `time`: watching ended at a set time; `failure`: at the last failure. */
  readonly termination: "time" | "failure";
  /** 2 for an interval, 1 for a lower bound alone. */
  readonly sides: 1 | 2;
  /** Level of the interval or bound; 0.95 when not given. */
  readonly confidence?: number;
}

/** A mean time between failures and the bounds of what the data allow. */
export interface ExponentialInterval extends Estimate {
  /** Total time over failures; null without a failure. */
  readonly mtbf: number | null;
  readonly lower: number | null;
  /** Null for a lower bound alone, and without a failure. */
  readonly upper: number | null;
}

function lowerBound(data: ExponentialData, tail: number): number {
  const extra = data.termination === "time" ? 2 : 0;
  return (2 * data.total_time) / chiSquareQuantile(1 - tail, 2 * data.failures + extra);
}

/**
 * Mean time between failures with its chi-square interval, for a constant rate:
 * 2T / χ²(1 − α/2; 2r + 2) to 2T / χ²(α/2; 2r) when time-terminated, both with 2r degrees of
 * freedom when failure-terminated. Without a failure only the one-sided lower bound T / −ln α
 * exists. NIST/SEMATECH e-Handbook of Statistical Methods, 8.4.5.1.
 *
 * @example exponentialInterval({ total_time: 19520, failures: 7, termination: "time", sides: 2,
 *   confidence: 0.8 }) // mtbf 2788.57, lower 1658.32, upper 5011.85
 */
export function exponentialInterval(data: ExponentialData): ExponentialInterval {
  const { total_time, failures, termination, sides, confidence = CONFIDENCE } = data;
  assert(Number.isInteger(failures) && failures >= 0, "failures are a count");
  assert(confidence > 0 && confidence < 1, "a level lies between 0 and 1");
  const nothing = { mtbf: null, lower: null, upper: null };
  if (!(total_time > 0)) return insufficient(nothing, note("no_time"));
  if (failures === 0) {
    if (termination === "failure") return insufficient(nothing, note("no_failure"));
    const lower = total_time / -Math.log(1 - confidence);
    return Object.freeze({ ...nothing, lower, status: "ok", notes: [note("one_sided")] });
  }
  const alpha = 1 - confidence;
  const mtbf = total_time / failures;
  if (sides === 1) {
    const lower = lowerBound(data, alpha);
    return Object.freeze({ mtbf, lower, upper: null, status: "ok", notes: [note("one_sided")] });
  }
  const lower = lowerBound(data, alpha / 2);
  const upper = (2 * total_time) / chiSquareQuantile(alpha / 2, 2 * failures);
  return Object.freeze({ mtbf, lower, upper, status: "ok", notes: [] });
}

function insufficient(
  values: Pick<ExponentialInterval, "mtbf" | "lower" | "upper">,
  reason: EstimateNote,
): ExponentialInterval {
  return Object.freeze({ ...values, status: "insufficient", notes: [reason] });
}
