import { note, type EstimateNote } from "../estimate.js";
import type { FailureTimes } from "./laplace.js";

/** A system as trend tests see it. */
export interface WatchedSystem {
  /** Failures that carry information, ascending; a failure that ended the watch is left out. */
  readonly times: Float64Array;
  /** All times between failures that were seen whole, the first one since watching began. */
  readonly gaps: Float64Array;
  readonly watch: number;
}

function isUsable({ times, end, termination }: FailureTimes): boolean {
  if (!times.every((time) => time >= 0 && time < Infinity)) return false;
  if (termination === "failure") return true;
  return end > 0 && end < Infinity && times.every((time) => time <= end);
}

function watchedSystem({ times, end, termination }: FailureTimes): WatchedSystem {
  const sorted = Float64Array.from(times).sort();
  const gaps = sorted.map((time, i) => time - (sorted[i - 1] ?? 0));
  if (termination === "time") return { times: sorted, gaps, watch: end };
  return { times: sorted.subarray(0, -1), gaps, watch: sorted.at(-1) ?? 0 };
}

/**
 * Systems with a watch, in the form of trend tests; null when a time cannot be one (negative, not a
 * number, after the end). Systems watched to their last failure without one drop out.
 */
export function watchedSystems(systems: readonly FailureTimes[]): WatchedSystem[] | null {
  if (!systems.every(isUsable)) return null;
  return systems.map(watchedSystem).filter(({ watch }) => watch > 0);
}

/** A remark when there are too few failures for the usual approximations. */
export function fewFailures(count: number): EstimateNote[] {
  return count < 4 ? [note("few_failures", { count })] : [];
}
