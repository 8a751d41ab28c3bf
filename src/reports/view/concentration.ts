import type { MetricResult } from "../../metrics/index.js";
import { numberIn } from "./rows.js";

/** How few assets make half of something. */
export interface Concentration {
  /** Assets that together make the first half. */
  readonly few: number;
  /** All assets of the scope. */
  readonly all: number;
  readonly measure: "hours" | "count";
}

const HALF = 0.5;
/** Half on more than a tenth of the assets is nothing to speak of. */
const MOST_SHARE = 0.1;
const LEAST_ASSETS = 10;

/**
 * How few assets make half of the hours or failures of a Pareto by asset; null when they are more
 * than a tenth of all, or when there are too few assets to speak of a few.
 */
export function concentrationOf(pareto: MetricResult | null): Concentration | null {
  if (pareto === null || pareto.rows.length === 0) return null;
  const all = pareto.scope.asset_count;
  const before = pareto.rows.findIndex((row) => (numberIn(row, "cumulative_share") ?? 0) >= HALF);
  const few = before + 1;
  if (before < 0 || all < LEAST_ASSETS || few > all * MOST_SHARE) return null;
  return { few, all, measure: pareto.parameters["measure"] === "count" ? "count" : "hours" };
}
