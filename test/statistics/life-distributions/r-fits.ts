import { readFileSync } from "node:fs";
import type {
  LifeFamily,
  LifeObservation,
} from "../../../src/statistics/life-distributions/index.js";

/** A fit of survreg: location and scale of ln t (or t), variances in location and ln scale. */
export interface SurvregFit {
  readonly dist: string;
  readonly location: number;
  readonly scale: number;
  readonly log_likelihood: number;
  readonly first: number;
  readonly both: number;
  readonly second: number;
}

/** Ends of likelihood-ratio intervals at 0.95. */
export interface SurvregRatio {
  readonly dist: LifeFamily;
  readonly location: readonly [number, number];
  readonly log_scale: readonly [number, number];
  readonly log_b10: readonly [number, number];
  readonly log_mean: readonly [number, number];
  readonly z_time: number;
  readonly z: readonly [number, number];
}

/** One set of lives and what R says of it. */
export interface RSet {
  readonly name: string;
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
  readonly count: readonly number[];
  readonly fits: readonly SurvregFit[];
  readonly gamma: {
    readonly shape: number;
    readonly scale: number;
    readonly log_likelihood: number;
    readonly first: number;
    readonly second: number;
  } | null;
  readonly likelihood_ratio: readonly SurvregRatio[];
}

const recorded = JSON.parse(
  readFileSync(new URL("../r/life-distributions.json", import.meta.url), "utf8"),
) as { readonly sets: readonly RSet[] };

/** What `../r/life-distributions.R` recorded. */
export const rSets = recorded.sets;

/** The lives of a set. */
export function livesOfSet(set: RSet): LifeObservation[] {
  return set.lower.map((lower, i) => ({
    lower,
    upper: set.upper[i] ?? null,
    count: set.count[i] ?? 1,
  }));
}

const NAMES: Readonly<Record<string, LifeFamily>> = { gaussian: "normal", extreme: "gumbel" };

/** Our name of a distribution of survreg. */
export function familyOf(dist: string): LifeFamily {
  return NAMES[dist] ?? (dist as LifeFamily);
}
