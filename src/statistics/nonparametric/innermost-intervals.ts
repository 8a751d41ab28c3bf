/** What is known of one life (or several equal ones): it ended in (lower, upper]. */
export interface CensoredInterval {
  readonly lower: number;
  /** Null when the life had not ended when last seen; equal to `lower` when the age is exact. */
  readonly upper: number | null;
  /** How many units this line stands for; 1 unless said. */
  readonly count?: number;
}

/** Observations as ranges of the intervals that alone can hold probability. */
export interface Ranges {
  /** Ends of the innermost intervals, ascending; equal ends for an exact age. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** First and last innermost interval of each distinct range. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly count: Float64Array;
  /** Units. */
  readonly n: number;
}

interface End {
  readonly time: number;
  /** Order at one time: an exact age opens, intervals close, then intervals open. */
  readonly order: 0 | 1 | 2;
}

function isUsable({ lower, upper, count = 1 }: CensoredInterval): boolean {
  const isLow = lower >= 0 && lower < Infinity;
  const isHigh = upper === null || (upper >= lower && upper < Infinity);
  return isLow && isHigh && Number.isInteger(count) && count > 0;
}

function endsOf({ lower, upper }: CensoredInterval): readonly [End, End] {
  return [
    { time: lower, order: lower === upper ? 0 : 2 },
    { time: upper ?? Infinity, order: 1 },
  ];
}

function compareEnds(a: End, b: End): number {
  return a.time === b.time ? a.order - b.order : a.time - b.time;
}

/** Where a left end is followed at once by a right end. */
function innermost(ends: readonly End[]): [Float64Array, Float64Array] {
  const [lower, upper]: [number[], number[]] = [[], []];
  for (const [i, end] of ends.entries()) {
    const before = ends[i - 1];
    if (end.order !== 1 || before === undefined || before.order === 1) continue;
    lower.push(before.time);
    upper.push(end.time);
  }
  return [Float64Array.from(lower), Float64Array.from(upper)];
}

/** How many sorted values lie below a limit, or at it when `isAtCounted`. */
function countBelow(sorted: Float64Array, limit: number, isAtCounted: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < limit || (isAtCounted && sorted[middle] === limit)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function firstInside(lower: Float64Array, upper: Float64Array, start: End): number {
  let first = countBelow(lower, start.time, false);
  // An exact age at the same time lies before an interval that is open there.
  const isExact = (j: number): boolean => lower[j] === start.time && upper[j] === start.time;
  if (start.order === 2) while (isExact(first)) first += 1;
  return first;
}

/**
 * Turnbull's innermost intervals and the range of them that each observation allows; equal ranges
 * are put together. Null when an interval cannot be one (upper before lower, negative, no number).
 * B. Turnbull, The empirical distribution function with arbitrarily grouped, censored and truncated
 * data, JRSS B 38, 1976.
 */
export function rangesOf(intervals: readonly CensoredInterval[]): Ranges | null {
  if (!intervals.every(isUsable)) return null;
  const pairs = intervals.map(endsOf);
  const [lower, upper] = innermost(pairs.flat().sort(compareEnds));
  const distinct = new Map<string, [number, number, number]>();
  let n = 0;
  for (const [i, [start, end]] of pairs.entries()) {
    const first = firstInside(lower, upper, start);
    const last = countBelow(upper, end.time, true) - 1;
    const count = intervals[i]!.count ?? 1;
    const range = distinct.get(`${first} ${last}`);
    if (range) range[2] += count;
    else distinct.set(`${first} ${last}`, [first, last, count]);
    n += count;
  }
  const ranges = [...distinct.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return {
    lower,
    upper,
    first: Int32Array.from(ranges, (range) => range[0]),
    last: Int32Array.from(ranges, (range) => range[1]),
    count: Float64Array.from(ranges, (range) => range[2]),
    n,
  };
}
