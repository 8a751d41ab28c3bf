import { describe, expect, test } from "vitest";
import {
  exponentialInterval,
  poissonInterval,
  type ExponentialData,
} from "../../src/statistics/index.js";
import { goldenCase, relativeError } from "../golden/golden-case.js";

interface Expected {
  readonly mtbf: number | null;
  readonly lower: number;
  readonly upper: number | null;
}

function expectPublished(id: string): void {
  const { inputs, expected, tolerance } = goldenCase<ExponentialData, Expected>(id);
  const result = exponentialInterval(inputs);
  for (const key of ["mtbf", "lower", "upper"] as const) {
    const wanted = expected[key];
    if (wanted === null) expect(result[key]).toBeNull();
    else expect(relativeError(result[key], wanted)).toBeLessThan(tolerance.rel);
  }
}

describe("exponential interval", () => {
  test("a time-terminated test gives the published two-sided interval", () => {
    expectPublished("exp-mtbf-time-two-sided-19520");
  });

  test("a time-terminated test gives the published one-sided bound", () => {
    expectPublished("exp-mtbf-time-one-sided-10000");
  });

  test("a failure-terminated test uses 2r degrees of freedom for both bounds", () => {
    expectPublished("exp-mtbf-failure-two-sided");
  });

  test("without a failure there is no point value, only the bound T / -ln(1 - confidence)", () => {
    expectPublished("exp-mtbf-zero-failures-5000");
    const both = exponentialInterval({
      total_time: 5000,
      failures: 0,
      termination: "time",
      sides: 2,
    });
    expect(both).toMatchObject({ mtbf: null, upper: null, status: "ok" });
    expect(both.lower).toBeCloseTo(5000 / -Math.log(0.05), 9);
    expect(both.notes.map(({ code }) => code)).toEqual(["one_sided"]);
  });

  test("a large count keeps ten digits", () => {
    // R 4.2.2: 2*194039.3/qchisq(c(.975,.025),c(1806,1804))
    const data = { total_time: 194039.3, failures: 902, termination: "time", sides: 2 } as const;
    expect(relativeError(exponentialInterval(data).lower, 201.52846191990599)).toBeLessThan(1e-10);
    expect(relativeError(exponentialInterval(data).upper, 229.88025560292232)).toBeLessThan(1e-10);
  });

  test("no time on test is insufficient, not zero and not infinite", () => {
    const none = { total_time: 0, failures: 0, termination: "time", sides: 2 } as const;
    expect(exponentialInterval(none)).toMatchObject({
      status: "insufficient",
      mtbf: null,
      lower: null,
    });
    const open = { total_time: 10, failures: 0, termination: "failure", sides: 2 } as const;
    expect(exponentialInterval(open)).toMatchObject({ status: "insufficient", lower: null });
  });

  test("scaling all times scales the interval", () => {
    const data = { total_time: 700, failures: 5, termination: "time", sides: 2 } as const;
    const scaled = exponentialInterval({ ...data, total_time: 7000 });
    expect(scaled.lower).toBeCloseTo(10 * (exponentialInterval(data).lower ?? 0), 9);
  });

  test("results cannot be changed", () => {
    expect(
      Object.isFrozen(
        exponentialInterval({ total_time: 1, failures: 1, termination: "time", sides: 1 }),
      ),
    ).toBe(true);
  });
});

describe("poisson interval", () => {
  test("agrees with poisson.test", () => {
    // R 4.2.2: poisson.test(10)$conf.int; poisson.test(0)$conf.int
    expect(relativeError(poissonInterval(10).lower, 4.7953886961324343)).toBeLessThan(1e-10);
    expect(relativeError(poissonInterval(10).upper, 18.3903560420177783)).toBeLessThan(1e-10);
    expect(poissonInterval(0).lower).toBe(0);
    expect(relativeError(poissonInterval(0).upper, 3.6888794541139354)).toBeLessThan(1e-10);
  });
});
