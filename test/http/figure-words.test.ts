import { describe, expect, test } from "vitest";
import type { Test } from "../../src/metrics/index.js";
import { noTrendSentence, reasonSentences } from "../../src/http/view/figure-words.js";
import { result } from "../reports/fixtures/results.js";

const PLAIN: Test = { id: "laplace", statistic: -2.1, p_value: 0.034, n: 902 };
const ROBUST: Test = { id: "laplace_robust", statistic: -1.5, p_value: 0.13, n: 902 };

describe("the sentences of reasons", () => {
  test("have the minus and the dates of all other sentences", () => {
    const reasons = [
      { code: "trend_improving", values: { u: -4.6, p: 0.001 } },
      { code: "partial_after", values: { day: "2012-12-13" } },
    ] as const;
    expect(reasonSentences({ reasons })).toEqual([
      "Failures became rarer within the period (U = −4.6): one mean for all of it would mislead.",
      "The period reaches beyond the data, which end on 13 Dec 2012.",
    ]);
    expect(reasonSentences({ reasons }, { has_partial: false })).toHaveLength(1);
  });
});

describe("that no trend was found", () => {
  test("is told with the test that found none", () => {
    expect(noTrendSentence(result("mtbf", { tests: [PLAIN, ROBUST] }))).toContain(
      "(Laplace U = −1.5, p = 0.13, n = 902)",
    );
  });

  test("is not told where one was found or nothing was tested", () => {
    const reasons = [{ code: "trend_improving", values: { u: -2.1, p: 0.034 } }] as const;
    expect(noTrendSentence(result("mtbf", { tests: [PLAIN], reasons }))).toBeNull();
    expect(noTrendSentence(result("mtbf"))).toBeNull();
  });
});
