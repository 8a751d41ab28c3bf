import { readFileSync } from "node:fs";

/** A published worked example. */
export interface GoldenCase<Inputs, Expected> {
  readonly id: string;
  readonly source: string;
  readonly inputs: Inputs;
  readonly expected: Expected;
  readonly tolerance: { readonly rel: number };
}

/** The case with that id. */
export function goldenCase<Inputs, Expected>(id: string): GoldenCase<Inputs, Expected> {
  const path = new URL(`cases/${id}.json`, import.meta.url);
  // The files are copies of published cases; their shape is fixed by the test that reads them.
  return JSON.parse(readFileSync(path, "utf8")) as GoldenCase<Inputs, Expected>;
}

/** Relative difference of two numbers. */
export function relativeError(actual: number | null, expected: number): number {
  if (actual === null) return Infinity;
  return Math.abs(actual - expected) / Math.max(Math.abs(expected), Number.MIN_VALUE);
}
