import { describe, expect, test } from "vitest";
import {
  fitLife,
  hazardAt,
  lifeQuantile,
  meanLife,
  reliabilityAt,
  type LifeFamily,
} from "../../../src/statistics/life-distributions/index.js";
import { goldenCase, relativeError } from "../../golden/golden-case.js";
import {
  estimateOf,
  intervalError,
  livesOf,
  notFinite,
  type RightCensored,
} from "./published-cases.js";
import { familyOf, livesOfSet, rSets } from "./r-fits.js";

type Pair = readonly [number, number];

interface WeibullExpected {
  readonly eta: number;
  readonly beta: number;
  readonly loglik: number;
  readonly eta_ci: Pair;
  readonly beta_ci: Pair;
}

function expectWeibull(
  fit: ReturnType<typeof fitLife>,
  expected: WeibullExpected,
  rel: number,
): void {
  expect(fit.status).toBe("ok");
  expect(relativeError(estimateOf(fit, "eta"), expected.eta)).toBeLessThan(rel);
  expect(relativeError(estimateOf(fit, "beta"), expected.beta)).toBeLessThan(rel);
  expect(relativeError(fit.log_likelihood, expected.loglik)).toBeLessThan(1e-8);
  expect(intervalError(fit.parameters?.["eta"], expected.eta_ci)).toBeLessThan(rel);
  expect(intervalError(fit.parameters?.["beta"], expected.beta_ci)).toBeLessThan(rel);
}

describe("published lives", () => {
  test.each([
    "weibull-mle-complete-30",
    "weibull-mle-right-automotive25",
    "weibull-mle-right-shock",
  ])("%s gives the published Weibull fit", (id) => {
    const { inputs, expected } = goldenCase<RightCensored, WeibullExpected>(id);
    const { confidence = 0.95 } = inputs;
    expectWeibull(fitLife(livesOf(inputs), "weibull", { confidence }), expected, 1e-6);
  });

  test("complete lives give the published standard errors", () => {
    const { inputs, expected } = goldenCase<RightCensored, Record<"se_eta" | "se_beta", number>>(
      "weibull-mle-complete-30",
    );
    const { eta, beta } = fitLife(livesOf(inputs), "weibull").parameters ?? {};
    expect(relativeError(eta?.standard_error ?? null, expected.se_eta)).toBeLessThan(1e-6);
    expect(relativeError(beta?.standard_error ?? null, expected.se_beta)).toBeLessThan(1e-6);
  });

  test("shock absorbers give the published B10 and B50 with their intervals", () => {
    const { inputs, expected } = goldenCase<
      RightCensored,
      Record<"B10" | "B50", readonly [number, number, number]>
    >("weibull-mle-right-shock");
    const fit = fitLife(livesOf(inputs), "weibull", { confidence: 0.9 });
    for (const [p, [life, lower, upper]] of [
      [0.1, expected.B10],
      [0.5, expected.B50],
    ] as const) {
      expect(relativeError(lifeQuantile(fit, p).estimate, life)).toBeLessThan(1e-6);
      expect(intervalError(lifeQuantile(fit, p), [lower, upper])).toBeLessThan(1e-6);
    }
  });

  test("intervals between inspections give the fit of lifelines and survreg", () => {
    const { inputs, expected } = goldenCase<
      { readonly intervals: readonly Pair[] },
      WeibullExpected
    >("weibull-mle-interval-12");
    const lives = inputs.intervals.map(([lower, upper]) => ({ lower, upper }));
    expectWeibull(fitLife(lives, "weibull"), expected, 1e-6);
  });

  test("turbine wheels inspected once each give the fit of survreg", () => {
    const { inputs, expected } = goldenCase<
      Readonly<Record<"inspection_hundreds_hours" | "inspected" | "failed", readonly number[]>>,
      WeibullExpected
    >("weibull-mle-current-status-turbine");
    const lives = inputs.inspection_hundreds_hours.flatMap((time, i) => {
      const failed = inputs.failed[i] ?? 0;
      return [
        { lower: null, upper: time, count: failed },
        { lower: time, upper: null, count: (inputs.inspected[i] ?? 0) - failed },
      ];
    });
    const fit = fitLife(lives, "weibull");
    expectWeibull(fit, expected, 1e-6);
    expect([fit.n, fit.failures, fit.censored]).toEqual([432, 106, 432]);
  });

  test("alloy lives give the published lognormal fit, median and mean", () => {
    const { inputs, expected, tolerance } = goldenCase<
      RightCensored,
      Readonly<Record<string, number>>
    >("lognormal-mle-right-alloy");
    const fit = fitLife(livesOf(inputs), "lognormal");
    const weibull = fitLife(livesOf(inputs), "weibull");
    const actual = {
      mu: estimateOf(fit, "mu"),
      sigma: estimateOf(fit, "sigma"),
      loglik: fit.log_likelihood,
      median: lifeQuantile(fit, 0.5).estimate,
      mean: meanLife(fit).estimate,
      weibull_loglik: weibull.log_likelihood,
      weibull_eta: estimateOf(weibull, "eta"),
      weibull_beta: estimateOf(weibull, "beta"),
    };
    for (const [name, value] of Object.entries(actual)) {
      expect(relativeError(value, expected[name] ?? NaN), name).toBeLessThan(tolerance.rel);
    }
  });
});

