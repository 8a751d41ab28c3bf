import type { LifeColumns, LifeFit } from "../../../src/statistics/life-distributions/index.js";
import { relativeError } from "../../golden/golden-case.js";

/** Inputs of the published cases with right-censored lives. */
export interface RightCensored {
  readonly failures: readonly number[];
  readonly right_censored?: readonly number[];
  readonly confidence?: number;
}

/** The lives of a published case. */
export function livesOf({ failures, right_censored = [] }: RightCensored): LifeColumns {
  return {
    times: [...failures, ...right_censored],
    failed: [...failures.map(() => 1), ...right_censored.map(() => 0)],
  };
}

/** How far lower and upper bounds lie from what was published, relatively: the worse of the two. */
export function intervalError(
  actual: { readonly lower: number | null; readonly upper: number | null } | undefined,
  [lower, upper]: readonly [number, number],
): number {
  return Math.max(
    relativeError(actual?.lower ?? null, lower),
    relativeError(actual?.upper ?? null, upper),
  );
}

/** The estimate of a parameter, or null. */
export function estimateOf(fit: LifeFit, name: string): number | null {
  return fit.parameters?.[name]?.estimate ?? null;
}

/** Every number inside a result that is not finite. */
export function notFinite(value: unknown, path = ""): string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${path}: ${value}`];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => notFinite(inner, `${path}.${key}`));
}
