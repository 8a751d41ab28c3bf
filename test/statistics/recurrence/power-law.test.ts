import { describe, expect, test } from "vitest";
import {
  cramerVonMises,
  duane,
  failureTerminatedFactors,
  groupedPowerLaw,
  powerLaw,
  timeTerminatedFactors,
  timeToMtbf,
} from "../../../src/statistics/recurrence/index.js";
import type { FailureTimes } from "../../../src/statistics/trend/index.js";
import { goldenCase, relativeError } from "../../golden/golden-case.js";
import { expectColumn, recorded } from "../nonparametric/recorded.js";

interface Inputs {
  readonly times: number[];
  readonly T?: number;
  readonly termination: "time" | "failure";
  readonly confidence: number;
}

type Expected = Record<
  | "n"
  | "T"
  | "beta"
  | "lambda_"
  | "beta_unbiased"
  | "growth_rate"
  | "mtbf_inst"
  | "mtbf_cum"
  | "intensity_inst"
  | "cvm"
  | "cvm_M",
  number
> & {
  readonly beta_ci_crow: number[];
  readonly lambda_ci_crow: number[];
  readonly mtbf_inst_ci_crow?: number[];
  readonly mtbf_inst_ci_exact?: number[];
};

function close(actual: number | null | undefined, expected: number, tolerance: number): void {
  expect(relativeError(actual ?? null, expected), `${actual} for ${expected}`).toBeLessThan(
    tolerance,
  );
}

function pair(interval: { lower: number; upper: number | null } | null): (number | null)[] {
  return [interval?.lower ?? null, interval?.upper ?? null];
}

const cases = ["time-27-mil-hdbk-189", "time-23-nasa", "failure-22"];

describe("power law (Crow-AMSAA)", () => {
  test.each(cases)("gives the published case %s", (id) => {
    const golden = goldenCase<Inputs, Expected>(`crow-amsaa-${id}`);
    const { inputs, expected, tolerance } = golden;
    const { times, termination, confidence } = inputs;
    const systems = [{ times, end: inputs.T ?? Math.max(...times), termination }];
    const fit = powerLaw({ systems, confidence });
    const { rel } = tolerance;
    expect(fit).toMatchObject({ status: "ok", failures: expected.n, at: expected.T });
    close(fit.beta, expected.beta, rel);
    close(fit.lambda, expected.lambda_, rel);
    close(fit.beta_unbiased, expected.beta_unbiased, rel);
    close(fit.growth_rate, expected.growth_rate, rel);
    close(fit.mtbf_instantaneous, expected.mtbf_inst, rel);
    close(fit.mtbf_cumulative, expected.mtbf_cum, rel);
    close(fit.intensity, expected.intensity_inst, rel);
    expectColumn(pair(fit.beta_interval), expected.beta_ci_crow, rel);
    expectColumn(pair(fit.lambda_interval), expected.lambda_ci_crow, rel);
    const mtbf = expected.mtbf_inst_ci_crow ?? expected.mtbf_inst_ci_exact ?? [];
    expectColumn(pair(fit.mtbf_interval), mtbf, rel);
    const fitness = cramerVonMises(systems);
    close(fitness.statistic, expected.cvm, rel);
    expect(fitness.m).toBe(expected.cvm_M);
    // All three lie far below the critical value of 20 per cent, 0.127 to 0.128.
    expect(fitness.p_between).toEqual({ lower: 0.2, upper: 1 });
  });

  test("says when an MTBF of 35 is reached", () => {
    const { inputs, expected } = goldenCase<
      Inputs,
      { time_to_target_mtbf_35: { instantaneous: number; cumulative: number } }
    >("crow-amsaa-failure-22");
    const fit = powerLaw({ systems: [{ ...inputs, end: 620 }] });
    const { instantaneous, cumulative } = expected.time_to_target_mtbf_35;
    close(timeToMtbf(fit, { target: 35, kind: "instantaneous" }), instantaneous, 1e-5);
    close(timeToMtbf(fit, { target: 35, kind: "cumulative" }), cumulative, 1e-5);
    const worse = { ...fit, beta: 1.2 };
    expect(timeToMtbf(worse, { target: 35, kind: "cumulative" })).toBeNull();
  });

  test("has the printed factors of Crow's interval", () => {
    // MIL-HDBK-189 (1981), table of n = 27 at 90 %: .6361467 and 1.6817864.
    const factors = timeTerminatedFactors(27, 0.9);
    close(factors.lower, 0.6361467, 1e-6);
    close(factors.upper, 1.6817864, 1e-6);
    expect(timeTerminatedFactors(1, 0.9).upper).toBeNull();
  });

  test("factors of many failures come near the normal ones, from both sides", () => {
    // log(m / m̂) has variance about 2 / n.
    for (const factors of [failureTerminatedFactors, timeTerminatedFactors]) {
      const { lower, upper } = factors(20000, 0.95);
      expect(Math.log(lower)).toBeCloseTo(-1.96 * Math.sqrt(2 / 20000), 3);
      expect(Math.log(upper ?? NaN)).toBeCloseTo(1.96 * Math.sqrt(2 / 20000), 3);
    }
  });

  test("factors agree with R's integrate and sums", () => {
    const { factors } = recorded<{
      factors: { n: number; time: (number | null)[]; failure: number[] }[];
    }>("power-law");
    for (const { n, time, failure } of factors) {
      expectColumn(pair(timeTerminatedFactors(n, 0.95)), time, 1e-7);
      expectColumn(pair(failureTerminatedFactors(n, 0.95)), failure, 1e-6);
    }
  });

  test("fits systems of unequal watches as R's optim does", () => {
    const { fits } = recorded<{
      fits: {
        systems: FailureTimes[];
        expected: { beta: number; mtbf: number; beta_error: number; log_likelihood: number };
      }[];
    }>("power-law");
    for (const { systems, expected } of fits) {
      const fit = powerLaw({ systems });
      close(fit.beta, expected.beta, 1e-6);
      close(fit.mtbf_instantaneous, expected.mtbf, 1e-6);
      close(fit.log_likelihood, expected.log_likelihood, 1e-8);
      expect(fit.beta_interval).toBeNull();
      const [lower, upper] = [fit.beta_interval_fisher?.lower, fit.beta_interval_fisher?.upper];
      close(Math.log(upper! / lower!) / (2 * 1.959963984540054), expected.beta_error, 1e-4);
    }
  });
});

