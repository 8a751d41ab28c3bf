import { note, type Estimate } from "../estimate.js";
import { expOrNull } from "./representable.js";

/** Duane's line of log cumulative MTBF on log time. */
export interface Duane extends Estimate {
  /** Slope: the growth rate. */
  readonly alpha: number | null;
  /** Cumulative MTBF at time 1; null when no number is that large or small. */
  readonly b: number | null;
  /** 1 / b. */
  readonly a: number | null;
  /** On the line at the last failure. */
  readonly mtbf_cumulative: number | null;
  /** Cumulative MTBF / (1 − α); null when α is 1 or more. */
  readonly mtbf_instantaneous: number | null;
  /** Share of the variance on the line. */
  readonly r_squared: number | null;
  readonly failures: number;
}

function saysNothing(failures: number, code: string): Duane {
  return Object.freeze({
    alpha: null,
    b: null,
    a: null,
    mtbf_cumulative: null,
    mtbf_instantaneous: null,
    r_squared: null,
    failures,
    status: "insufficient",
    notes: [note(code)],
  });
}

interface Line {
  readonly slope: number;
  /** Height at the last point. */
  readonly height: number;
  readonly r_squared: number | null;
}

function leastSquares(x: Float64Array, y: Float64Array): Line | null {
  const n = x.length;
  const [meanX, meanY] = [x, y].map((values) => values.reduce((sum, v) => sum + v, 0) / n);
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < n; i += 1) {
    const [dx, dy] = [x[i]! - meanX!, y[i]! - meanY!];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  if (!(xx > 0)) return null;
  const slope = xy / xx;
  const height = meanY! + slope * (x[n - 1]! - meanX!);
  return { slope, height, r_squared: yy > 0 ? (xy * xy) / (xx * yy) : null };
}

/**
 * Duane's growth line through (log t, log(t / number of failures so far)) by least squares, without
 * intervals: its points depend on one another, which least squares does not know; prefer `powerLaw`.
 * Times count from the start of watching, in any order. J. Duane, Learning curve approach to
 * reliability monitoring, IEEE Transactions on Aerospace 2, 1964.
 *
 * @example duane of 22 failures up to 620 hours: alpha 0.4253, b 1.744, MTBF 26.87 and 46.75
 */
export function duane(times: readonly number[]): Duane {
  if (!times.every((time) => time > 0 && time < Infinity)) return saysNothing(0, "invalid_times");
  const sorted = Float64Array.from(times).sort();
  const failures = sorted.length;
  if (failures < 2) return saysNothing(failures, "few_failures");
  const last = sorted[failures - 1]!;
  // In shares of the last time, which keeps logs near 0 on any scale.
  const x = sorted.map((time) => Math.log(time / last));
  const line = leastSquares(
    x,
    x.map((log, i) => log - Math.log(i + 1)),
  );
  if (line === null) return saysNothing(failures, "no_spread");
  const { slope: alpha, height, r_squared } = line;
  const mtbf_cumulative = last * Math.exp(height);
  const logB = Math.log(mtbf_cumulative) - alpha * Math.log(last);
  return Object.freeze({
    alpha,
    b: expOrNull(logB),
    a: expOrNull(-logB),
    mtbf_cumulative,
    mtbf_instantaneous: alpha < 1 ? mtbf_cumulative / (1 - alpha) : null,
    r_squared,
    failures,
    status: "ok",
    notes: alpha < 1 ? [] : [note("growth_without_limit", { alpha })],
  });
}
