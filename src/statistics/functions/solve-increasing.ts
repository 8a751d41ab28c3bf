const MAX_STEPS = 300;

/** A function that rises, its slope, and where to look for the point at which it is 0. */
export interface Rising {
  readonly value: (x: number) => number;
  readonly slope: (x: number) => number;
  readonly low: number;
  readonly high: number;
  readonly start: number;
}

/** The zero of a rising function: Newton's steps, kept inside a bracket that halves when they leave it. */
export function solveIncreasing({ value, slope, low, high, start }: Rising): number {
  let [below, above] = [low, high];
  let x = start > low && start < high ? start : (low + high) / 2;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const y = value(x);
    if (y === 0) return x;
    if (y < 0) below = x;
    else above = x;
    const newton = x - y / slope(x);
    const next = newton > below && newton < above ? newton : (below + above) / 2;
    if (Math.abs(next - x) <= 2e-16 * Math.abs(x) || next === below || next === above) return next;
    x = next;
  }
  return x;
}
