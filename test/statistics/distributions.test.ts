import { describe, expect, test } from "vitest";
import {
  betaCdf,
  betaQuantile,
  binomialCdf,
  binomialDensity,
  chiSquareCdf,
  chiSquareQuantile,
  chiSquareUpperTail,
  gammaLower,
  gammaQuantile,
  normalCdf,
  normalQuantile,
  studentTwoSided,
  studentTwoSidedQuantile,
} from "../../src/statistics/index.js";
import { relativeError } from "../golden/golden-case.js";

/** Agreement asked of closed forms and distribution functions. */
const CLOSE = 1e-10;

function expectClose(actual: number, expected: number): void {
  expect(relativeError(actual, expected)).toBeLessThan(CLOSE);
}

// Every expected value was printed by R 4.2.2 with 17 digits; the call stands beside it.
describe("distributions against R", () => {
  test("chi-square quantiles agree with qchisq", () => {
    expectClose(chiSquareQuantile(0.025, 1804), 1688.1771728596711); // qchisq(.025, 1804)
    expectClose(chiSquareQuantile(0.975, 1806), 1925.6763848782566); // qchisq(.975, 1806)
    expectClose(chiSquareQuantile(0.5, 1), 0.45493642311957283); // qchisq(.5, 1)
    expectClose(chiSquareQuantile(1e-6, 7), 0.078523600990369924); // qchisq(1e-6, 7)
  });

  test("chi-square probabilities agree with pchisq in both tails", () => {
    // pchisq(c(3.84, 100, 300), c(1, 80, 3), lower.tail = FALSE); pchisq(1900, 1806)
    expectClose(chiSquareUpperTail(3.84, 1), 0.050043521248705224);
    expectClose(chiSquareUpperTail(100, 80), 0.064570368921132992);
    expectClose(chiSquareUpperTail(300, 3), 9.948758346327708e-65);
    expectClose(chiSquareCdf(1900, 1806), 0.93928113541410263);
  });

  test("normal probabilities and quantiles agree with pnorm and qnorm", () => {
    // pnorm(c(-8, -1, .5, 1.96)); qnorm(c(1e-300, .025, .3, .9))
    expectClose(normalCdf(-8), 6.2209605742717849e-16);
    expectClose(normalCdf(-1), 0.15865525393145705);
    expectClose(normalCdf(0.5), 0.69146246127401301);
    expectClose(normalCdf(1.96), 0.97500210485177963);
    expectClose(normalQuantile(1e-300), -37.0470962993612);
    expectClose(normalQuantile(0.025), -1.95996398454005383);
    expectClose(normalQuantile(0.3), -0.52440051270804067);
    expectClose(normalQuantile(0.9), 1.2815515655446008);
  });

  test("t quantiles and probabilities agree with qt and pt", () => {
    // -qt(.05 / 2, c(1, 4, 279)); 2 * pt(-c(2, 5), c(4, 279))
    expectClose(studentTwoSidedQuantile(0.05, 1), 12.7062047361747066);
    expectClose(studentTwoSidedQuantile(0.05, 4), 2.7764451051977943);
    expectClose(studentTwoSidedQuantile(0.05, 279), 1.9685031265484387);
    expectClose(studentTwoSided(2, 4), 0.11611652351681551);
    expectClose(studentTwoSided(5, 279), 1.0146760041700762e-6);
  });

  test("beta probabilities and quantiles agree with pbeta and qbeta", () => {
    expectClose(betaCdf({ a: 0.5, b: 0.5 }, 0.3), 0.36901011956554525); // pbeta(.3, .5, .5)
    expectClose(betaCdf({ a: 1000, b: 2000 }, 0.34), 0.78121509116064303); // pbeta(.34, 1000, 2000)
    expectClose(betaCdf({ a: 1e6, b: 2e6 }, 0.3335), 0.72988243250366081); // pbeta(.3335, 1e6, 2e6)
    expectClose(betaQuantile({ a: 0.5, b: 0.5 }, 0.3), 0.20610737385376351); // qbeta(.3, .5, .5)
    expectClose(betaQuantile({ a: 1000, b: 2000 }, 0.975), 0.35030301672720998);
  });
});

describe("identities of distributions", () => {
  test("a quantile put into its distribution function gives the probability back", () => {
    for (const p of [1e-8, 0.01, 0.3, 0.5, 0.95, 0.999]) {
      for (const shape of [0.3, 1, 4.5, 60, 5000]) {
        expectClose(gammaLower(shape, gammaQuantile(shape, p)), p);
      }
    }
  });

  test("binomial densities add up to the distribution function", () => {
    let sum = 0;
    for (let k = 0; k <= 12; k += 1) {
      sum += binomialDensity(k, 40, 0.23);
      expectClose(binomialCdf(k, 40, 0.23), sum);
    }
  });

  test("a chi-square variable with two degrees of freedom is exponential with mean 2", () => {
    for (const x of [0.001, 1, 10, 200]) expectClose(chiSquareUpperTail(x, 2), Math.exp(-x / 2));
  });
});
