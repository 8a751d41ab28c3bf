import { assert } from "../../core/index.js";
import { CONFIDENCE, note, type Estimate } from "../estimate.js";
import { exponentialInterval } from "../intervals/exponential-interval.js";
import { KIND, readLifeData, type LifeData } from "./life-data.js";

/** The characteristic life for a shape known from elsewhere. */
export interface Weibayes extends Estimate {
  /** Null without a failure. */
  readonly eta: number | null;
  readonly lower: number | null;
  /** Null without a failure: only a lower bound exists. */
  readonly upper: number | null;
  readonly beta: number;
  readonly n: number;
  readonly failures: number;
  readonly confidence: number;
}

/** The shape and the level (0.95 when not given). */
export interface WeibayesOptions {
  readonly beta: number;
  readonly confidence?: number;
}

interface PowerTime {
  /** Σ (t / longest)^beta over all lives. */
  readonly total: number;
  readonly longest: number;
}

/** Lives to the power beta, in units of the longest so that nothing overflows. */
function powerTime(data: LifeData, beta: number): PowerTime {
  const lives =
    "times" in data
      ? Array.from(data.times, (time, i) => ({ time, count: data.counts?.[i] ?? 1 }))
      : data.map(({ lower, count }) => ({ time: lower ?? 0, count: count ?? 1 }));
  let longest = 0;
  for (const { time } of lives) longest = Math.max(longest, time);
  let total = 0;
  for (const { time, count } of lives) total += count * (time / longest) ** beta;
  return { total, longest };
}

/**
 * Weibull's eta for a given beta: (Σ t^beta / r)^(1/beta) over complete and right-censored lives
 * with r failures, since t^beta is then exponential. Its interval is that of the exponential mean,
 * time-terminated; without a failure only the one-sided lower bound (Σ t^beta / −ln α)^(1/beta)
 * exists. R. Abernethy, The New Weibull Handbook, 5th ed., 2006, chapter 6; W. Nelson, Weibull
 * analysis of reliability data with few or no failures, J. Quality Technology 17, 1985. The bounds
 * take beta as known: try others around it.
 *
 * @example weibayes({ times: [1000, 1500, 2000], failed: [0, 0, 0] }, { beta: 2 })
 *   // eta null, lower 1555.67: (7,250,000 / 2.9957)^(1/2)
 */
export function weibayes(
  data: LifeData,
  { beta, confidence = CONFIDENCE }: WeibayesOptions,
): Weibayes {
  assert(beta > 0 && Number.isFinite(beta), "a shape is positive");
  assert(confidence > 0 && confidence < 1, "a level lies between 0 and 1");
  const read = readLifeData(data, { isLog: true, needsSpread: false });
  const { n, failures } = read;
  const base = { beta, n, failures, confidence };
  const nothing = { eta: null, lower: null, upper: null };
  const unsaid = (notes: Estimate["notes"]): Weibayes =>
    Object.freeze({ ...base, ...nothing, status: "insufficient", notes: Object.freeze(notes) });
  const stops = read.notes.filter(({ code }) => code === "wrong_time" || code === "zero_time");
  if (stops.length > 0 || n === 0) return unsaid(stops.length > 0 ? stops : read.notes);
  const isKnown = read.sample?.kind.every((kind) => kind <= KIND.right) ?? true;
  if (!isKnown) return unsaid([...read.notes, note("only_right_censored")]);
  if (!Number.isInteger(failures)) return unsaid([...read.notes, note("counts_not_whole")]);
  const { total, longest } = powerTime(data, beta);
  const sides = failures === 0 ? 1 : 2;
  const mean = exponentialInterval({
    total_time: total,
    failures,
    termination: "time",
    sides,
    confidence,
  });
  const back = (value: number | null): number | null => {
    const life = value === null ? Infinity : longest * value ** (1 / beta);
    return Number.isFinite(life) ? life : null;
  };
  const notes = [...read.notes.filter(({ code }) => code !== "no_failure"), ...mean.notes];
  return Object.freeze({
    ...base,
    eta: back(mean.mtbf),
    lower: back(mean.lower),
    upper: back(mean.upper),
    status: mean.status,
    notes: Object.freeze(notes),
  });
}