describe("grouped power law", () => {
  test("gives the published case", () => {
    const { inputs, expected, tolerance } = goldenCase<
      { interval_ends: number[]; counts: number[] },
      Record<
        "beta" | "lambda_" | "chi2" | "df" | "mtbf_inst" | "mtbf_last_interval_avg",
        number
      > & {
        expected: number[];
      }
    >("crow-amsaa-grouped-mil");
    const fit = groupedPowerLaw(inputs);
    const { rel } = tolerance;
    close(fit.beta, expected.beta, rel);
    close(fit.lambda, expected.lambda_, rel);
    expectColumn(fit.expected, expected.expected, rel);
    close(fit.chi_square, expected.chi2, rel);
    expect(fit.df).toBe(expected.df);
    close(fit.mtbf_instantaneous, expected.mtbf_inst, rel);
    close(fit.mtbf_last_interval, expected.mtbf_last_interval_avg, rel);
  });

  test("comes near the fit of exact times when intervals are short", () => {
    const { inputs, expected } = goldenCase<Inputs, Expected>("crow-amsaa-time-27-mil-hdbk-189");
    const interval_ends = Array.from({ length: 3000 }, (_, i) => (i + 1) / 10);
    const counts = interval_ends.map(
      (end) => inputs.times.filter((t) => t > end - 0.10001 && t <= end - 0.00001).length,
    );
    const total = counts.reduce((a, b) => a + b, 0);
    expect(total).toBe(27);
    expect(groupedPowerLaw({ interval_ends, counts }).beta).toBeCloseTo(expected.beta, 2);
  });

  test("says why counts have no β", () => {
    const interval_ends = [1, 2, 3];
    const codes = (counts: number[], ends = interval_ends): string[] =>
      groupedPowerLaw({ interval_ends: ends, counts }).notes.map((note) => note.code);
    expect(codes([0, 0, 0])).toEqual(["no_failure"]);
    expect(codes([4, 0, 0])).toEqual(["all_in_first_interval"]);
    expect(codes([0, 0, 4])).toEqual(["all_in_last_interval"]);
    expect(codes([1, -1, 0])).toEqual(["invalid_intervals"]);
    expect(codes([1, 1, 0], [1, 1, 2])).toEqual(["invalid_intervals"]);
    expect(codes([1, 2])).toEqual(["invalid_intervals"]);
  });
});

