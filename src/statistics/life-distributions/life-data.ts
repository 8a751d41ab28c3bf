import { note, type EstimateNote } from "../estimate.js";

/**
 * What is known of one life, or of `count` lives alike, in one unit of time:
 *
 * | lower | upper         | meaning                                  |
 * | ----- | ------------- | ---------------------------------------- |
 * | 5     | 5             | failed at 5                              |
 * | 5     | null, ∞       | still alive at 5 (right-censored)        |
 * | null  | 5             | already failed when first seen at 5      |
 * | 3     | 5             | failed between the inspections at 3 and 5 |
 *
 * A lower bound of 0 is the same as null for families of positive lives.
 */
export interface LifeObservation {
  readonly lower: number | null;
  readonly upper: number | null;
  /** How many lives this stands for; 1 when not given. 0 leaves it out. */
  readonly count?: number;
}

/** Failure and right-censored times in columns: the short form for many lives. */
export interface LifeColumns {
  readonly times: ArrayLike<number>;
  /** 1 (true) where the life ended by failure, 0 where it was still running. All failed if absent. */
  readonly failed?: ArrayLike<number | boolean>;
  readonly counts?: ArrayLike<number>;
}

/** Lives of items of one kind, in one unit of time. */
export type LifeData = readonly LifeObservation[] | LifeColumns;

/** How a life is known. */
export const KIND = { exact: 0, right: 1, left: 2, interval: 3 } as const;

/** Lives as the likelihood reads them: y = (ln t or t − shift) / spread, typical size 1. */
export interface Sample {
  readonly kind: Uint8Array;
  /** The exact value or lower bound. */
  readonly low: Float64Array;
  /** The upper bound of left- and interval-censored lives. */
  readonly high: Float64Array;
  readonly weight: Float64Array;
  readonly shift: number;
  readonly spread: number;
  /** What the change from t to y takes from the log-likelihood. */
  readonly jacobian: number;
  readonly n: number;
  readonly failures: number;
  readonly censored: number;
  readonly exact: number;
  readonly is_right_censored_only: boolean;
}

/** A sample, or why there is none. */
export interface SampleRead {
  readonly sample: Sample | null;
  readonly notes: readonly EstimateNote[];
  readonly n: number;
  readonly failures: number;
  readonly censored: number;
}

interface Draft {
  readonly kind: Uint8Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly weight: Float64Array;
  readonly isLog: boolean;
  size: number;
  wrong: number;
  empty: number;
  zero: number;
}

function add(draft: Draft, kind: number, [low, high, weight]: [number, number, number]): void {
  const at = draft.size;
  draft.kind[at] = kind;
  draft.low[at] = low;
  draft.high[at] = high;
  draft.weight[at] = weight;
  draft.size += 1;
}

function addLife(draft: Draft, lower: number, [upper, weight]: [number, number]): void {
  const least = draft.isLog ? 0 : -Infinity;
  if (
    Number.isNaN(lower) ||
    Number.isNaN(upper) ||
    !(weight >= 0 && weight < Infinity) ||
    (draft.isLog && (lower < 0 || upper < 0) && lower !== -Infinity) ||
    upper < Math.max(lower, least) ||
    lower === Infinity ||
    upper === -Infinity
  ) {
    draft.wrong += 1;
    return;
  }
  if (weight === 0) return;
  if (lower <= least && upper === Infinity) draft.empty += 1;
  else if (draft.isLog && upper === 0) draft.zero += 1;
  else if (upper === Infinity) add(draft, KIND.right, [lower, upper, weight]);
  else if (lower <= least) add(draft, KIND.left, [-Infinity, upper, weight]);
  else add(draft, lower === upper ? KIND.exact : KIND.interval, [lower, upper, weight]);
}

function isColumns(data: LifeData): data is LifeColumns {
  return "times" in data;
}

function draftOf(data: LifeData, isLog: boolean): Draft {
  const room = isColumns(data) ? data.times.length : data.length;
  const draft: Draft = {
    kind: new Uint8Array(room),
    low: new Float64Array(room),
    high: new Float64Array(room),
    weight: new Float64Array(room),
    isLog,
    size: 0,
    wrong: 0,
    empty: 0,
    zero: 0,
  };
  if (isColumns(data)) {
    const { times, failed, counts } = data;
    for (let i = 0; i < room; i += 1) {
      const time = times[i]!;
      if (!Number.isFinite(time)) draft.wrong += 1;
      else {
        const isFailed = failed === undefined || Boolean(failed[i]);
        addLife(draft, time, [isFailed ? time : Infinity, counts?.[i] ?? 1]);
      }
    }
  } else {
    for (const { lower, upper, count } of data) {
      addLife(draft, lower ?? -Infinity, [upper ?? Infinity, count ?? 1]);
    }
  }
  return draft;
}

