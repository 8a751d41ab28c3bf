import { CONFIDENCE, note, type Estimate, type EstimateNote } from "../estimate.js";
import { normalTwoSided } from "../functions/normal-distribution.js";
import { normalFactor } from "../nonparametric/bounds.js";

/** Kendall's statistic of values in order, and Sen's slope. */
export interface MannKendallTest extends Estimate {
  /** Rising pairs minus falling pairs. */
  readonly s: number | null;
  /** Its variance without a trend, corrected for ties. */
  readonly variance: number | null;
  /** Normal score with continuity correction. */
  readonly z: number | null;
  readonly p_two_sided: number | null;
  /** s over the number of pairs: −1 to 1. */
  readonly tau: number | null;
  /** Median slope of all pairs, in the values' unit per step; null for several series. */
  readonly sen_slope: number | null;
  /** Interval of that slope; a bound is null where there are too few values for it. */
  readonly slope_interval: { readonly lower: number | null; readonly upper: number | null };
  /** Values. */
  readonly n: number;
}

interface KendallSums {
  readonly s: number;
  readonly variance: number;
  readonly pairs: number;
}

function tieTerm(values: Float64Array): number {
  const sorted = values.slice().sort();
  let [sum, from] = [0, 0];
  for (let i = 1; i <= sorted.length; i += 1) {
    if (sorted[i] === sorted[from]) continue;
    const t = i - from;
    sum += t * (t - 1) * (2 * t + 5);
    from = i;
  }
  return sum;
}

function kendallSums(values: Float64Array): KendallSums {
  const n = values.length;
  let s = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1) s += Math.sign(values[j]! - values[i]!);
  }
  const variance = (n * (n - 1) * (2 * n + 5) - tieTerm(values)) / 18;
  return { s, variance, pairs: (n * (n - 1)) / 2 };
}

function slopesOf(values: Float64Array): Float64Array {
  const n = values.length;
  const slopes = new Float64Array((n * (n - 1)) / 2);
  let next = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1) {
      slopes[next] = (values[j]! - values[i]!) / (j - i);
      next += 1;
    }
  }
  return slopes.sort();
}

/** The value at a rank (from 1, between ranks by a straight line), null outside. */
function atRank(sorted: Float64Array, rank: number): number | null {
  if (rank < 1 || rank > sorted.length) return null;
  const below = sorted[Math.floor(rank) - 1]!;
  const above = sorted[Math.ceil(rank) - 1]!;
  return below + (above - below) * (rank - Math.floor(rank));
}

type Slope = Pick<MannKendallTest, "sen_slope" | "slope_interval">;

const NO_SLOPE: Slope = { sen_slope: null, slope_interval: { lower: null, upper: null } };

/** Sen's slope and its interval from the spread of s (Gilbert 1987, 16.5). */
function slopeOf(values: Float64Array, spread: number): Slope {
  const slopes = slopesOf(values);
  const count = slopes.length;
  const lower = atRank(slopes, (count - spread) / 2);
  const upper = atRank(slopes, (count + spread) / 2 + 1);
  const sen_slope = atRank(slopes, (count + 1) / 2);
  return { sen_slope, slope_interval: Object.freeze({ lower, upper }) };
}

function saysNothing(n: number, code: string): MannKendallTest {
  const nothing = { s: null, variance: null, z: null, p_two_sided: null, tau: null, ...NO_SLOPE };
  return Object.freeze({ ...nothing, n, status: "insufficient", notes: [note(code)] });
}

function notesOf(n: number): EstimateNote[] {
  return n < 10 ? [note("normal_approximation", { n })] : [];
}

/** Series of values, each in order, and the level of the interval of the slope. */
export interface MannKendallData {
  /** Several series (one for each asset) are tested for a common direction. */
  readonly series: readonly (readonly number[])[];
  readonly confidence?: number;
}

/**
 * Mann and Kendall's test that values in order (times between failures, monthly rates) rise or
 * fall, whatever their distribution; ties are corrected for, and the normal score has a continuity
 * correction. Pooled over series by adding s and its variance. Takes time n². H. Mann,
 * Econometrica 13, 1945; M. Kendall, Rank Correlation Methods, 1975; P. Sen, JASA 63, 1968;
 * R. Gilbert, Statistical Methods for Environmental Pollution Monitoring, 1987, 16.4 and 16.5.
 *
 * @example mannKendall({ series: [[32, 20, 25, 189, 240, 193, 379, 278, 301, 0, 0, 82]] })
 *   // s 7, z 0.4124, p_two_sided 0.68, sen_slope 5.6
 */
export function mannKendall(data: MannKendallData): MannKendallTest {
  const factor = normalFactor(data.confidence ?? CONFIDENCE);
  const series = data.series.map((values) => Float64Array.from(values));
  const n = series.reduce((sum, values) => sum + values.length, 0);
  if (!series.every((values) => values.every(Number.isFinite)))
    return saysNothing(0, "invalid_values");
  let [s, variance, pairs] = [0, 0, 0];
  for (const values of series) {
    const sums = kendallSums(values);
    s += sums.s;
    variance += sums.variance;
    pairs += sums.pairs;
  }
  if (pairs === 0) return saysNothing(n, "few_values");
  if (!(variance > 0)) return saysNothing(n, "no_variation");
  const z = (s - Math.sign(s)) / Math.sqrt(variance);
  const only = series.length === 1 ? series[0]! : null;
  return Object.freeze({
    s,
    variance,
    z,
    p_two_sided: normalTwoSided(z),
    tau: s / pairs,
    ...(only ? slopeOf(only, factor * Math.sqrt(variance)) : NO_SLOPE),
    n,
    status: "ok",
    notes: notesOf(n),
  });
}