describe("Duane's line", () => {
  test("gives the published case", () => {
    const { inputs, expected, tolerance } = goldenCase<
      { times: number[] },
      Record<"alpha" | "b" | "A" | "mtbf_cum" | "mtbf_inst", number>
    >("duane-22");
    const line = duane(inputs.times);
    const { rel } = tolerance;
    close(line.alpha, expected.alpha, rel);
    close(line.b, expected.b, rel);
    close(line.a, expected.A, rel);
    close(line.mtbf_cumulative, expected.mtbf_cum, rel);
    close(line.mtbf_instantaneous, expected.mtbf_inst, rel);
  });

  test("says nothing about too few, equal or impossible times", () => {
    expect(duane([5]).notes).toEqual([{ code: "few_failures" }]);
    expect(duane([5, 5]).notes).toEqual([{ code: "no_spread" }]);
    for (const time of [0, -1, NaN]) {
      expect(duane([5, time]).notes).toEqual([{ code: "invalid_times" }]);
    }
  });
});

describe("power law of odd data", () => {
  const system: FailureTimes = { times: [3, 9, 4, 7], end: 12, termination: "time" };
  const other: FailureTimes = { times: [2, 20], end: 21, termination: "failure" };

  test.each([1e-12, 1e12])("β stays and MTBF scales when times are scaled by %d", (by) => {
    const scaled = [system, other].map((s) => ({
      ...s,
      times: s.times.map((t) => t * by),
      end: s.end * by,
    }));
    const [a, b] = [powerLaw({ systems: [system, other] }), powerLaw({ systems: scaled })];
    close(b.beta, a.beta!, 1e-12);
    close(b.mtbf_instantaneous, a.mtbf_instantaneous! * by, 1e-12);
    close(b.mtbf_interval_fisher?.upper, a.mtbf_interval_fisher!.upper * by, 1e-12);
  });

  test("does not depend on the order of systems and times", () => {
    const turned = { ...system, times: [...system.times].reverse() };
    const [a, b] = [
      [system, other],
      [other, turned],
    ].map((systems) => powerLaw({ systems }));
    close(b!.beta, a!.beta!, 1e-12);
  });

  test("two systems watched to one time double the exposure and keep exact intervals", () => {
    const one = powerLaw({ systems: [system] });
    const two = powerLaw({ systems: [system, system] });
    close(two.beta, one.beta!, 1e-12);
    close(two.mtbf_instantaneous, one.mtbf_instantaneous!, 1e-12);
    const { lower, upper } = timeTerminatedFactors(8, 0.95);
    expectColumn(
      pair(two.mtbf_interval),
      [lower, upper!].map((factor) => factor * two.mtbf_instantaneous!),
      1e-12,
    );
  });

  test("one failure before the end has a β and no upper bound of MTBF", () => {
    const fit = powerLaw({ systems: [{ ...system, times: [6] }] });
    close(fit.beta, 1 / Math.log(2), 1e-12);
    expect(fit.mtbf_interval?.upper).toBeNull();
    expect(fit.beta_unbiased).toBeNull();
    expect(fit.notes).toEqual([{ code: "few_failures", values: { count: 1 } }]);
  });

  test("says nothing about impossible times, none, at 0 or all at the end", () => {
    const codes = (change: Partial<FailureTimes>): string[] =>
      powerLaw({ systems: [{ ...system, ...change }] }).notes.map((note) => note.code);
    expect(codes({ times: [] })).toEqual(["no_failure"]);
    for (const time of [-1, NaN, 13]) expect(codes({ times: [time] })).toEqual(["invalid_times"]);
    expect(codes({ times: [0, 3] })).toEqual(["failure_at_zero"]);
    expect(codes({ times: [12, 12] })).toEqual(["all_at_end"]);
    expect(codes({ times: [5], termination: "failure" })).toEqual(["all_at_end"]);
    expect(cramerVonMises([{ ...system, times: [12, 12] }]).notes).toEqual([
      { code: "all_at_end" },
    ]);
    expect(cramerVonMises([{ ...system, times: [0, 2] }]).notes).toEqual([
      { code: "failure_at_zero" },
    ]);
    expect(cramerVonMises([{ ...system, times: [2] }]).notes).toEqual([{ code: "few_failures" }]);
  });

  test("rejects a power law for failures that come in two bursts", () => {
    const times = [...Array(10).keys()].flatMap((i) => [10 + i / 100, 90 + i / 100]);
    const { p_between } = cramerVonMises([{ times, end: 100, termination: "time" }]);
    expect(p_between).toEqual({ lower: 0, upper: 0.01 });
  });
});
