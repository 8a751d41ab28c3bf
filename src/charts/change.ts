/** A figure with the interval it may lie in. */
export interface Estimate {
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** What can be said of a change between two independent figures. */
export interface Change {
  /** The new value over the old. */
  readonly ratio: number;
  readonly lower: number;
  readonly upper: number;
  /** True when the interval of the ratio leaves out 1: more than chance would give. */
  readonly is_clear: boolean;
}

function isPositive(number: number | null): number is number {
  return number !== null && number > 0;
}

/**
 * The ratio of two positive figures with its interval, from the intervals of both: variance
 * estimates recovered on the log scale (Zou and Donner, Statistics in Medicine 27, 2008, 1693).
 * Null when either figure or interval is unknown, so that no change is claimed.
 */
export function ratioOfChange(before: Estimate, after: Estimate): Change | null {
  const all = [before.value, before.lower, before.upper, after.value, after.lower, after.upper];
  if (!all.every(isPositive)) return null;
  const [b = 1, bl = 1, bu = 1, a = 1, al = 1, au = 1] = all.map((number) => Math.log(number));
  const middle = a - b;
  const lower = middle - Math.hypot(a - al, bu - b);
  const upper = middle + Math.hypot(au - a, b - bl);
  return {
    ratio: Math.exp(middle),
    lower: Math.exp(lower),
    upper: Math.exp(upper),
    is_clear: lower > 0 || upper < 0,
  };
}
