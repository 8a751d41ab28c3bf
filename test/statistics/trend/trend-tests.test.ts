import { describe, expect, test } from "vitest";
import {
  andersonDarlingTrend,
  andersonDarlingUpperTail,
  laplace,
  lewisRobinson,
  mannKendall,
  militaryHandbook,
  type FailureTimes,
} from "../../../src/statistics/trend/index.js";
import { goldenCase, relativeError } from "../../golden/golden-case.js";
import { recorded } from "../nonparametric/recorded.js";

interface Military {
  readonly chi2: number;
  readonly df: number;
  readonly p_lower_tail: number;
  readonly p_upper_tail: number;
}

interface RecordedPool {
  readonly systems: FailureTimes[];
  readonly expected: Record<
    | "chi_square"
    | "df"
    | "p_lower"
    | "lewis_robinson"
    | "cv"
    | "p_lewis_robinson"
    | "anderson_darling"
    | "p_simulated",
    number
  >;
}

interface RecordedSeries {
  readonly values: number[];
  readonly expected: { readonly z: number; readonly p: number; readonly sen_slope: number };
}

const random = recorded<{ pools: RecordedPool[]; kendall: RecordedSeries[] }>("trend");

function expectClose(actual: number | null, expected: number, tolerance: number): void {
  expect(relativeError(actual, expected), `${actual} for ${expected}`).toBeLessThan(tolerance);
}

function expectMilitary(systems: FailureTimes[], expected: Military, tolerance: number): void {
  const actual = militaryHandbook(systems);
  expectClose(actual.chi_square, expected.chi2, tolerance);
  expect(actual.df).toBe(expected.df);
  expectClose(actual.p_lower_tail, expected.p_lower_tail, tolerance);
  expectClose(actual.p_upper_tail, expected.p_upper_tail, tolerance);
}

const modarres = goldenCase<
  { times_between_failures: number[] },
  {
    mil_hdbk_189: Military;
    lewis_robinson: { LR: number; cv: number; p_two_sided: number };
    anderson_darling: { AD: number; n_used: number };
  }
>("trend-rocof-modarres");
let clock = 0;
const modarresTimes = modarres.inputs.times_between_failures.map((gap) => (clock += gap));
const modarresSystem = { times: modarresTimes, end: clock, termination: "failure" } as const;

describe("trend tests against published cases", () => {
  test("MIL-HDBK-189C of nine times, watched to a time and to the last failure", () => {
    const { inputs, expected, tolerance } = goldenCase<
      { times: number[]; T: number },
      Record<"time_truncated" | "failure_truncated", { mil: Military }>
    >("trend-time-truncated-9");
    const system = { times: inputs.times, end: inputs.T };
    const { rel } = tolerance;
    expectMilitary([{ ...system, termination: "time" }], expected.time_truncated.mil, rel);
    expectMilitary([{ ...system, termination: "failure" }], expected.failure_truncated.mil, rel);
  });

  test("MIL-HDBK-189C of two systems", () => {
    const { inputs, expected, tolerance } = goldenCase<
      { systems: { times: number[]; T: number }[] },
      { mil_chi2: number; mil_df: number }
    >("trend-laplace-pooled-2-systems");
    const result = militaryHandbook(
      inputs.systems.map(({ times, T }) => ({ times, end: T, termination: "time" })),
    );
    expectClose(result.chi_square, expected.mil_chi2, tolerance.rel);
    expect(result.df).toBe(expected.mil_df);
  });

  test("all of them on Modarres's thirty times between failures", () => {
    const { expected, tolerance } = modarres;
    const { rel } = tolerance;
    expectMilitary([modarresSystem], expected.mil_hdbk_189, rel);
    const robinson = lewisRobinson([modarresSystem]);
    expectClose(robinson.u, expected.lewis_robinson.LR, rel);
    expectClose(robinson.cv, expected.lewis_robinson.cv, rel);
    expectClose(robinson.p_two_sided, expected.lewis_robinson.p_two_sided, rel);
    const darling = andersonDarlingTrend([modarresSystem]);
    expectClose(darling.statistic, expected.anderson_darling.AD, rel);
    expect(darling.n_used).toBe(expected.anderson_darling.n_used);
  });

  test("Mann-Kendall of twelve values", () => {
    const { inputs, expected, tolerance } = goldenCase<
      { values: number[] },
      Record<"S" | "varS" | "Z" | "p_two_sided" | "tau" | "sen_slope", number>
    >("mann-kendall-12");
    const result = mannKendall({ series: [inputs.values] });
    const { rel } = tolerance;
    expectClose(result.s, expected.S, rel);
    expectClose(result.variance, expected.varS, rel);
    expectClose(result.z, expected.Z, rel);
    expectClose(result.p_two_sided, expected.p_two_sided, rel);
    expectClose(result.tau, expected.tau, rel);
    expectClose(result.sen_slope, expected.sen_slope, rel);
  });
});

