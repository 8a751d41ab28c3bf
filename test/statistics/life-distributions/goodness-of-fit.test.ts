import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/core/index.js";
import {
  andersonDarling,
  compareFamilies,
  fitLife,
  lifeQuantile,
  reliabilityAt,
  weibayes,
  type LifeFamily,
} from "../../../src/statistics/life-distributions/index.js";
import { goldenCase, relativeError } from "../../golden/golden-case.js";
import { livesOf, notFinite, type RightCensored } from "./published-cases.js";

const alloy = livesOf(goldenCase<RightCensored, object>("lognormal-mle-right-alloy").inputs);
const complete = livesOf(goldenCase<RightCensored, object>("weibull-mle-complete-30").inputs);

describe("choice of a family", () => {
  test("alloy lives choose lognormal over Weibull by twice nine units of log-likelihood", () => {
    const { best, families } = compareFamilies(alloy);
    expect(best).toBe("lognormal");
    const by = (family: LifeFamily): number => families.find((one) => one.family === family)!.aicc!;
    // 72 lives, 2 parameters each: 2 (376.0949483 − 367.0069221)
    expect(by("weibull") - by("lognormal")).toBeCloseTo(18.1760524, 5);
    // 2 × 367.0069221 + 4 + 12 / 69
    expect(by("lognormal")).toBeCloseTo(738.1877572, 4);
    expect(families.map(({ aicc }) => aicc)).toEqual(
      families.map(({ aicc }) => aicc!).toSorted((a, b) => a - b),
    );
  });

  test("loglogistic is so near on them that the choice is not clear", () => {
    expect(compareFamilies(alloy).notes.map(({ code }) => code)).toContain("no_clear_choice");
  });

  test("too few lives have no criterion", () => {
    for (const data of [{ times: [5, 9] }, { times: [5, 9], failed: [0, 0] }, { times: [] }]) {
      const choice = compareFamilies(data, ["weibull", "lognormal"]);
      expect(choice).toMatchObject({ status: "insufficient", best: null });
      expect(notFinite(choice)).toEqual([]);
    }
  });
});

describe("Anderson and Darling's test", () => {
  test("without censoring the statistic is the textbook sum", () => {
    const fit = fitLife(complete, "weibull");
    const times = Array.from(complete.times).sort((a, b) => a - b);
    const n = times.length;
    // A² = −n − Σ (2i − 1)/n (ln F(t_i) + ln R(t_(n + 1 − i)))
    const sum = times.reduce((total, time, i) => {
      const r = reliabilityAt(fit, time).estimate!;
      const other = reliabilityAt(fit, times[n - 1 - i]!).estimate!;
      return total + ((2 * i + 1) / n) * (Math.log(1 - r) + Math.log(other));
    }, 0);
    const { statistic } = andersonDarling(complete, {
      family: "weibull",
      random: seededRandom(1),
      replicates: 1,
    });
    expect(relativeError(statistic, -n - sum)).toBeLessThan(1e-9);
  });

  test("lives of the family itself are not rejected, of another they are", () => {
    const shares = Array.from({ length: 60 }, (_, i) => (i + 0.5) / 60);
    const weibull = shares.map((p) => 100 * (-Math.log(1 - p)) ** 0.5);
    const two = [...weibull, ...weibull.map((time) => time * 40)];
    const test_of = (times: number[]): number =>
      andersonDarling({ times }, { family: "weibull", random: seededRandom(5), replicates: 200 })
        .p_value!;
    expect(test_of(weibull)).toBeGreaterThan(0.9);
    expect(test_of(two)).toBeLessThan(0.01);
  });

  test("p-values of Weibull lives, half of them censored, are spread evenly", () => {
    const random = seededRandom(11);
    const p = Array.from({ length: 60 }, () => {
      const lives = Array.from({ length: 25 }, () => (-Math.log(1 - random.next())) ** 0.5);
      const limits = lives.map(() => 0.4 + 1.2 * random.next());
      return andersonDarling(
        {
          times: lives.map((life, i) => Math.min(life, limits[i]!)),
          failed: lives.map((life, i) => life <= limits[i]!),
        },
        { family: "weibull", random, replicates: 60 },
      ).p_value!;
    });
    const mean = p.reduce((sum, value) => sum + value / 60, 0);
    // Mean 0.508 with standard error √(1/12/60) = 0.037; four of them either way.
    expect(Math.abs(mean - 0.508)).toBeLessThan(0.15);
    expect(p.filter((value) => value < 0.1).length).toBeLessThan(15);
  });

  test("the same seed gives the same answer, in any unit and family", () => {
    for (const family of ["lognormal", "gamma", "exponential", "normal"] as const) {
      const run = (unit: number): ReturnType<typeof andersonDarling> =>
        andersonDarling(
          { times: [3, 5, 6, 9, 14, 20].map((time) => time * unit), failed: [1, 1, 0, 1, 1, 0] },
          { family, random: seededRandom(3), replicates: 30 },
        );
      expect(run(1)).toEqual(run(1));
      expect(relativeError(run(1e9).statistic, run(1).statistic!)).toBeLessThan(1e-6);
      expect(notFinite(run(1e-9))).toEqual([]);
    }
  });

  test("intervals between inspections cannot be tested", () => {
    const result = andersonDarling(
      [
        { lower: 3, upper: 5 },
        { lower: 7, upper: 7 },
        { lower: 8, upper: 8 },
      ],
      { family: "weibull", random: seededRandom(1) },
    );
    expect(result).toMatchObject({ status: "insufficient", statistic: null, p_value: null });
  });
});