describe("against R", () => {
  for (const set of rSets) {
    test(`${set.name}: every family agrees with survreg`, () => {
      for (const r of set.fits) {
        const fit = fitLife(livesOfSet(set), familyOf(r.dist));
        const label = `${set.name} ${r.dist}`;
        const [location, lnScale] = fit.coordinates ?? [NaN, NaN];
        // 1e-6 of the scale, or of the location when that is larger.
        const reach = 1e-6 * Math.max(1e-3 * Math.abs(r.location), r.scale);
        expect(Math.abs(location - r.location), label).toBeLessThan(reach);
        expect(relativeError(Math.exp(lnScale), r.scale), label).toBeLessThan(1e-6);
        expect(relativeError(fit.log_likelihood, r.log_likelihood), label).toBeLessThan(1e-9);
        const { first, both, second } = fit.covariance ?? { first: NaN, both: NaN, second: NaN };
        expect(relativeError(first, r.first), label).toBeLessThan(1e-5);
        expect(Math.abs(both - r.both), label).toBeLessThan(
          1e-5 * Math.sqrt(r.first * r.second) + 1e-300,
        );
        if (r.second > 0) expect(relativeError(second, r.second), label).toBeLessThan(1e-5);
      }
    });

    const { gamma } = set;
    if (gamma === null) continue;
    test(`${set.name}: gamma agrees with optim`, () => {
      const fit = fitLife(livesOfSet(set), "gamma");
      expect(relativeError(fit.log_likelihood, gamma.log_likelihood)).toBeLessThan(1e-9);
      // optim stops where the likelihood is flat to 1e-16: 1e-8 of its height, 1e-6 here.
      expect(relativeError(estimateOf(fit, "shape"), gamma.shape)).toBeLessThan(2e-6);
      expect(relativeError(estimateOf(fit, "scale"), gamma.scale)).toBeLessThan(2e-6);
      expect(relativeError(fit.covariance!.first, gamma.first)).toBeLessThan(1e-4);
      expect(relativeError(fit.covariance!.second, gamma.second)).toBeLessThan(1e-4);
    });
  }
});

