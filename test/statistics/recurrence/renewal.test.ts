import { describe, expect, test } from "vitest";
import {
  g1Renewal,
  generalisedRenewal,
  powerLaw,
  type KijimaKind,
} from "../../../src/statistics/recurrence/index.js";
import type { FailureTimes } from "../../../src/statistics/trend/index.js";
import { goldenCase, relativeError } from "../../golden/golden-case.js";
import { recorded } from "../nonparametric/recorded.js";

interface RecordedFit {
  readonly q: number;
  readonly lower: number;
  readonly upper: number | null;
  readonly log_likelihood: number;
}

const random = recorded<{
  kijima: {
    kind: KijimaKind;
    systems: FailureTimes[];
    expected: RecordedFit & { beta: number; lambda: number };
  }[];
  g1: { times: number[]; expected: RecordedFit & { theta: number } }[];
}>("renewal");

function close(actual: number | null | undefined, expected: number, tolerance: number): void {
  const error = relativeError(actual ?? null, expected);
  expect(error, `${actual} for ${expected}`).toBeLessThan(tolerance);
}

const airConditioner = goldenCase<
  { times: number[]; T: number },
  {
    g1: { q: number; theta: number };
    kijima_I: Record<"beta" | "lambda_" | "q" | "loglik", number>;
    kijima_II: Record<"beta" | "lambda_" | "q" | "loglik", number>;
  }
>("grp-kaminskiy-12");
const { inputs, expected, tolerance } = airConditioner;
const system: FailureTimes = { times: inputs.times, end: inputs.T, termination: "failure" };

describe("generalised renewal process", () => {
  test.each(["kijima_1", "kijima_2"] as const)(
    "gives the published fit of %s, and says that q lies on the end of the search",
    (kind) => {
      const published = kind === "kijima_1" ? expected.kijima_I : expected.kijima_II;
      const fit = generalisedRenewal({ systems: [system], kind, q_max: 1.5 });
      close(fit.q, published.q, tolerance.rel);
      close(fit.beta, published.beta, tolerance.rel);
      close(fit.lambda, published.lambda_, tolerance.rel);
      close(fit.log_likelihood, published.loglik, 1e-6);
      expect(fit.notes).toContainEqual({ code: "q_at_upper_bound", values: { q_max: 1.5 } });
      expect(fit.q_interval?.upper).toBeNull();
    },
  );

  test.each(random.kijima.map((set, i) => [i, set] as const))(
    "agrees with R's optim and uniroot on simulated set %i",
    (_, { kind, systems, expected: theirs }) => {
      const fit = generalisedRenewal({ systems, kind });
      close(fit.log_likelihood, theirs.log_likelihood, 1e-9);
      // Both maximise a flat top: the place is known to about the root of the value's precision.
      close(fit.q, theirs.q, 1e-5);
      close(fit.beta, theirs.beta, 1e-5);
      close(fit.lambda, theirs.lambda, 1e-4);
      if (theirs.lower === 0) expect(fit.q_interval?.lower).toBe(0);
      else close(fit.q_interval?.lower, theirs.lower, 1e-5);
      if (theirs.upper === null) expect(fit.q_interval?.upper).toBeNull();
      else close(fit.q_interval?.upper, theirs.upper, 1e-5);
    },
  );

  test("with repair as bad as old is the power law", () => {
    for (const { systems, kind } of random.kijima) {
      const fit = generalisedRenewal({ systems, kind });
      const minimal = powerLaw({ systems });
      if (kind === "kijima_1") close(fit.log_likelihood_old, minimal.log_likelihood!, 1e-9);
      expect(fit.log_likelihood!).toBeGreaterThanOrEqual(fit.log_likelihood_new!);
    }
  });

  test("says that q cannot be known from few failures at a constant rate", () => {
    const even: FailureTimes = { times: [3, 5, 11, 12, 18, 21], end: 24, termination: "time" };
    const fit = generalisedRenewal({ systems: [even], kind: "kijima_1" });
    expect(fit.notes.map((note) => note.code)).toContain("q_not_identifiable");
    expect(fit.q_interval).toEqual({ lower: 0, upper: null });
  });

  test("finds β without bound in failures at equal distances, and says so", () => {
    const even: FailureTimes = { times: [2, 4, 6, 8], end: 8, termination: "failure" };
    const fit = generalisedRenewal({ systems: [even], kind: "kijima_1" });
    expect(fit).toMatchObject({ status: "not_converged", q: null, beta: null });
  });

  test.each([1e-12, 1e12])("q and β stay when times are scaled by %d", (by) => {
    const { systems, kind } = random.kijima[0]!;
    const scaled = systems.map((s) => ({
      ...s,
      times: s.times.map((t) => t * by),
      end: s.end * by,
    }));
    const [a, b] = [systems, scaled].map((sets) => generalisedRenewal({ systems: sets, kind }));
    close(b!.q, a!.q!, 1e-6);
    close(b!.beta, a!.beta!, 1e-6);
  });

  test("says nothing about two failures, one instant or impossible times", () => {
    const code = (times: number[]): string | undefined =>
      generalisedRenewal({ systems: [{ ...system, times }], kind: "kijima_2" }).notes[0]?.code;
    expect(code([])).toBe("few_failures");
    expect(code([1, 2])).toBe("few_failures");
    expect(code([1, 2, 2])).toBe("failures_at_one_instant");
    expect(code([1, NaN, 2])).toBe("invalid_times");
    expect(() => generalisedRenewal({ systems: [system], kind: "kijima_1", q_max: 0.5 })).toThrow();
  });
});

