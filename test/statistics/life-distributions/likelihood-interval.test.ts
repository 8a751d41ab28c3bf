import { describe, expect, test } from "vitest";
import {
  fitLife,
  lifeQuantile,
  likelihoodInterval,
  meanLife,
  reliabilityAt,
  type LifeTarget,
} from "../../../src/statistics/life-distributions/index.js";
import { logGamma } from "../../../src/statistics/functions/log-gamma.js";
import { normalUpperTail } from "../../../src/statistics/index.js";
import { goldenCase } from "../../golden/golden-case.js";
import { intervalError, livesOf, notFinite, type RightCensored } from "./published-cases.js";
import { livesOfSet, rSets, type SurvregRatio } from "./r-fits.js";

const parameter = (name: string): LifeTarget => ({ of: "parameter", name });

describe("likelihood-ratio interval", () => {
  test("shock absorbers give the published bounds of eta and beta", () => {
    type Bounds = Readonly<
      Record<"eta_ci" | "beta_ci" | "fisher_eta_ci" | "fisher_beta_ci", readonly [number, number]>
    >;
    const { inputs, expected } = goldenCase<RightCensored, Bounds>("weibull-lr-ci-shock");
    const lives = livesOf(inputs);
    const { eta, beta } = fitLife(lives, "weibull").parameters ?? {};
    expect(intervalError(eta, expected.fisher_eta_ci)).toBeLessThan(1e-6);
    expect(intervalError(beta, expected.fisher_beta_ci)).toBeLessThan(1e-6);
    for (const [name, bounds] of [
      ["eta", expected.eta_ci],
      ["beta", expected.beta_ci],
    ] as const) {
      const interval = likelihoodInterval(lives, { family: "weibull", target: parameter(name) });
      expect(interval.status).toBe("ok");
      expect(intervalError(interval, bounds)).toBeLessThan(1e-6);
    }
  });

  const targets: readonly [keyof SurvregRatio, (r: SurvregRatio) => LifeTarget][] = [
    ["location", (r) => parameter(r.dist === "weibull" ? "eta" : "mu")],
    ["log_scale", (r) => parameter(r.dist === "weibull" ? "beta" : "sigma")],
    ["log_b10", () => ({ of: "quantile", p: 0.1 })],
    ["log_mean", () => ({ of: "mean" })],
    ["z", (r) => ({ of: "reliability", time: r.z_time })],
  ];

  /** From the scale on which R searched to the number itself. */
  function back(
    r: SurvregRatio,
    key: keyof SurvregRatio,
    ends: readonly number[],
  ): [number, number] {
    const of = (value: number): number => {
      if (key === "z") {
        return r.dist === "weibull" ? Math.exp(-Math.exp(value)) : normalUpperTail(value);
      }
      if (r.dist === "lognormal" && key === "location") return value;
      return Math.exp(key === "log_scale" && r.dist === "weibull" ? -value : value);
    };
    const [a, b] = ends.map(of) as [number, number];
    return a < b ? [a, b] : [b, a];
  }

  for (const set of rSets) {
    for (const r of set.likelihood_ratio) {
      test(`${set.name}: ${r.dist} agrees with R`, () => {
        for (const [key, targetOf] of targets) {
          const question = { family: r.dist, target: targetOf(r) };
          const interval = likelihoodInterval(livesOfSet(set), question);
          const bounds = back(r, key, r[key] as readonly number[]);
          expect(
            intervalError(interval, bounds),
            `${key} ${bounds.join()} ${JSON.stringify(interval)}`,
          ).toBeLessThan(1e-5);
        }
      });
    }
  }

  const CHI_SQUARE = 3.841458820694124; // R: qchisq(0.95, 1)

  test("exponential: at both bounds of theta the deviance is the quantile of chi-square", () => {
    const [times, failed] = [
      [10, 25, 30, 42, 55, 60],
      [1, 1, 0, 1, 1, 0],
    ];
    const interval = likelihoodInterval(
      { times, failed },
      { family: "exponential", target: parameter("theta") },
    );
    // l(theta) = −4 ln theta − 222 / theta
    const log = (theta: number): number => -4 * Math.log(theta) - 222 / theta;
    for (const bound of [interval.lower!, interval.upper!]) {
      expect(2 * (log(222 / 4) - log(bound))).toBeCloseTo(CHI_SQUARE, 8);
    }
    const b10 = likelihoodInterval(
      { times, failed },
      { family: "exponential", target: { of: "quantile", p: 0.1 } },
    );
    const factor = -Math.log(0.9);
    expect(intervalError(b10, [interval.lower! * factor, interval.upper! * factor])).toBeLessThan(
      1e-9,
    );
  });

  test("gamma: at both bounds of the shape the deviance is the quantile of chi-square", () => {
    const times = [3, 5, 8, 9, 14, 21];
    const interval = likelihoodInterval({ times }, { family: "gamma", target: parameter("shape") });
    // With the shape held the best scale is mean / shape.
    const log = (shape: number): number =>
      times.reduce((sum, t) => {
        const scale = 10 / shape;
        return (
          sum + (shape - 1) * Math.log(t) - t / scale - logGamma(shape) - shape * Math.log(scale)
        );
      }, 0);
    for (const bound of [interval.lower!, interval.upper!]) {
      expect(2 * (log(interval.estimate!) - log(bound))).toBeCloseTo(CHI_SQUARE, 7);
    }
  });

  const families = ["weibull", "lognormal", "loglogistic", "gamma", "normal", "gumbel"] as const;
  const many: readonly LifeTarget[] = [
    { of: "mean" },
    { of: "quantile", p: 0.1 },
    { of: "quantile", p: 0.9 },
    { of: "reliability", time: 30 },
  ];

  test.each(families)("%s: with many lives both kinds of interval agree", (family) => {
    const times = Array.from({ length: 20 }, (_, i) => 20 + i);
    const data = { times, counts: times.map(() => 2000) }; // 40,000 lives
    const fit = fitLife(data, family);
    for (const target of many) {
      const interval = likelihoodInterval(data, { family, target });
      const normal =
        target.of === "mean"
          ? meanLife(fit)
          : target.of === "quantile"
            ? lifeQuantile(fit, target.p)
            : reliabilityAt(fit, 30);
      expect(interval.estimate).toBeCloseTo(normal.estimate!, 9);
      const width = normal.upper! - normal.lower!;
      expect(Math.abs(interval.lower! - normal.lower!)).toBeLessThan(0.02 * width);
      expect(Math.abs(interval.upper! - normal.upper!)).toBeLessThan(0.02 * width);
    }
  });

  test.each(families)("%s: odd data give bounds, or none with a reason", (family) => {
    for (const data of [
      { times: [5, 9], failed: [1, 0] },
      { times: [5, 6] },
      { times: [5, 9, 9, 9, 9, 9], failed: [1, 0, 0, 0, 0, 0] },
      [
        { lower: null, upper: 5, count: 2 },
        { lower: 4, upper: null, count: 3 },
      ],
      { times: [1, 1e6, 1e12] },
    ]) {
      for (const target of many) {
        const interval = likelihoodInterval(data, { family, target });
        expect(notFinite(interval)).toEqual([]);
        if (interval.status !== "ok") continue;
        const codes = interval.notes.map(({ code }) => code);
        expect(interval.lower === null).toBe(codes.includes("no_lower_bound"));
        expect(interval.upper === null).toBe(codes.includes("no_upper_bound"));
        if (interval.lower !== null) expect(interval.lower).toBeLessThanOrEqual(interval.estimate!);
        if (interval.upper !== null) {
          expect(interval.upper).toBeGreaterThanOrEqual(interval.estimate!);
        }
      }
    }
  });
});