describe("properties", () => {
  const families: readonly LifeFamily[] = [
    "weibull",
    "exponential",
    "lognormal",
    "loglogistic",
    "gamma",
    "normal",
    "gumbel",
    "logistic",
  ];
  const times = [12, 15, 15, 21, 30, 34, 34, 50, 61, 80];
  const failed = [1, 1, 0, 1, 1, 0, 1, 1, 1, 0];

  test.each(families)("%s: lives in another unit give the same fit in that unit", (family) => {
    const fit = fitLife({ times, failed }, family);
    for (const unit of [1e-12, 3600, 1e12]) {
      const other = fitLife({ times: times.map((time) => time * unit), failed }, family);
      for (const p of [0.01, 0.5, 0.99]) {
        const [one, two] = [lifeQuantile(fit, p), lifeQuantile(other, p)];
        expect(relativeError(two.estimate, one.estimate! * unit)).toBeLessThan(1e-8);
        expect(intervalError(two, [one.lower! * unit, one.upper! * unit])).toBeLessThan(1e-8);
      }
      const [one, two] = [reliabilityAt(fit, 40), reliabilityAt(other, 40 * unit)];
      expect(intervalError(two, [one.lower!, one.upper!])).toBeLessThan(1e-8);
    }
  });

  test.each(families)("%s: neither order nor counts written out change the fit", (family) => {
    const fit = fitLife({ times, failed }, family);
    const turned = fitLife({ times: times.toReversed(), failed: failed.toReversed() }, family);
    const counted = fitLife(
      { times: [12, 15, 15, 21, 30, 34, 34, 50, 61, 80], failed, counts: times.map(() => 2) },
      family,
    );
    const twice = fitLife({ times: [...times, ...times], failed: [...failed, ...failed] }, family);
    for (const [name, { estimate }] of Object.entries(fit.parameters ?? {})) {
      expect(relativeError(estimateOf(turned, name), estimate)).toBeLessThan(1e-10);
      expect(relativeError(estimateOf(counted, name), estimate)).toBeLessThan(1e-10);
    }
    expect(relativeError(counted.log_likelihood, twice.log_likelihood!)).toBeLessThan(1e-10);
    expect(relativeError(counted.covariance!.first, twice.covariance!.first)).toBeLessThan(1e-9);
  });

  test.each(families)("%s: hazard, reliability, quantile and mean fit together", (family) => {
    const fit = fitLife({ times, failed }, family);
    const median = lifeQuantile(fit, 0.5).estimate!;
    expect(reliabilityAt(fit, median).estimate).toBeCloseTo(0.5, 10);
    // h = −d ln R / dt, by a central difference
    const step = median * 1e-4;
    const log = (t: number): number => Math.log(reliabilityAt(fit, t).estimate!);
    const slope = (log(median - step) - log(median + step)) / (2 * step);
    expect(relativeError(hazardAt(fit, median).estimate, slope)).toBeLessThan(1e-6);
    // mean = ∫ quantile dp, midpoint rule
    const shares = Array.from({ length: 4000 }, (_, i) => (i + 0.5) / 4000);
    const mean = shares.reduce((sum, p) => sum + lifeQuantile(fit, p).estimate! / 4000, 0);
    expect(relativeError(meanLife(fit).estimate, mean)).toBeLessThan(0.01);
  });

  test("lives within a hundredth of one another are fitted by every family", () => {
    const close = [1005.6379, 991.0275, 995.0821, 993.208];
    for (const family of families) expect(fitLife({ times: close }, family).status).toBe("ok");
    // A gamma distribution of shape over 10,000 is nearly lognormal.
    const [gamma, lognormal] = [
      fitLife({ times: close }, "gamma"),
      fitLife({ times: close }, "lognormal"),
    ];
    expect(Math.abs(gamma.log_likelihood! - lognormal.log_likelihood!)).toBeLessThan(0.01);
  });

  test("results cannot be changed", () => {
    const fit = fitLife({ times, failed }, "weibull");
    expect(Object.isFrozen(fit) && Object.isFrozen(fit.parameters)).toBe(true);
    expect(Object.isFrozen(lifeQuantile(fit, 0.1))).toBe(true);
  });

  test("an interval of almost no width is a failure at its middle", () => {
    const near = times.map((time) => ({ lower: time * (1 - 1e-9), upper: time * (1 + 1e-9) }));
    for (const family of families) {
      const [exact, narrow] = [fitLife({ times }, family), fitLife(near, family)];
      expect(relativeError(narrow.coordinates![0], exact.coordinates![0])).toBeLessThan(1e-7);
      expect(relativeError(narrow.coordinates![1], exact.coordinates![1])).toBeLessThan(1e-6);
    }
  });
});

