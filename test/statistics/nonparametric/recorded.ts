import { readFileSync } from "node:fs";
import { expect } from "vitest";

/** A list of numbers as R wrote it; what is not a number is null. */
export type Column = readonly (number | null)[];

/** Output of R that was recorded beside its script in `test/statistics/r`. */
export function recorded<T>(family: string): T {
  const path = new URL(`../r/${family}.json`, import.meta.url);
  // The shape is fixed by the R script that wrote the file.
  return JSON.parse(readFileSync(path, "utf8")) as T;
}

/** Each number agrees with its counterpart, relatively; null stands only where R has null. */
export function expectColumn(actual: Column, expected: Column, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => {
    const found = actual[i] ?? null;
    if (value === null || found === null) expect(found, `at ${i}`).toBe(value);
    else {
      const error = Math.abs(found - value) / Math.max(Math.abs(value), 1e-12);
      expect(error, `at ${i}: ${found} for ${value}`).toBeLessThan(tolerance);
    }
  });
}
