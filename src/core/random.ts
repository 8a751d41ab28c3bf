/** A stream of numbers in [0, 1) that is the same for the same seed on every machine. */
export interface Random {
  /** The next number in [0, 1). */
  next(): number;
  /** A whole number in [from, to). */
  integer(from: number, to: number): number;
  /** One of the items, each as likely as the others. */
  pick<T>(items: readonly T[]): T;
}

/** A seeded stream (mulberry32 after Tommy Ettinger: 32-bit state, passes gjrand's short tests). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 15), z | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296;
  };
  const integer = (from: number, to: number): number => from + Math.floor(next() * (to - from));
  const pick = <T>(items: readonly T[]): T => {
    const item = items[integer(0, items.length)];
    if (item === undefined) throw new RangeError("pick needs at least one item");
    return item;
  };
  return { next, integer, pick };
}
