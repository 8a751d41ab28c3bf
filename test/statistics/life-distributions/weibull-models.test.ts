import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/core/index.js";
import {
  fitLife,
  fitWeibullMixture,
  fitWeibullThreshold,
} from "../../../src/statistics/life-distributions/index.js";
import { relativeError } from "../../golden/golden-case.js";
import { notFinite } from "./published-cases.js";

interface Lives {
  readonly times: readonly number[];
  readonly failed: readonly number[];
}
type Named<Fit> = Readonly<Record<string, Lives & { readonly fit: Fit }>>;

// Made by ../r/weibull-models.R
const recorded = JSON.parse(
  readFileSync(new URL("../r/weibull-models.json", import.meta.url), "utf8"),
) as {
  readonly threshold: Named<
    Readonly<Record<"threshold" | "eta" | "beta" | "log_likelihood", number>>
  >;
  readonly mixture: Named<{
    readonly share: number;
    readonly eta: readonly [number, number];
    readonly beta: readonly [number, number];
    readonly log_likelihood: number;
  }>;
};

/** optim stops where the likelihood is flat to 1e-16, its root in the estimates. */
const OPTIM = 1e-6;

function codesOf(result: { readonly notes: readonly { readonly code: string }[] }): string[] {
  return result.notes.map(({ code }) => code);
}

function weibullLives(seed: number, n: number, eta = 1): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: n }, () => eta * (-Math.log(1 - random.next())) ** 0.4);
}

describe("a Weibull distribution with a threshold", () => {
  test.each(Object.entries(recorded.threshold))("%s: agrees with optim", (_, { fit, ...lives }) => {
    const result = fitWeibullThreshold(lives);
    expect(result.status).toBe("ok");
    for (const name of ["threshold", "eta", "beta"] as const) {
      expect(relativeError(result[name], fit[name]), name).toBeLessThan(OPTIM);
    }
    expect(relativeError(result.log_likelihood, fit.log_likelihood)).toBeLessThan(1e-11);
    const plain = fitLife(lives, "weibull").log_likelihood!;
    expect(relativeError(result.log_likelihood_without, plain)).toBeLessThan(1e-11);
  });

  test("at the bounds of the threshold the deviance is the quantile of chi-square", () => {
    const { fit, ...lives } = recorded.threshold["complete"]!;
    const { threshold_lower, threshold_upper } = fitWeibullThreshold(lives);
    for (const bound of [threshold_lower!, threshold_upper!]) {
      const moved = fitLife({ times: lives.times.map((time) => time - bound) }, "weibull");
      // R: qchisq(0.95, 1)
      expect(2 * (fit.log_likelihood - moved.log_likelihood!)).toBeCloseTo(3.841458820694124, 6);
    }
  });

  test("lives that need no threshold get none", () => {
    // Exponential-like at the start: many short lives, beta far above 1 only with the threshold at 0.
    const times = [5, 11, 30, 44, 52, 60, 61, 70, 72, 75, 80, 83, 85, 88, 90, 95];
    const result = fitWeibullThreshold({ times });
    expect(result).toMatchObject({ status: "ok", threshold: 0, threshold_lower: 0 });
    expect(codesOf(result)).toContain("threshold_at_zero");
    const plain = fitLife({ times }, "weibull");
    expect(relativeError(result.eta, plain.parameters!["eta"]!.estimate)).toBeLessThan(1e-9);
  });

  test("a likelihood that only runs away to the first failure is not converged", () => {
    const times = [100.001, 100.01, 100.05, 100.2, 101, 104, 120, 170];
    const result = fitWeibullThreshold({ times });
    expect(result).toMatchObject({ status: "not_converged", threshold: null, eta: null });
    expect(codesOf(result)).toContain("unbounded_likelihood");
  });

  test("lives in another unit give the same fit in that unit", () => {
    const { times, failed } = recorded.threshold["tied"]!;
    const one = fitWeibullThreshold({ times, failed });
    for (const unit of [1e-12, 1e12]) {
      const other = fitWeibullThreshold({ times: times.map((time) => time * unit), failed });
      expect(relativeError(other.threshold, one.threshold! * unit)).toBeLessThan(1e-8);
      expect(relativeError(other.threshold_upper, one.threshold_upper! * unit)).toBeLessThan(1e-8);
      expect(relativeError(other.beta, one.beta!)).toBeLessThan(1e-8);
    }
  });
});

