import {
  addMonths,
  formatCount,
  formatMonth,
  formatWithInterval,
  text,
  type IntervalTexts,
} from "../core/index.js";
import type { MetricResult, Scope } from "./inputs.js";
import type { Month } from "./months.js";

/** What a figure covers, as words: `all 280 elevators`, `elevator EL107`. */
export function populationText(scope: Scope): string {
  const [one, many] = scope.asset_noun;
  if (scope.asset_tag !== null) {
    return text("charts.population.one", { noun: one, tag: scope.asset_tag });
  }
  const noun = scope.asset_count === 1 ? one : many;
  return text("charts.population.all", { count: formatCount(scope.asset_count), noun });
}

/** The texts joined as a language joins a list: `February and May`. */
export function listText(items: readonly string[], locale = "en"): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(items);
}

/** The sentences that are there, in one line. */
export function sentences(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== "").join(" ");
}

/** True when the months lie in more than one calendar year, so that their names need it. */
function spansYears(months: readonly Month[]): boolean {
  return months.length > 0 && months[0]?.id.slice(0, 4) !== months.at(-1)?.id.slice(0, 4);
}

/** The name of a month among others: with its year when they lie in several. */
export function monthName(month: Month, months: readonly Month[]): string {
  return formatMonth(month.id, { year: spansYears(months) });
}

/** A month's value and interval, rounded together. */
export function monthTexts(month: Month): IntervalTexts {
  return formatWithInterval(month.value, month.lower, month.upper);
}

/** Confidence level of a result in percent, `95` unless it says otherwise. */
export function levelText(result: MetricResult): string {
  return formatCount((result.interval?.level ?? 0.95) * 100);
}

/** True when the period is one whole calendar month. */
export function isOneMonth(range: { readonly from: string; readonly to: string }): boolean {
  return range.from.endsWith("-01") && addMonths(range.from, 1) === range.to;
}
