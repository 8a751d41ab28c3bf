import { clusterChange } from "../../statistics/index.js";
import type { Change, MetricResult, Row } from "../../metrics/index.js";
import { numberIn, rowsById } from "./rows.js";

/** How far the failures per hour changed, as factors: 0.84 is 16 % fewer. */
export interface RateSpan {
  readonly factor: number;
  readonly lower: number;
  readonly upper: number;
}

/** True when a test excludes "no change". */
export function isClear(change: Change | null): change is Change {
  return change?.verdict === "better" || change?.verdict === "worse";
}

/** True when there was something to compare, whatever came of it. */
export function isCompared(change: Change | null): change is Change {
  return change !== null && change.verdict !== "not_comparable" && change.verdict !== "too_few";
}

function part(row: Row | undefined): { y: number; x: number } {
  const hours = numberIn(row, "operating_h") ?? numberIn(row, "exposure_h") ?? 0;
  return { y: numberIn(row, "failure_count") ?? 0, x: hours };
}

/**
 * The change in failures per hour with its interval, from MTBF by asset in both periods: each asset
 * is paired with itself. Null with fewer than two assets, and where the interval would contradict
 * the verdict, which rests on one test more.
 */
export function rateSpan(
  now: MetricResult | null,
  before: MetricResult | null,
  change: Change | null,
): RateSpan | null {
  if (now === null || before === null || !isCompared(change)) return null;
  const later = rowsById(now);
  const earlier = rowsById(before);
  const ids = [...new Set([...earlier.keys(), ...later.keys()])].sort();
  const pairs = ids.map((id) => ({ earlier: part(earlier.get(id)), later: part(later.get(id)) }));
  const { factor, lower, upper } = clusterChange(pairs);
  if (factor === null || lower === null || upper === null) return null;
  const leavesOutOne = lower > 1 || upper < 1;
  return leavesOutOne === isClear(change) ? { factor, lower, upper } : null;
}
