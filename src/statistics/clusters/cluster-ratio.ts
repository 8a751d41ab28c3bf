import { assert } from "../../core/index.js";
import { CONFIDENCE, note, type Estimate } from "../estimate.js";
import { studentTwoSidedQuantile } from "../functions/student-t.js";

/** Sums over clusters (assets) with numerator y and denominator x. */
export interface ClusterSums {
  readonly clusters: number;
  readonly sum_y: number;
  readonly sum_x: number;
  readonly sum_yy: number;
  readonly sum_xy: number;
  readonly sum_xx: number;
}

/** A ratio of totals with an interval that rests on how clusters differ. */
export interface ClusterRatio extends Estimate {
  /** Σy / Σx; null when the denominator is 0. */
  readonly ratio: number | null;
  /** Standard error of the logarithm of the ratio. */
  readonly log_error: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** The sums of some clusters. */
export function clusterSums(
  clusters: readonly { readonly y: number; readonly x: number }[],
): ClusterSums {
  const sum = (of: (cluster: { y: number; x: number }) => number): number =>
    clusters.reduce((total, cluster) => total + of(cluster), 0);
  return {
    clusters: clusters.length,
    sum_y: sum(({ y }) => y),
    sum_x: sum(({ x }) => x),
    sum_yy: sum(({ y }) => y * y),
    sum_xy: sum(({ x, y }) => x * y),
    sum_xx: sum(({ x }) => x * x),
  };
}

/** Standard error of log(Σy / Σx) over clusters; null when it cannot be said. */
export function clusterLogError(sums: ClusterSums): number | null {
  const { clusters, sum_y, sum_x, sum_yy, sum_xy, sum_xx } = sums;
  if (clusters < 2 || !(sum_y > 0) || !(sum_x > 0)) return null;
  const ratio = sum_y / sum_x;
  const residual = Math.max(0, sum_yy - 2 * ratio * sum_xy + ratio * ratio * sum_xx);
  return Math.sqrt((clusters / (clusters - 1)) * residual) / sum_y;
}

/**
 * The ratio of totals Σy / Σx over clusters and its interval: variance by linearisation,
 * m/(m − 1) Σ(y − R x)² / (Σx)², taken on the logarithm with Student's t on m − 1 degrees of freedom.
 * It holds whatever the law inside a cluster is, if clusters are independent and not too few.
 * W. Cochran, Sampling Techniques, 3rd ed. 1977, 6.4; see `notes/cluster-variance.md`.
 *
 * @example clusterRatio(clusterSums([{y: 2, x: 10}, {y: 6, x: 10}, {y: 4, x: 10}])) // ratio 0.4
 */
export function clusterRatio(sums: ClusterSums, confidence = CONFIDENCE): ClusterRatio {
  assert(confidence > 0 && confidence < 1, "a level lies between 0 and 1");
  const ratio = sums.sum_x > 0 ? sums.sum_y / sums.sum_x : null;
  const log_error = clusterLogError(sums);
  if (ratio === null || log_error === null) {
    const notes = [note("few_clusters", { clusters: sums.clusters })];
    const bounds = { log_error: null, lower: null, upper: null };
    return Object.freeze({ ratio, ...bounds, status: "insufficient", notes });
  }
  const reach = studentTwoSidedQuantile(1 - confidence, sums.clusters - 1) * log_error;
  return Object.freeze({
    ratio,
    log_error,
    lower: ratio * Math.exp(-reach),
    upper: ratio * Math.exp(reach),
    status: "ok",
    notes: [],
  });
}
