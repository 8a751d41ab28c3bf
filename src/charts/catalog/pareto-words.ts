import { formatCount, formatMonth, formatPercent, text } from "../../core/index.js";
import type { Notice } from "../define.js";
import type { MetricResult } from "../inputs.js";
import { emptyNotice, refusalOf } from "../notice.js";
import {
  dimensionOf,
  groupNoun,
  groupsOf,
  measureOf,
  PARETO_ROWS,
  valueFormat,
  type Group,
} from "../pareto-groups.js";
import { isOneMonth, listText, populationText, sentences } from "../words.js";

/** What stands in the place of the figure when there is none. */
export function paretoNotice(result: MetricResult): Notice | null {
  const refusal = refusalOf(result);
  if (refusal !== null) return refusal;
  return groupsOf(result).length === 0 ? emptyNotice(result) : null;
}

/** How many groups there are, those without any failure included when their number is known. */
function groupTotal(result: MetricResult, groups: readonly Group[]): number {
  return Math.max(result.inputs["category_count"] ?? 0, groups.length);
}

function numberWord(count: number): string {
  return text("charts.number", { word: String(count), number: formatCount(count) });
}

/** `Twelve of 93 stations lost half of the hours`; a single group is named with its share. */
export function paretoFinding(result: MetricResult): string {
  const notice = paretoNotice(result);
  if (notice !== null) return notice.word;
  const groups = groupsOf(result);
  const measure = measureOf(result);
  const half = groups.filter((group) => group.is_first_half);
  const [first] = groups;
  const total = groupTotal(result, groups);
  if (half.length === 1 && first !== undefined) {
    const share = formatPercent(Math.min(1, first.share_ratio));
    return text("charts.pareto.alone", { label: first.label, share, measure });
  }
  return text("charts.pareto.half", {
    some: numberWord(half.length),
    total: formatCount(total),
    noun: groupNoun(result, total),
    measure,
    doer: ["area", "asset"].includes(dimensionOf(result)) ? "place" : "reason",
  });
}

/** What is drawn, and what is left out. */
export function paretoSub(result: MetricResult): string {
  const groups = groupsOf(result);
  const measure = measureOf(result);
  const rest = groups.slice(PARETO_ROWS);
  const sum = rest.reduce((total, group) => total + group.value, 0);
  const value = valueFormat(groups, measure)(sum);
  const period = isOneMonth(result.range) ? formatMonth(result.range.from) : "";
  const dimension = groupNoun(result, 1);
  const shown = groups.slice(0, PARETO_ROWS);
  const isHatched = result.status === "partial" || shown.some((group) => group.is_unstated);
  return sentences(
    text("charts.pareto.sub", {
      measure,
      period,
      has_period: period !== "",
      dimension,
      population: populationText(result.scope),
    }),
    isHatched ? text("charts.pareto.hatched", { is_partial: result.status === "partial" }) : null,
    rest.length === 0
      ? null
      : text("charts.pareto.rest", {
          value,
          measure,
          count: rest.length,
          currency: result.unit,
          noun: groupNoun(result, rest.length),
        }),
  );
}

/** A value with its quantity in words: `802 hours down`. */
export function quantityText(result: MetricResult, value: string): string {
  return text("charts.pareto.quantity", { value, measure: measureOf(result), unit: result.unit });
}

/** The text alternative: the largest, and how few make half. */
export function describePareto(result: MetricResult): string {
  const groups = groupsOf(result);
  const measure = measureOf(result);
  const format = valueFormat(groups, measure);
  const largest = groups
    .slice(0, 3)
    .map((group) => `${group.label} ${quantityText(result, format(group.value))}`);
  const total = groups.reduce((sum, group) => sum + group.value, 0);
  const half = groups.filter((group) => group.is_first_half).length;
  return text("charts.pareto.describe", {
    measure,
    dimension: groupNoun(result, 1),
    largest: listText(largest),
    half,
    noun: groupNoun(result, half),
    total: quantityText(result, format(total)),
  });
}