describe("G1-renewal process", () => {
  test("gives the published fit of an air conditioner", () => {
    const fit = g1Renewal({ systems: [system] });
    close(fit.q, expected.g1.q, 1e-6);
    close(fit.theta, expected.g1.theta, 1e-6);
  });

  test.each(random.g1.map((set, i) => [i, set] as const))(
    "agrees with R's optimize and uniroot on random set %i",
    (_, { times, expected: theirs }) => {
      const fit = g1Renewal({ systems: [{ times, end: 0, termination: "failure" }] });
      close(fit.q, theirs.q, 1e-6);
      close(fit.theta, theirs.theta, 1e-6);
      close(fit.log_likelihood, theirs.log_likelihood, 1e-10);
      close(fit.q_interval?.lower, theirs.lower, 1e-6);
      close(fit.q_interval?.upper, theirs.upper!, 1e-6);
    },
  );

  test("the time since the last failure counts, and systems are pooled", () => {
    // Two equal systems: the same maximum at twice the likelihood.
    const watched: FailureTimes = { times: [4, 6, 13], end: 30, termination: "time" };
    const [one, two] = [
      g1Renewal({ systems: [watched] }),
      g1Renewal({ systems: [watched, watched] }),
    ];
    close(two.q, one.q!, 1e-9);
    close(two.log_likelihood, 2 * one.log_likelihood!, 1e-12);
    expect(one.q).toBeGreaterThan(g1Renewal({ systems: [{ ...watched, end: 13 }] }).q!);
  });

  test.each([1e-12, 1e12])("q stays and theta scales when times are scaled by %d", (by) => {
    const scaled = { ...system, times: system.times.map((time) => time * by) };
    const [a, b] = [g1Renewal({ systems: [system] }), g1Renewal({ systems: [scaled] })];
    close(b.q, a.q!, 1e-9);
    close(b.theta, a.theta! * by, 1e-9);
  });

  test("says nothing about one failure, several at once, or impossible times", () => {
    const code = (times: number[]): string | undefined =>
      g1Renewal({ systems: [{ ...system, times }] }).notes[0]?.code;
    expect(code([])).toBe("few_failures");
    expect(code([3])).toBe("few_failures");
    expect(code([3, 3, 3])).toBe("few_failures");
    expect(code([3, -1])).toBe("invalid_times");
  });
});
