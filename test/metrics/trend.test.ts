import { describe, expect, test } from "vitest";
import { decisiveTrend, type Test } from "../../src/metrics/index.js";
import { assumptionReasons, assumptionTests } from "../../src/metrics/trend.js";

/**
 * Twelve assets watched for 1000 h each. One failed nine times at 950 h, 450 h after the middle; of
 * the others six failed 100 h after it and five 100 h before. Score 9 × 450 + 600 − 500 = 4150.
 * Laplace: scale 20 × 1000², U = 4150 / √(20 × 1000² / 12) = 3.21458. Robust: the squares of the
 * assets' scores are 4050² + 11 × 100² = 16 512 500, U = 4150 / √16 512 500 = 1.02127.
 */
const ONE_BAD_ASSET = {
  asset_count: 12,
  failure_count: 20,
  exposure_h: 12_000,
  sum_yy_per_e: 92 / 1000,
  sum_per_e: 0.012,
  trend_count: 20,
  trend_asset_count: 12,
  trend_score_h: 4150,
  trend_scale_hh: 20_000_000,
  trend_score_hh: 16_512_500,
};

describe("the trend test that decides", () => {
  test("is the robust one where ten assets or more failed, as in the metric's own verdict", () => {
    const tests = assumptionTests(ONE_BAD_ASSET);
    const plain = tests.find(({ id }) => id === "laplace");
    expect(plain?.statistic).toBeCloseTo(3.214576, 5);
    expect(plain?.p_value).toBeLessThan(0.01);
    const decisive = decisiveTrend({ tests });
    expect(decisive?.id).toBe("laplace_robust");
    expect(decisive?.statistic).toBeCloseTo(1.021273, 5);
    expect(decisive?.p_value).toBeGreaterThan(0.05);
    const codes = assumptionReasons(tests, "cluster").map(({ code }) => code);
    expect(codes.filter((code) => code.startsWith("trend_"))).toEqual([]);
  });

  test("is the plain one below ten assets, and none without failures", () => {
    const tests = assumptionTests({ ...ONE_BAD_ASSET, trend_asset_count: 9 });
    expect(decisiveTrend({ tests })?.id).toBe("laplace");
    const dispersion: Test = { id: "dispersion", statistic: 1, p_value: 0.5, n: 12 };
    expect(decisiveTrend({ tests: [dispersion] })).toBeNull();
  });
});