describe("Weibayes", () => {
  test("with beta 1 it is the exponential interval of the published case", () => {
    const { inputs, expected } = goldenCase<
      Readonly<Record<"total_time" | "failures" | "confidence", number>>,
      Readonly<Record<"mtbf" | "lower" | "upper", number>>
    >("exp-mtbf-time-two-sided-19520");
    // Seven failures and three survivors that together ran 19,520.
    const times = [1000, 1500, 2000, 2500, 3000, 1200, 1800, 2520, 2000, 2000];
    const failed = [1, 1, 1, 1, 1, 1, 1, 0, 0, 0];
    const { confidence } = inputs;
    const result = weibayes({ times, failed }, { beta: 1, confidence });
    expect(relativeError(result.eta, expected.mtbf)).toBeLessThan(1e-6);
    expect(relativeError(result.lower, expected.lower)).toBeLessThan(1e-6);
    expect(relativeError(result.upper, expected.upper)).toBeLessThan(1e-6);
  });

  test("with the fitted beta it is the fitted eta", () => {
    const { eta, beta } = fitLife(complete, "weibull").parameters!;
    const result = weibayes(complete, { beta: beta!.estimate });
    expect(relativeError(result.eta, eta!.estimate)).toBeLessThan(1e-10);
    expect(lifeQuantile(fitLife(complete, "weibull"), 0.5).estimate).not.toBeNull();
  });

  test("without a failure there is a lower bound alone", () => {
    // (1000² + 1500² + 2000²) / −ln 0.05 = 7,250,000 / 2.995732 = 2,420,109.8; root 1555.67
    const result = weibayes({ times: [1000, 1500, 2000], failed: [0, 0, 0] }, { beta: 2 });
    expect(result).toMatchObject({ status: "ok", eta: null, upper: null, failures: 0 });
    expect(result.lower).toBeCloseTo(1555.67, 2);
    expect(result.notes.map(({ code }) => code)).toEqual(["one_sided"]);
  });

  test.each([
    ["no lives", { times: [] }],
    ["a negative life", { times: [-1, 2] }],
    ["a life between inspections", [{ lower: 2, upper: 3 }]],
  ])("%s: insufficient", (_, data) => {
    const result = weibayes(data, { beta: 2 });
    expect(result).toMatchObject({ status: "insufficient", eta: null, lower: null });
    expect(result.notes.length).toBeGreaterThan(0);
  });
});
