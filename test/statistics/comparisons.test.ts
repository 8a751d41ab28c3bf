import { describe, expect, test } from "vitest";
import { seededRandom } from "../../src/core/index.js";
import {
  binomialTwoSided,
  clopperPearson,
  clusterChange,
  clusterRatio,
  clusterSums,
  dispersionTest,
  twoRates,
} from "../../src/statistics/index.js";
import { relativeError } from "../golden/golden-case.js";

const CLOSE = 1e-10;

function expectClose(actual: number | null, expected: number): void {
  expect(relativeError(actual, expected)).toBeLessThan(CLOSE);
}

// Expected values were printed by R 4.2.2 with 17 digits; the call stands beside each.
describe("two Poisson rates", () => {
  test("agree with poisson.test", () => {
    // poisson.test(c(23, 11), c(3011, 800))
    const small = twoRates({ count: 11, exposure: 800 }, { count: 23, exposure: 3011 });
    expectClose(small.p_value, 0.13663444706428246);
    expectClose(small.lower, 0.26015497106362628);
    expectClose(small.upper, 1.2622993942894074);
    // poisson.test(c(902, 1117), c(194039, 200809))
    const large = twoRates({ count: 1117, exposure: 200809 }, { count: 902, exposure: 194039 });
    expectClose(large.p_value, 6.1045722070766727e-5);
    expectClose(large.lower, 0.76464684938427974);
    expectClose(large.upper, 0.91315031407701086);
  });

  test("no later failure gives the factor 0 and an upper bound", () => {
    // poisson.test(c(0, 6), c(1, 1)): p 2/64, upper 0.849
    const none = twoRates({ count: 6, exposure: 1 }, { count: 0, exposure: 1 });
    expectClose(none.p_value, 0.03125);
    expect(none).toMatchObject({ factor: 0, lower: 0 });
    expectClose(none.upper, 0.84931119429732327);
  });

  test("with five events at equal exposure no outcome could be below 0.05", () => {
    const five = twoRates({ count: 4, exposure: 1 }, { count: 1, exposure: 1 });
    expectClose(five.least_p_value, 2 / 32); // all five on one side: 2 * (1/2)^5
  });

  test("no events at all cannot be compared", () => {
    expect(twoRates({ count: 0, exposure: 1 }, { count: 0, exposure: 1 }).status).toBe(
      "insufficient",
    );
  });
});

describe("binomial test", () => {
  test("agrees with binom.test", () => {
    expectClose(binomialTwoSided(7, 20, 0.3), 0.62949796667667735); // binom.test(7, 20, .3)
    expectClose(binomialTwoSided(3, 10, 0.5), 0.34375); // binom.test(3, 10)
    expectClose(binomialTwoSided(9, 10, 0.31), 0.00019062967577843822); // binom.test(9, 10, .31)
  });
});

describe("Clopper-Pearson interval", () => {
  test("agrees with binom.test", () => {
    const some = clopperPearson({ hits: 3, trials: 10 }); // binom.test(3, 10)$conf.int
    expectClose(some.lower, 0.066739511177734495);
    expectClose(some.upper, 0.652452850059997314);
    expectClose(clopperPearson({ hits: 0, trials: 7 }).upper, 0.40961639722500343);
    expectClose(clopperPearson({ hits: 7, trials: 7 }).lower, 0.59038360277499657);
    const many = clopperPearson({ hits: 614, trials: 902 }); // binom.test(614, 902)$conf.int
    expectClose(many.lower, 0.64917754766183167);
    expectClose(many.upper, 0.7110559605718807);
  });

  test("nothing tried gives no proportion", () => {
    expect(clopperPearson({ hits: 0, trials: 0 })).toMatchObject({
      status: "insufficient",
      proportion: null,
    });
  });
});

const EARLIER = { y: [2, 6, 4, 9, 0], x: [10, 10, 12, 20, 9] };
const LATER = { y: [1, 2, 4, 3, 1], x: [9, 11, 12, 20, 10] };

function clusters({ y, x }: typeof EARLIER): { y: number; x: number }[] {
  return y.map((value, i) => ({ y: value, x: x[i] ?? 0 }));
}

describe("cluster ratio", () => {
  test("agrees with the ratio estimator written out in R", () => {
    // R<-sum(y)/sum(x); se<-sqrt(5/4*sum((y-R*x)^2))/sum(y); R*exp(c(-1,1)*qt(.975,4)*se)
    const result = clusterRatio(clusterSums(clusters(EARLIER)));
    expectClose(result.ratio, 0.34426229508196721);
    expectClose(result.log_error, 0.25371704781945431);
    expectClose(result.lower, 0.17019969038425631);
    expectClose(result.upper, 0.69633809290446502);
  });

  test("doubling the fleet keeps the ratio and narrows the interval", () => {
    const once = clusters(EARLIER);
    const twice = clusterRatio(clusterSums([...once, ...once]));
    const single = clusterRatio(clusterSums(once));
    expect(twice.ratio).toBeCloseTo(single.ratio ?? 0, 12);
    expect(twice.log_error ?? 1).toBeLessThan((single.log_error ?? 0) / Math.SQRT2);
  });

  test("one cluster, or none with anything in it, cannot say", () => {
    expect(clusterRatio(clusterSums([{ y: 3, x: 5 }])).status).toBe("insufficient");
    expect(
      clusterRatio(
        clusterSums([
          { y: 0, x: 5 },
          { y: 0, x: 2 },
        ]),
      ),
    ).toMatchObject({
      status: "insufficient",
      ratio: 0,
      lower: null,
    });
  });
});

