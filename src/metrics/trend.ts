import { laplaceFromSums, robustLaplace, type TrendTest } from "../statistics/index.js";
import { numberIn } from "./cells.js";
import { FEW_BELOW } from "./define.js";
import { rowDispersion, SIGNIFICANCE } from "./intervals.js";
import type { MetricResult, Reason, Row, Test, TestId } from "./result.js";

/** From this many assets with a failure on, the verdict on a trend follows the robust test. */
export const ROBUST_FROM_ASSETS = 10;

/** Laplace's test of a row, pooled over its assets. */
export function rowTrend(row: Row): TrendTest {
  return laplaceFromSums({
    count: numberIn(row, "trend_count"),
    score: numberIn(row, "trend_score_h"),
    scale: numberIn(row, "trend_scale_hh"),
  });
}

function rowRobustTrend(row: Row): TrendTest | null {
  const systems = numberIn(row, "trend_asset_count");
  if (systems < ROBUST_FROM_ASSETS) return null;
  return robustLaplace({
    systems,
    count: numberIn(row, "trend_count"),
    score: numberIn(row, "trend_score_h"),
    squares: numberIn(row, "trend_score_hh"),
  });
}

function testOf(id: TestId, trend: TrendTest): Test[] {
  if (trend.u === null || trend.p_two_sided === null) return [];
  return [{ id, statistic: trend.u, p_value: trend.p_two_sided, n: trend.n_used }];
}

/** The tests of an MTBF's assumptions: trend (plain, and robust where it can be), and dispersion. */
export function assumptionTests(row: Row): readonly Test[] {
  const robust = rowRobustTrend(row);
  const { index, p_value, units } = rowDispersion(row);
  return [
    ...testOf("laplace", rowTrend(row)),
    ...(robust === null ? [] : testOf("laplace_robust", robust)),
    ...(index === null || p_value === null
      ? []
      : [{ id: "dispersion" as const, statistic: index, p_value, n: units }]),
  ];
}

/**
 * The trend test that a metric itself goes by: the robust one where enough assets failed, else the
 * plain one; null where neither could be made. Pages and reports print this one's p and no other.
 */
export function decisiveTrend({ tests }: Pick<MetricResult, "tests">): Test | null {
  const robust = tests.find(({ id }) => id === "laplace_robust");
  return robust ?? tests.find(({ id }) => id === "laplace") ?? null;
}

/** What the tests mean for the figure: a trend, assets that differ. */
export function assumptionReasons(
  tests: readonly Test[],
  method: string | null,
): readonly Reason[] {
  const reasons: Reason[] = [];
  const trend = decisiveTrend({ tests });
  if (trend !== null && trend.n >= FEW_BELOW && trend.p_value < SIGNIFICANCE) {
    const code = trend.statistic > 0 ? "trend_worsening" : "trend_improving";
    reasons.push({ code, values: { u: trend.statistic, p: trend.p_value } });
  }
  const dispersion = tests.find(({ id }) => id === "dispersion");
  if (dispersion !== undefined && dispersion.p_value < SIGNIFICANCE) {
    const code = method === "cluster" ? "dispersion" : "dispersion_few_assets";
    reasons.push({ code, values: { index: dispersion.statistic, p: dispersion.p_value } });
  }
  return reasons;
}