describe("trend tests against R", () => {
  test.each(random.pools.map((set, i) => [i, set] as const))("random pool %i", (_, set) => {
    const { systems, expected } = set;
    const military = militaryHandbook(systems);
    expectClose(military.chi_square, expected.chi_square, 1e-9);
    expect(military.df).toBe(expected.df);
    expectClose(military.p_lower_tail, expected.p_lower, 1e-9);
    const robinson = lewisRobinson(systems);
    expectClose(robinson.u, expected.lewis_robinson, 1e-9);
    expectClose(robinson.cv, expected.cv, 1e-9);
    expectClose(robinson.p_two_sided, expected.p_lewis_robinson, 1e-9);
    const darling = andersonDarlingTrend(systems);
    expectClose(darling.statistic, expected.anderson_darling, 1e-9);
    // 40,000 simulated sets: four standard errors are at most 0.01.
    expect(Math.abs((darling.p_value ?? NaN) - expected.p_simulated)).toBeLessThan(0.01);
  });

  test.each(random.kendall.map((set, i) => [i, set] as const))("random series %i", (_, set) => {
    const result = mannKendall({ series: [set.values] });
    expectClose(result.z, set.expected.z, 1e-9);
    expectClose(result.p_two_sided, set.expected.p, 1e-9);
    expectClose(result.sen_slope, set.expected.sen_slope, 1e-9);
  });

  test("Anderson-Darling has its published limits of 10, 5 and 1 per cent", () => {
    // M. Stephens, JASA 69, 1974, table 1 (case 0): 1.933, 2.492, 3.857.
    expect(andersonDarlingUpperTail(1.933, 1e6)).toBeCloseTo(0.1, 3);
    expect(andersonDarlingUpperTail(2.492, 1e6)).toBeCloseTo(0.05, 3);
    expect(andersonDarlingUpperTail(3.857, 1e6)).toBeCloseTo(0.01, 3);
  });
});

describe("trend tests on odd data", () => {
  const a = { times: [3, 9, 4, 7], end: 12, termination: "time" } as const;
  const b = { times: [20, 1, 5], end: 21, termination: "failure" } as const;
  const scaled = (system: FailureTimes, by: number): FailureTimes => ({
    ...system,
    times: system.times.map((time) => time * by),
    end: system.end * by,
  });
  const runs = { militaryHandbook, lewisRobinson, andersonDarlingTrend };
  const figures = (run: keyof typeof runs, systems: readonly FailureTimes[]): number[] =>
    Object.values(runs[run](systems)).filter((value) => typeof value === "number");

  test.each(["militaryHandbook", "lewisRobinson", "andersonDarlingTrend"] as const)(
    "%s does not depend on order, unit or tiny and huge scales",
    (run) => {
      const expected = figures(run, [a, b]);
      const turned = { ...a, times: [...a.times].reverse() };
      for (const systems of [
        [b, turned],
        [scaled(a, 1e-12), scaled(b, 1e-12)],
        [scaled(a, 1e200), scaled(b, 1e200)],
      ]) {
        figures(run, systems).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 9));
      }
    },
  );

  test.each(["militaryHandbook", "lewisRobinson", "andersonDarlingTrend"] as const)(
    "%s says nothing about impossible times or none",
    (run) => {
      for (const time of [-1, NaN, 13]) {
        const result = runs[run]([{ ...a, times: [1, time] }]);
        expect(result).toMatchObject({
          status: "insufficient",
          notes: [{ code: "invalid_times" }],
        });
      }
      expect(runs[run]([]).notes).toEqual([{ code: "no_failure" }]);
      const alone = runs[run]([{ times: [4], end: 4, termination: "failure" }]);
      expect(alone.notes).toEqual([{ code: "no_failure" }]);
    },
  );

  test("a failure at time 0, or at the very end, is said where the test cannot take it", () => {
    const early = [{ ...a, times: [0, 4] }];
    expect(militaryHandbook(early).notes).toEqual([{ code: "failure_at_zero" }]);
    expect(andersonDarlingTrend(early).notes).toEqual([{ code: "failure_at_zero" }]);
    expect(andersonDarlingTrend([{ ...a, times: [4, 12] }]).notes).toEqual([
      { code: "failure_at_end" },
    ]);
  });

  test("Lewis-Robinson needs times between failures that differ", () => {
    const even = { times: [2, 4, 6], end: 7, termination: "time" } as const;
    expect(lewisRobinson([even]).notes).toEqual([{ code: "no_variation" }]);
    expect(lewisRobinson([{ ...even, times: [2] }]).notes).toEqual([{ code: "no_variation" }]);
  });

  test("Lewis-Robinson is Laplace's statistic over the coefficient of variation", () => {
    const { u, cv } = lewisRobinson([a]);
    // Gaps 3, 1, 3, 2: mean 2.25, squared differences 2.75, cv = sqrt(2.75 / 3) / 2.25.
    expect(cv).toBeCloseTo(Math.sqrt(2.75 / 3) / 2.25, 12);
    expect(u).toBeCloseTo(laplace([a]).u! / cv!, 12);
  });

  test("Mann-Kendall pools series by adding their statistics", () => {
    // Series 1, 2, 3 (s 3, variance 3*2*11/18) and 5, 4 (s -1, variance 2*1*9/18).
    const result = mannKendall({
      series: [
        [1, 2, 3],
        [5, 4],
      ],
    });
    expect(result).toMatchObject({ s: 2, tau: 0.5, sen_slope: null });
    expect(result.variance).toBeCloseTo(66 / 18 + 1, 12);
  });

  test("Mann-Kendall says nothing about one value, equal values or no numbers", () => {
    expect(mannKendall({ series: [[1]] }).notes).toEqual([{ code: "few_values" }]);
    expect(mannKendall({ series: [[2, 2, 2]] }).notes).toEqual([{ code: "no_variation" }]);
    expect(mannKendall({ series: [[2, NaN]] }).notes).toEqual([{ code: "invalid_values" }]);
  });

  test("Mann-Kendall gives the interval of Sen's slope from ranks of slopes", () => {
    // 1..12: all 66 slopes are 1.
    const { slope_interval } = mannKendall({ series: [Array.from({ length: 12 }, (_, i) => i)] });
    expect(slope_interval).toEqual({ lower: 1, upper: 1 });
    const short = mannKendall({ series: [[1, 5, 2]] });
    expect(short.slope_interval).toEqual({ lower: null, upper: null });
  });
});
