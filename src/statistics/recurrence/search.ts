/** A function of one number and where to look for its maximum. */
export interface Search {
  readonly value: (x: number) => number;
  readonly low: number;
  readonly high: number;
}

/** Where a function was tried, and the best place. */
export interface Peak {
  readonly x: number;
  readonly value: number;
  /** Places tried on the grid, ascending, with their values. */
  readonly grid: readonly { readonly x: number; readonly value: number }[];
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;
const REFINEMENTS = 40;

function refine({ value, low, high }: Search): { x: number; value: number } {
  let [a, b] = [low, high];
  let [x, y] = [b - GOLDEN * (b - a), a + GOLDEN * (b - a)];
  let [atX, atY] = [value(x), value(y)];
  for (let step = 0; step < REFINEMENTS; step += 1) {
    if (atX >= atY) {
      [b, y, atY] = [y, x, atX];
      x = b - GOLDEN * (b - a);
      atX = value(x);
    } else {
      [a, x, atX] = [x, y, atY];
      y = a + GOLDEN * (b - a);
      atY = value(y);
    }
  }
  return atX >= atY ? { x, value: atX } : { x: y, value: atY };
}

/** The highest point by an even grid, which sees several hills, and golden sections beside its best. */
export function highest(search: Search, cells: number): Peak {
  const { value, low, high } = search;
  const grid = Array.from({ length: cells + 1 }, (_, i) => {
    const x = low + ((high - low) * i) / cells;
    return { x, value: value(x) };
  });
  const best = grid.reduce((top, point, i) => (point.value > grid[top]!.value ? i : top), 0);
  const beside = { low: grid[best - 1]?.x ?? low, high: grid[best + 1]?.x ?? high };
  const refined = refine({ value, ...beside });
  const top = refined.value > grid[best]!.value ? refined : grid[best]!;
  return { ...top, grid };
}

/** Where a function that is above 0 at one end and below at the other passes 0, by halving. */
export function crossing(value: (x: number) => number, inside: number, outside: number): number {
  let [a, b] = [inside, outside];
  for (let step = 0; step < 60 && Math.abs(b - a) > 1e-9 * Math.abs(a + b); step += 1) {
    const middle = (a + b) / 2;
    if (value(middle) >= 0) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}