describe("data that cannot say", () => {
  const codes = (fit: ReturnType<typeof fitLife>): string[] => fit.notes.map(({ code }) => code);

  test.each([
    ["no lives", { times: [] }, "no_failure"],
    ["only survivors", { times: [5, 6], failed: [0, 0] }, "no_failure"],
    ["one failure and nothing else", { times: [5] }, "no_spread"],
    ["failures all at one time", { times: [5, 5, 5, 3], failed: [1, 1, 1, 0] }, "no_spread"],
    ["a life of zero", { times: [0, 5, 6] }, "zero_time"],
    ["a negative life", { times: [-1, 5, 6] }, "wrong_time"],
    ["a life that is no number", { times: [NaN, 5, 6] }, "wrong_time"],
    ["an endless life", { times: [Infinity, 5, 6] }, "wrong_time"],
    ["bounds the wrong way round", [{ lower: 6, upper: 5 }], "wrong_time"],
    ["only left-censored lives", [{ lower: null, upper: 5 }], "no_spread"],
  ] as const)("%s: insufficient, and says why", (_, data, code) => {
    const fit = fitLife(data, "weibull");
    expect(fit.status).toBe("insufficient");
    expect(codes(fit)).toContain(code);
    expect(fit.parameters).toBeNull();
    expect(lifeQuantile(fit, 0.1)).toMatchObject({ status: "insufficient", estimate: null });
  });

  test("one failure before a survivor can be fitted, with a remark", () => {
    const fit = fitLife({ times: [5, 9], failed: [1, 0] }, "weibull");
    expect(fit.status).toBe("ok");
    expect(codes(fit)).toEqual(["few_failures"]);
  });

  test("a survivor seen at 0 says nothing and is left out", () => {
    const fit = fitLife({ times: [0, 5, 9, 12], failed: [0, 1, 1, 1] }, "weibull");
    expect(fit).toMatchObject({ status: "ok", n: 3 });
    expect(codes(fit)).toContain("life_without_information");
  });

  test("shares that fall with age have no fit: not converged", () => {
    const lives = [
      { lower: null, upper: 10, count: 9 },
      { lower: 10, upper: null, count: 1 },
      { lower: null, upper: 20, count: 1 },
      { lower: 20, upper: null, count: 9 },
    ];
    for (const family of ["weibull", "lognormal", "normal", "gamma"] as const) {
      expect(fitLife(lives, family)).toMatchObject({ status: "not_converged", parameters: null });
    }
  });

  test("no result holds a number that is not finite, at any scale", () => {
    const scales = [1e-300, 1e-12, 1, 1e12, 1e300];
    for (const family of ["weibull", "exponential", "lognormal", "gamma", "normal"] as const) {
      for (const scale of scales) {
        for (const data of [
          { times: [1, 2, 3, 5].map((time) => time * scale) },
          { times: [scale, scale * (1 + 1e-9), scale * (1 + 2e-9)] },
          { times: [scale, 1, 1 / scale] },
        ]) {
          const fit = fitLife(data, family);
          const all = [fit, meanLife(fit), lifeQuantile(fit, 1e-6), hazardAt(fit, scale)];
          expect([...all, reliabilityAt(fit, 1e-3)].flatMap((one) => notFinite(one))).toEqual([]);
        }
      }
    }
  });

  test("a level outside 0 and 1 is a fault of ours", () => {
    expect(() => fitLife({ times: [1, 2] }, "weibull", { confidence: 1 })).toThrow(/level/);
  });
});