describe("cluster change", () => {
  test("agrees with the paired influences written out in R", () => {
    // z<-(y2-R2*x2)/sum(y2)-(y-R*x)/sum(y); se<-sqrt(5/4*sum(z^2)); l<-log(R2/R)
    const later = clusters(LATER);
    const pairs = clusters(EARLIER).map((earlier, i) => ({
      earlier,
      later: later[i] ?? { y: 0, x: 0 },
    }));
    const result = clusterChange(pairs);
    expectClose(result.factor, 0.51536098310291867);
    expectClose(result.lower, 0.22188347216678533);
    expectClose(result.upper, 1.1970109369172075);
    expectClose(result.p_value, 0.094324316048889301);
  });

  test("finds nothing about as often as it should when assets differ but nothing changed", () => {
    const random = seededRandom(11);
    const poisson = (mean: number): number => {
      let count = -1;
      for (let t = 0; t < mean; count += 1) t -= Math.log(1 - random.next());
      return count;
    };
    let robust = 0;
    let naive = 0;
    const rounds = 400;
    for (let round = 0; round < rounds; round += 1) {
      // 60 assets; each period has its own burst: an asset is five times worse in one month in six.
      const draw = (): number => poisson(random.next() < 1 / 6 ? 15 : 3);
      const pairs = Array.from({ length: 60 }, () => ({
        earlier: { y: draw(), x: 1 },
        later: { y: draw(), x: 1 },
      }));
      const sum = (which: "earlier" | "later"): number =>
        pairs.reduce((total, pair) => total + pair[which].y, 0);
      if ((clusterChange(pairs).p_value ?? 1) < 0.05) robust += 1;
      const poissonTest = twoRates(
        { count: sum("earlier"), exposure: 60 },
        { count: sum("later"), exposure: 60 },
      );
      if ((poissonTest.p_value ?? 1) < 0.05) naive += 1;
    }
    // 5 % of 400 is 20, standard deviation 4.4: within four of them.
    expect(Math.abs(robust - 20)).toBeLessThan(18);
    expect(naive).toBeGreaterThan(100);
  });
});

function dispersionOf(counts: readonly number[], exposures: readonly number[]) {
  const sum = (of: (i: number) => number): number =>
    counts.reduce((total, _, i) => total + of(i), 0);
  const y = (i: number): number => counts[i] ?? 0;
  const e = (i: number): number => exposures[i] ?? 1;
  return dispersionTest({
    units: counts.length,
    count: sum(y),
    exposure: sum(e),
    sum_yy_per_e: sum((i) => y(i) ** 2 / e(i)),
    sum_per_e: sum((i) => 1 / e(i)),
  });
}

describe("dispersion test", () => {
  test("five turbines with 2, 8, 7, 7 and 4 failures do not differ beyond chance", () => {
    // X2 = sum((y-5.6)^2)/5.6 = 4.5; V = 2*4 + (25-25-10+2)/28;
    // pchisq(4.5*4/V*2, df = 2*16/V, lower.tail = FALSE); the plain chi-square gives 0.34255
    const result = dispersionOf([2, 8, 7, 7, 4], [1, 1, 1, 1, 1]);
    expectClose(result.index, 1.125);
    expectClose(result.p_value, 0.34298278668339416);
  });

  test("keeps its level when most assets have no failure, where chi-square fails", () => {
    // R: rmultinom(1, 30, e), e <- runif(400, .2, 3), 20,000 times: 5.4 % below 0.05 (chi-square 17.9 %)
    const random = seededRandom(5);
    const exposures = Array.from({ length: 400 }, () => 0.2 + 2.8 * random.next());
    const total = exposures.reduce((sum, e) => sum + e, 0);
    let below = 0;
    for (let round = 0; round < 1000; round += 1) {
      const counts = new Array<number>(400).fill(0);
      for (let event = 0; event < 30; event += 1) {
        let rest = random.next() * total;
        const hit = exposures.findIndex((e) => (rest -= e) < 0);
        counts[Math.max(0, hit)] = (counts[Math.max(0, hit)] ?? 0) + 1;
      }
      if ((dispersionOf(counts, exposures).p_value ?? 1) < 0.05) below += 1;
    }
    expect(below).toBeGreaterThan(25);
    expect(below).toBeLessThan(90);
  });

  test("one asset alone cannot differ", () => {
    expect(dispersionOf([9], [3]).status).toBe("insufficient");
  });
});
