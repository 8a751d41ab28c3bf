import { seededRandom, type Random } from "../core/index.js";

/** A stream of its own for each part of the plant, so that parts do not disturb one another. */
export function streamOf(seed: number, ...parts: readonly number[]): Random {
  let state = seed >>> 0;
  for (const part of parts) {
    state = Math.imul(state ^ (part >>> 0), 0x9e3779b1) >>> 0;
    state = Math.imul(state ^ (state >>> 15), 0x85ebca6b) >>> 0;
    state = (state ^ (state >>> 13)) >>> 0;
  }
  return seededRandom(state);
}

/** An exponentially distributed number with that mean. */
export function exponential(random: Random, mean: number): number {
  return -Math.log(1 - random.next()) * mean;
}

/** A Weibull distributed number, by inversion of its distribution function. */
export function weibull(random: Random, { beta, eta }: { beta: number; eta: number }): number {
  return eta * Math.pow(-Math.log(1 - random.next()), 1 / beta);
}

/** A lognormal number with that median; sigma is that of its logarithm (Box and Muller 1958). */
export function lognormal(random: Random, median: number, sigma: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
  return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * random.next()));
}

/** True so often. */
export function chance(random: Random, ratio: number): boolean {
  return random.next() < ratio;
}

/** A number between two, each as likely. */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random.next();
}

/** One item, with a likelihood in proportion to its weight. */
export function pickWeighted<T extends { readonly weight: number }>(
  random: Random,
  items: readonly T[],
): T {
  let left = random.next() * items.reduce((sum, { weight }) => sum + weight, 0);
  for (const item of items) {
    left -= item.weight;
    if (left < 0) return item;
  }
  return random.pick(items);
}
