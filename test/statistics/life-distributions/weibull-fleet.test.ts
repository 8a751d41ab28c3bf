import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/core/index.js";
import { fitLife, fitWeibullFleet } from "../../../src/statistics/life-distributions/index.js";
import { relativeError } from "../../golden/golden-case.js";
import { notFinite } from "./published-cases.js";

interface Asset {
  readonly times: number[];
  readonly failed: number[];
}

function fleetOf(assets: readonly Asset[]): Parameters<typeof fitWeibullFleet>[0] {
  const starts = [0];
  for (const { times } of assets) starts.push(starts.at(-1)! + times.length);
  return {
    times: Float64Array.from(assets.flatMap(({ times }) => times)),
    failed: Uint8Array.from(assets.flatMap(({ failed }) => failed)),
    starts,
  };
}

/** Ten lives of a Weibull distribution drawn for each asset, censored at its typical life. */
function randomFleet(size: number): Asset[] {
  const random = seededRandom(7);
  return Array.from({ length: size }, () => {
    const [eta, beta] = [10 ** (24 * random.next() - 12), 0.5 + 4 * random.next()];
    const lives = Array.from(
      { length: 10 },
      () => eta * (-Math.log(1 - random.next())) ** (1 / beta),
    );
    return {
      times: lives.map((life) => Math.min(life, eta)),
      failed: lives.map((life) => Number(life <= eta)),
    };
  });
}

describe("a fleet of Weibull fits", () => {
  test("agrees with the fit of each asset by the other road", () => {
    const assets = randomFleet(300);
    fitWeibullFleet(fleetOf(assets), 0.9).forEach((fit, i) => {
      const one = fitLife(assets[i]!, "weibull", { confidence: 0.9 });
      expect(fit.status).toBe(one.status);
      expect(fit.notes.map(({ code }) => code)).toEqual(one.notes.map(({ code }) => code));
      if (one.parameters === null) return;
      const { eta, beta } = one.parameters;
      expect(relativeError(fit.eta, eta!.estimate)).toBeLessThan(1e-9);
      expect(relativeError(fit.eta_lower, eta!.lower!)).toBeLessThan(1e-8);
      expect(relativeError(fit.eta_upper, eta!.upper!)).toBeLessThan(1e-8);
      expect(relativeError(fit.beta, beta!.estimate)).toBeLessThan(1e-9);
      expect(relativeError(fit.beta_lower, beta!.lower!)).toBeLessThan(1e-8);
      expect(relativeError(fit.beta_upper, beta!.upper!)).toBeLessThan(1e-8);
      expect(relativeError(fit.log_likelihood, one.log_likelihood!)).toBeLessThan(1e-9);
    });
  });

  test("twenty thousand assets take less than a second", () => {
    const lives = fleetOf(randomFleet(20_000));
    const began = performance.now();
    const fits = fitWeibullFleet(lives);
    expect(performance.now() - began).toBeLessThan(1000);
    expect(fits).toHaveLength(20_000);
  });

  test("each asset that cannot say gives its own reason", () => {
    const fits = fitWeibullFleet(
      fleetOf([
        { times: [], failed: [] },
        { times: [3, 4], failed: [0, 0] },
        { times: [4, 4, 3], failed: [1, 1, 0] },
        { times: [4, 0, 3], failed: [1, 1, 0] },
        { times: [4, NaN, 3], failed: [1, 1, 0] },
        { times: [4, 5, 6], failed: [1, 1, 0] },
      ]),
    );
    expect(fits.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 5 }, () => "insufficient"),
      "ok",
    ]);
    expect(fits.map(({ notes }) => notes[0]?.code)).toEqual([
      "no_failure",
      "no_failure",
      "no_spread",
      "wrong_time",
      "wrong_time",
      "few_failures",
    ]);
    expect(notFinite(fits)).toEqual([]);
  });
});
