import { formatNumber, formatP, text } from "../../core/index.js";
import { decisiveTrend, type MetricResult } from "../../metrics/index.js";
import { figureText, reasonSentence, valueText } from "../../reports/index.js";

/** A figure as words; the value is empty when it cannot be said. */
export interface FigureWords {
  /** With its unit: `215 h`, `96.2 %`. */
  readonly value: string;
  /** `202 to 230 h`, `at least 74 h`; empty when none is known. */
  readonly interval: string;
}

/** The figure of a result, rounded to the digit where its interval begins. */
export function figureWords(result: MetricResult): FigureWords {
  return { value: valueText(result), interval: figureText(result).interval };
}

/** The value of a result, or the word that stands for a missing one. */
export function valueOrWord(result: MetricResult): string {
  const value = valueText(result);
  if (value !== "") return value;
  if (result.status === "few") return text("http.few");
  const hasNone = result.reasons.some(({ code }) => code === "no_failures");
  const isNone = hasNone && result.n === 0 && result.metric === "mtbf";
  return text(isNone ? "http.none" : "http.unknown");
}

/** That no trend was found, with its test; null when there was no test or it found one. */
export function noTrendSentence(result: MetricResult): string | null {
  const trend = decisiveTrend(result);
  if (trend === null) return null;
  if (result.reasons.some((reason) => reason.code.startsWith("trend_"))) return null;
  return text("http.trend.none", {
    u: formatNumber(trend.statistic, 1),
    p: formatP(trend.p_value),
    n: trend.n,
  });
}

/** The sentences of a result's reasons; those about a partial period only when asked for. */
export function reasonSentences(
  result: Pick<MetricResult, "reasons">,
  options: { readonly has_partial?: boolean } = {},
): string[] {
  return result.reasons
    .filter(({ code }) => options.has_partial !== false || !code.startsWith("partial_"))
    .map((reason) => reasonSentence(reason));
}