/** Where a life is put to find the middle and the spread of the sample. */
function middleOf(draft: Draft, i: number): number {
  const [low, high] = [draft.low[i]!, draft.high[i]!];
  if (high === Infinity) return low;
  return low === -Infinity ? high : low + (high - low) / 2;
}

function standardise(draft: Draft): { shift: number; spread: number; jacobian: number } {
  let [sum, total, jacobian, exact] = [0, 0, 0, 0];
  for (let i = 0; i < draft.size; i += 1) {
    const weight = draft.weight[i]!;
    if (draft.isLog) {
      draft.low[i] = Math.log(draft.low[i]!);
      draft.high[i] = Math.log(draft.high[i]!);
    }
    if (draft.kind[i] === KIND.left) draft.low[i] = -Infinity;
    if (draft.kind[i] === KIND.exact) {
      exact += weight;
      if (draft.isLog) jacobian -= weight * draft.low[i]!;
    }
    sum += weight * middleOf(draft, i);
    total += weight;
  }
  const shift = sum / total;
  let squares = 0;
  for (let i = 0; i < draft.size; i += 1) {
    squares += draft.weight[i]! * (middleOf(draft, i) - shift) ** 2;
  }
  const spread = Math.sqrt(squares / total) || Math.abs(shift) * 1e-9 || 1;
  for (let i = 0; i < draft.size; i += 1) {
    draft.low[i] = (draft.low[i]! - shift) / spread;
    draft.high[i] = (draft.high[i]! - shift) / spread;
  }
  return { shift, spread, jacobian: jacobian - exact * Math.log(spread) };
}

function countsOf(draft: Draft): Pick<Sample, "n" | "failures" | "censored" | "exact"> {
  let [n, right, exact] = [0, 0, 0];
  for (let i = 0; i < draft.size; i += 1) {
    n += draft.weight[i]!;
    if (draft.kind[i] === KIND.right) right += draft.weight[i]!;
    if (draft.kind[i] === KIND.exact) exact += draft.weight[i]!;
  }
  return { n, failures: n - right, censored: n - exact, exact };
}

/**
 * Whether one single time explains every life: no lower bound lies above an upper bound. Then a
 * distribution without spread has the highest likelihood, and a spread cannot be estimated.
 */
function hasNoSpread({ low, high, size }: Draft): boolean {
  let [most, least] = [-Infinity, Infinity];
  for (let i = 0; i < size; i += 1) {
    most = Math.max(most, low[i]!);
    least = Math.min(least, high[i]!);
  }
  return most <= least;
}

function remarks(draft: Draft): EstimateNote[] {
  return [
    ...(draft.wrong > 0 ? [note("wrong_time", { count: draft.wrong })] : []),
    ...(draft.zero > 0 ? [note("zero_time", { count: draft.zero })] : []),
    ...(draft.empty > 0 ? [note("life_without_information", { count: draft.empty })] : []),
  ];
}

/**
 * Reads lives for a family of positive lives (`isLog`) or of any real number. Rules: a negative,
 * infinite or missing time, a lower bound above the upper, or a negative count stops the reading
 * (note `wrong_time`), and so does a failure at time 0 for positive lives (`zero_time`). A life that
 * says nothing (alive at 0, or no bounds at all) is left out with the note
 * `life_without_information`. Without a failure: `no_failure`. `no_spread` when a spread is needed
 * and one single time explains every life.
 */
export function readLifeData(
  data: LifeData,
  { isLog, needsSpread }: { readonly isLog: boolean; readonly needsSpread: boolean },
): SampleRead {
  const draft = draftOf(data, isLog);
  const counts = countsOf(draft);
  const notes = remarks(draft);
  const { n, failures, censored } = counts;
  const nothing = (...more: EstimateNote[]): SampleRead => ({
    sample: null,
    notes: [...notes, ...more],
    n,
    failures,
    censored,
  });
  if (draft.wrong > 0 || draft.zero > 0) return nothing();
  if (!(failures > 0)) return nothing(note("no_failure"));
  if (needsSpread && hasNoSpread(draft)) return nothing(note("no_spread"));
  const scaled = standardise(draft);
  const { size } = draft;
  const kind = draft.kind.subarray(0, size);
  const sample: Sample = {
    kind,
    low: draft.low.subarray(0, size),
    high: draft.high.subarray(0, size),
    weight: draft.weight.subarray(0, size),
    ...scaled,
    ...counts,
    is_right_censored_only: kind.every((value) => value <= KIND.right),
  };
  return { sample, notes, n, failures, censored };
}