describe("a mixture of two Weibull populations", () => {
  test.each(Object.entries(recorded.mixture))("%s: agrees with optim", (_, { fit, ...lives }) => {
    const { status, populations, log_likelihood } = fitWeibullMixture(lives);
    expect(status).toBe("ok");
    populations!.forEach(({ share, eta, beta }, i) => {
      expect(relativeError(share, i === 0 ? fit.share : 1 - fit.share)).toBeLessThan(OPTIM);
      expect(relativeError(eta, fit.eta[i]!)).toBeLessThan(OPTIM);
      expect(relativeError(beta, fit.beta[i]!)).toBeLessThan(OPTIM);
    });
    expect(relativeError(log_likelihood, fit.log_likelihood)).toBeLessThan(1e-11);
  });

  test("lives of one population are no better described by two", () => {
    const times = Array.from({ length: 60 }, (_, i) => (-Math.log((i + 0.5) / 60)) ** 0.4);
    const result = fitWeibullMixture({ times });
    if (result.status === "ok") expect(codesOf(result)).toContain("no_better_than_one");
    else expect(result).toMatchObject({ status: "not_converged", populations: null });
  });

  test("order and unit change nothing", () => {
    const { times, failed } = recorded.mixture["apart"]!;
    const one = fitWeibullMixture({ times, failed }).populations!;
    const other = fitWeibullMixture({
      times: times.map((time) => time * 1e9).toReversed(),
      failed: failed.toReversed(),
    }).populations!;
    one.forEach(({ share, eta, beta }, i) => {
      expect(relativeError(other[i]!.share, share)).toBeLessThan(1e-7);
      expect(relativeError(other[i]!.eta, eta * 1e9)).toBeLessThan(1e-7);
      expect(relativeError(other[i]!.beta, beta)).toBeLessThan(1e-7);
    });
  });
});

describe("data that cannot say", () => {
  test.each([
    ["no lives", { times: [] }],
    ["only survivors", { times: [3, 4], failed: [0, 0] }],
    ["all tied", { times: [4, 4, 4, 4, 4, 4, 4] }],
    ["a life of zero", { times: [0, 4, 5] }],
    ["a negative life", { times: [-4, 4, 5] }],
    ["a life that is no number", { times: [NaN, 4, 5] }],
    [
      "a life between inspections",
      [
        { lower: 2, upper: 3 },
        { lower: 4, upper: 4 },
        { lower: 5, upper: 5 },
      ],
    ],
  ])("%s: both are insufficient and say why", (_, data) => {
    for (const result of [fitWeibullThreshold(data), fitWeibullMixture(data)]) {
      expect(result.status).toBe("insufficient");
      expect(result.notes.length).toBeGreaterThan(0);
      expect(notFinite(result)).toEqual([]);
    }
  });

  test("few, near or far lives give finite numbers or none", () => {
    const sets = [
      [5, 9],
      [1, 1 + 1e-9, 1 + 2e-9, 1 + 3e-9, 1 + 5e-9, 1 + 9e-9],
      [1e-12, 1, 1e12, 1e13, 2, 3, 4],
      [...weibullLives(1, 7, 1e12), ...weibullLives(2, 7, 1e-12)],
      [1, 1, 1, 1, 1, 1, 2],
    ];
    for (const times of sets) {
      for (const result of [fitWeibullThreshold({ times }), fitWeibullMixture({ times })]) {
        expect(notFinite(result)).toEqual([]);
        expect(["ok", "insufficient", "not_converged"]).toContain(result.status);
      }
    }
  });
});
