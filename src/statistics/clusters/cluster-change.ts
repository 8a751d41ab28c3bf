import { CONFIDENCE, note, type Estimate } from "../estimate.js";
import { studentTwoSided, studentTwoSidedQuantile } from "../functions/student-t.js";

/** Numerator and denominator of one cluster (asset) in the earlier and the later period. */
export interface PairedCluster {
  readonly earlier: { readonly y: number; readonly x: number };
  readonly later: { readonly y: number; readonly x: number };
}

/** How a ratio of totals changed between two periods. */
export interface ClusterChange extends Estimate {
  /** Later ratio over earlier ratio. */
  readonly factor: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly p_value: number | null;
  /** Clusters with something in either period. */
  readonly clusters: number;
}

interface Sums {
  readonly y: number;
  readonly x: number;
}

function total(parts: readonly Sums[]): Sums {
  return parts.reduce((sum, part) => ({ y: sum.y + part.y, x: sum.x + part.x }), { y: 0, x: 0 });
}

/** What a cluster adds to the error of log(Σy / Σx). */
function influence(part: Sums, whole: Sums): number {
  return (part.y - (whole.y / whole.x) * part.x) / whole.y;
}

/**
 * The factor by which a ratio of totals changed, with an interval and test that let clusters differ
 * and remember: the same assets stand in both periods, so each gives one paired influence
 * (y₂ − R₂x₂)/Σy₂ − (y₁ − R₁x₁)/Σy₁ and the variance of the log factor is m/(m − 1) Σ influence².
 * Student's t on m − 1 degrees of freedom. Cochran 1977, 6.4 and 6.18; `notes/cluster-variance.md`.
 */
export function clusterChange(
  pairs: readonly PairedCluster[],
  confidence = CONFIDENCE,
): ClusterChange {
  const seen = pairs.filter(({ earlier, later }) => earlier.x > 0 || later.x > 0);
  const before = total(seen.map(({ earlier }) => earlier));
  const after = total(seen.map(({ later }) => later));
  const clusters = seen.length;
  if (clusters < 2 || !(before.y > 0) || !(after.y > 0) || !(before.x > 0) || !(after.x > 0)) {
    const nothing = { factor: null, lower: null, upper: null, p_value: null, clusters };
    return Object.freeze({
      ...nothing,
      status: "insufficient",
      notes: [note("few_clusters", { clusters })],
    });
  }
  const squares = seen.reduce(
    (sum, pair) => sum + (influence(pair.later, after) - influence(pair.earlier, before)) ** 2,
    0,
  );
  const error = Math.sqrt((clusters / (clusters - 1)) * squares);
  const log = Math.log(after.y / after.x) - Math.log(before.y / before.x);
  const reach = studentTwoSidedQuantile(1 - confidence, clusters - 1) * error;
  return Object.freeze({
    factor: Math.exp(log),
    lower: Math.exp(log - reach),
    upper: Math.exp(log + reach),
    p_value: error > 0 ? studentTwoSided(log / error, clusters - 1) : log === 0 ? 1 : 0,
    clusters,
    status: "ok",
    notes: [],
  });
}
