import { describe, expect, test } from "vitest";
import { laplace, laplaceFromSums, robustLaplace } from "../../src/statistics/index.js";
import { goldenCase, relativeError } from "../golden/golden-case.js";

interface Trend {
  readonly U: number;
  readonly n_used: number;
  readonly p_two_sided: number;
}

function expectTrend(actual: ReturnType<typeof laplace>, expected: Trend, tolerance: number): void {
  expect(relativeError(actual.u, expected.U)).toBeLessThan(tolerance);
  expect(relativeError(actual.p_two_sided, expected.p_two_sided)).toBeLessThan(tolerance);
  expect(actual.n_used).toBe(expected.n_used);
}

describe("Laplace trend test", () => {
  test("gives the published statistic of nine times, watched to a time and to the last failure", () => {
    const { inputs, expected, tolerance } = goldenCase<
      { times: number[]; T: number },
      Record<"time_truncated" | "failure_truncated", { laplace: Trend }>
    >("trend-time-truncated-9");
    const system = { times: inputs.times, end: inputs.T };
    const byTime = laplace([{ ...system, termination: "time" }]);
    expectTrend(byTime, expected.time_truncated.laplace, tolerance.rel);
    const byFailure = laplace([{ ...system, termination: "failure" }]);
    expectTrend(byFailure, expected.failure_truncated.laplace, tolerance.rel);
  });

  test("gives the published statistic of thirty times between failures", () => {
    const { inputs, expected, tolerance } = goldenCase<
      { times_between_failures: number[] },
      { laplace: Trend }
    >("trend-rocof-modarres");
    let clock = 0;
    const times = inputs.times_between_failures.map((gap) => (clock += gap));
    const result = laplace([{ times, end: clock, termination: "failure" }]);
    expectTrend(result, expected.laplace, tolerance.rel);
  });

  test("pools systems that were watched for different times", () => {
    const { inputs, expected, tolerance } = goldenCase<
      { systems: { times: number[]; T: number }[] },
      { laplace_U: number }
    >("trend-laplace-pooled-2-systems");
    const systems = inputs.systems.map(
      ({ times, T }) => ({ times, end: T, termination: "time" }) as const,
    );
    expect(relativeError(laplace(systems).u, expected.laplace_U)).toBeLessThan(tolerance.rel);
  });

  test("does not depend on the order of systems or times, nor on the unit of time", () => {
    const a = { times: [3, 9, 4], end: 12, termination: "time" } as const;
    const b = { times: [20, 1], end: 21, termination: "time" } as const;
    const u = laplace([a, b]).u ?? NaN;
    expect(laplace([b, { ...a, times: [9, 4, 3] }]).u).toBeCloseTo(u, 12);
    const hours = [a, b].map((s) => ({ ...s, times: s.times.map((t) => t * 24), end: s.end * 24 }));
    expect(laplace(hours).u).toBeCloseTo(u, 12);
  });

  test("without a failure it cannot say, and with few it says so", () => {
    expect(laplace([{ times: [], end: 9, termination: "time" }])).toMatchObject({
      status: "insufficient",
      u: null,
      p_two_sided: null,
    });
    const few = laplace([{ times: [1, 2], end: 9, termination: "time" }]);
    expect(few.notes).toEqual([{ code: "few_failures", values: { count: 2 } }]);
  });

  test("its sums add up: two systems apart and together", () => {
    // Systems of the pooled case by hand: scores 35 - 3*12.5 = -2.5 and 44 - 3*15 = -1;
    // scale 3*625 + 3*900 = 4575; U = -3.5 / sqrt(4575/12).
    const pooled = laplaceFromSums({ count: 6, score: -3.5, scale: 4575 });
    expect(pooled.u).toBeCloseTo(-3.5 / Math.sqrt(381.25), 12);
  });
});

describe("robust Laplace test", () => {
  test("takes its variance from the scores of the systems", () => {
    // Scores 6, -2, 4: U = 8 / sqrt(36 + 4 + 16) = 8 / sqrt(56).
    const result = robustLaplace({ systems: 3, count: 9, score: 8, squares: 56 });
    expect(result.u).toBeCloseTo(8 / Math.sqrt(56), 12);
  });

  test("one system alone cannot say", () => {
    const result = robustLaplace({ systems: 1, count: 9, score: 8, squares: 64 });
    expect(result.status).toBe("insufficient");
  });
});
