import {
  clopperPearson,
  clusterLogError,
  CONFIDENCE,
  dispersionTest,
  exponentialInterval,
  poissonInterval,
  studentTwoSidedQuantile,
  type ClusterSums,
  type DispersionTest,
} from "../statistics/index.js";
import { numberIn, numberOrNull } from "./cells.js";
import type { IntervalRule } from "./define.js";
import type { Interval, MethodCode, Row } from "./result.js";

/** Fewer assets than this say too little about how assets differ. */
export const FEWEST_CLUSTERS = 5;
/** Below this p-value an assumption counts as contradicted. */
export const SIGNIFICANCE = 0.05;

function interval(lower: number | null, upper: number | null, method: MethodCode): Interval {
  return Object.freeze({ lower, upper, level: CONFIDENCE, method });
}

function sums(row: Row, clusters: number, [y, x]: readonly [number, number]): ClusterSums {
  return {
    clusters,
    sum_y: y,
    sum_x: x,
    sum_yy: numberIn(row, "sum_yy"),
    sum_xy: numberIn(row, "sum_xy"),
    sum_xx: numberIn(row, "sum_xx"),
  };
}

/** Half width on the logarithm, between assets; null when there are too few of them. */
function clusterReach(cluster: ClusterSums): number | null {
  if (cluster.clusters < FEWEST_CLUSTERS) return null;
  const error = clusterLogError(cluster);
  if (error === null) return null;
  return studentTwoSidedQuantile(1 - CONFIDENCE, cluster.clusters - 1) * error;
}

/** Whether the assets of a row differ in their failure rates by more than chance. */
export function rowDispersion(row: Row): DispersionTest {
  return dispersionTest({
    units: numberIn(row, "asset_count"),
    count: numberIn(row, "failure_count"),
    exposure: numberIn(row, "exposure_h"),
    sum_yy_per_e: numberIn(row, "sum_yy_per_e"),
    sum_per_e: numberIn(row, "sum_per_e"),
  });
}

function differs(row: Row): boolean {
  const { p_value } = rowDispersion(row);
  return p_value !== null && p_value < SIGNIFICANCE;
}

function rateInterval(row: Row): Interval | null {
  const failures = numberIn(row, "failure_count");
  const operating = numberIn(row, "operating_h");
  const cluster = sums(row, numberIn(row, "asset_count"), [failures, operating]);
  const reach = failures > 0 && differs(row) ? clusterReach(cluster) : null;
  if (reach !== null) {
    const mean = operating / failures;
    return interval(mean * Math.exp(-reach), mean * Math.exp(reach), "cluster");
  }
  const data = { total_time: operating, failures, termination: "time", sides: 2 } as const;
  const exact = exponentialInterval(data);
  if (exact.status !== "ok") return null;
  const method = failures === 0 ? "exponential_one_sided" : "exponential";
  return interval(exact.lower, exact.upper, method);
}

function countInterval(row: Row): Interval | null {
  const failures = numberIn(row, "failure_count");
  const exposure = numberIn(row, "exposure_h");
  if (!(exposure > 0)) return null;
  const cluster = sums(row, numberIn(row, "asset_count"), [failures, exposure]);
  const reach = failures > 0 && differs(row) ? clusterReach(cluster) : null;
  if (reach !== null) {
    return interval(failures * Math.exp(-reach), failures * Math.exp(reach), "cluster");
  }
  const exact = poissonInterval(failures);
  return interval(exact.lower, exact.upper, "poisson");
}

/** Half width on the logarithm, between single failures; null for fewer than two. */
function eventReach(count: number, sum: number, squares: number): number | null {
  const error = clusterLogError({
    clusters: count,
    sum_y: sum,
    sum_x: count,
    sum_yy: squares,
    sum_xy: sum,
    sum_xx: count,
  });
  return error === null ? null : studentTwoSidedQuantile(1 - CONFIDENCE, count - 1) * error;
}

/** Names of the columns with the count and the hours of a mean duration. */
export function durationColumns(row: Row): { readonly count: string; readonly hours: string } {
  return "restored_count" in row
    ? { count: "restored_count", hours: "restore_h" }
    : { count: "closed_count", hours: "closed_down_h" };
}

function durationInterval(row: Row): Interval | null {
  const columns = durationColumns(row);
  const count = numberIn(row, columns.count);
  const hours = numberIn(row, columns.hours);
  const between = clusterReach(sums(row, numberIn(row, "cluster_count"), [hours, count]));
  const within = eventReach(count, hours, numberOrNull(row, "event_sum_yy") ?? 0);
  if (between === null && within === null) return null;
  const reach = Math.max(between ?? 0, within ?? 0);
  const method = between !== null && between >= (within ?? 0) ? "cluster" : "events";
  const mean = hours / count;
  return interval(mean * Math.exp(-reach), mean * Math.exp(reach), method);
}

function hoursInterval(row: Row): Interval | null {
  const down = numberIn(row, "downtime_h");
  const exposure = numberIn(row, "exposure_h");
  const reach = clusterReach(sums(row, numberIn(row, "asset_count"), [down, exposure]));
  if (reach === null) return null;
  return interval(down * Math.exp(-reach), Math.min(exposure, down * Math.exp(reach)), "cluster");
}

function unavailabilityInterval(row: Row): Interval | null {
  const hours = hoursInterval(row);
  const exposure = numberIn(row, "exposure_h");
  if (hours === null || hours.lower === null || hours.upper === null) return null;
  return interval(1 - hours.upper / exposure, 1 - hours.lower / exposure, "cluster");
}

function proportionInterval(row: Row): Interval | null {
  const hits = numberIn(row, "repeat_count");
  const trials = numberIn(row, "known_count");
  const exact = clopperPearson({ hits, trials });
  const { proportion, lower, upper } = exact;
  if (proportion === null || lower === null || upper === null) return null;
  const cluster = sums(row, numberIn(row, "cluster_count"), [hits, trials]);
  const reach = hits < trials ? clusterReach(cluster) : null;
  if (reach === null) return interval(lower, upper, "clopper_pearson");
  // The error of log p is that of p over p; on the logit it is that over 1 − p.
  const logit = Math.log(proportion / (1 - proportion));
  const bound = (sign: number): number =>
    1 / (1 + Math.exp(-(logit + (sign * reach) / (1 - proportion))));
  const wider = bound(1) - bound(-1) > upper - lower;
  return wider
    ? interval(bound(-1), bound(1), "cluster")
    : interval(lower, upper, "clopper_pearson");
}

/** The interval of a row's figure by the metric's rule, or null when it cannot be said. */
export function rowInterval(rule: IntervalRule, row: Row): Interval | null {
  switch (rule) {
    case "none":
      return null;
    case "rate":
      return rateInterval(row);
    case "count":
      return countInterval(row);
    case "mean_duration":
      return durationInterval(row);
    case "hours":
      return hoursInterval(row);
    case "unavailability":
      return unavailabilityInterval(row);
    case "proportion":
      return proportionInterval(row);
  }
}
