import {
  formatCount,
  formatMonth,
  formatNumber,
  formatWithInterval,
  text,
} from "../../core/index.js";
import { ratioOfChange, type Estimate } from "../change.js";
import type { FinerGrain, FindingOptions, Notice } from "../define.js";
import type { MetricResult } from "../inputs.js";
import { isCut, monthScale } from "../month-scale.js";
import { monthBefore, monthsOf, reportedMonth, soundMonths, type Month } from "../months.js";
import { emptyNotice, fewNotice, refusalOf } from "../notice.js";
import {
  isOneMonth,
  levelText,
  listText,
  monthName,
  monthTexts,
  populationText,
  sentences,
} from "../words.js";

/** Nothing may be said: refused, no failure, or too few in all months together. */
function silence(result: MetricResult): Notice | null {
  const refusal = refusalOf(result);
  if (refusal !== null) return refusal;
  if (result.status === "empty") return emptyNotice(result);
  const isFew = result.status === "few" && soundMonths(monthsOf(result)).length === 0;
  return isFew ? fewNotice(result) : null;
}

/** What stands in the place of the figure when there is none. */
export function mtbfNotice(result: MetricResult): Notice | null {
  return silence(result) ?? (monthsOf(result).length === 0 ? emptyNotice(result) : null);
}

/** True when the source records no stops, so that hours are of the calendar. */
function isCalendarTime(result: MetricResult): boolean {
  return result.reasons.some(({ code }) => code === "calendar_time");
}

/** What is drawn, for the line under the finding. */
export function mtbfSub(result: MetricResult, finer: FinerGrain | null): string {
  const months = monthsOf(result);
  const scale = monthScale(months, finer);
  const what = text("charts.mtbf.sub", {
    base: isCalendarTime(result) ? "calendar" : "operation",
    population: populationText(result.scope),
    level: levelText(result),
    is_partial: months.some((month) => month.is_partial),
    has_few: months.some((month) => month.is_few),
  });
  const starts = text("charts.scale_starts", { start: formatCount(scale.from), unit: result.unit });
  const cut = isCut(months, scale) ? text("charts.cut") : null;
  return sentences(what, scale.from > 0 ? starts : null, cut);
}

/** The two figures of a comparison, written with the same decimals. */
function pairTexts(before: Estimate, after: Estimate): { before: string; after: string } {
  const texts = [before, after].map(
    ({ value, lower, upper }) => formatWithInterval(value, lower, upper).value,
  );
  const decimals = Math.min(...texts.map((number) => number.split(".")[1]?.length ?? 0));
  const [b, a] = [before, after].map(({ value }) => formatNumber(value ?? 0, decimals));
  return { before: b ?? "", after: a ?? "" };
}

/** Which way the figure went, by the test that the caller trusts more or else by the intervals. */
function direction(
  before: Estimate,
  after: Estimate,
  isClear: boolean | undefined,
): "rose" | "fell" | "same" {
  const { before: from, after: to } = pairTexts(before, after);
  const isBeyondChance = isClear ?? ratioOfChange(before, after)?.is_clear ?? false;
  if (!isBeyondChance || from === to) return "same";
  return (after.value ?? 0) > (before.value ?? 0) ? "rose" : "fell";
}

function wholeOf(result: MetricResult): Estimate {
  const { value, interval } = result;
  return { value, lower: interval?.lower ?? null, upper: interval?.upper ?? null };
}

function findingOfPeriods(before: Estimate, after: Estimate): string {
  const moved = direction(before, after, undefined);
  const values = pairTexts(before, after);
  if (moved === "same") return text("charts.mtbf.same_period", values);
  return text(`charts.mtbf.${moved}`, values);
}

/** The finding of the reported month against the month before; null when it has no value. */
export function findingOfMonths(result: MetricResult, options: FindingOptions): string | null {
  const months = monthsOf(result);
  const month = reportedMonth(months, options.emphasis ?? null);
  if (month === null || month.value === null || month.is_few) return null;
  const before = monthBefore(months, month);
  const { value, interval } = monthTexts(month);
  const name = monthName(month, months);
  if (before === null) {
    return text("charts.mtbf.single", { value, interval, month: name, level: levelText(result) });
  }
  const moved = direction(before, month, options.is_clear_change);
  const values = pairTexts(before, month);
  const names = { before_month: formatMonth(before.id), after_month: formatMonth(month.id) };
  return text(`charts.mtbf.${moved}`, { ...values, ...names });
}

/**
 * What happened to MTBF: `MTBF rose from 180 to 215 hours`, only when the change is more than
 * chance would give; between two results, or inside one that is grouped by month.
 */
export function mtbfFinding(result: MetricResult, previous?: MetricResult): string {
  const notice = silence(result);
  if (notice !== null) return notice.word;
  if (previous !== undefined && result.value !== null && previous.value !== null) {
    return findingOfPeriods(wholeOf(previous), wholeOf(result));
  }
  const ofMonths = findingOfMonths(result, {});
  if (ofMonths !== null) return ofMonths;
  if (result.value === null) return text("charts.mtbf.none");
  const { lower, upper } = wholeOf(result);
  const { value, interval } = formatWithInterval(result.value, lower, upper);
  if (interval === "") return text("charts.mtbf.single_bare", { value });
  const values = { value, interval, level: levelText(result) };
  if (!isOneMonth(result.range)) return text("charts.mtbf.single_period", values);
  return text("charts.mtbf.single", { ...values, month: formatMonth(result.range.from) });
}

function extremesText(sound: readonly Month[], months: readonly Month[]): Record<string, string> {
  const byValue = sound.toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0));
  const picks = {
    first: sound[0],
    last: sound.at(-1),
    lowest: byValue[0],
    highest: byValue.at(-1),
  };
  const entries = Object.entries(picks).flatMap(([name, month]) => [
    [name, month === undefined ? "" : monthTexts(month).value],
    [`${name}_month`, month === undefined ? "" : monthName(month, months)],
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function rangeSentence(result: MetricResult, months: readonly Month[]): string {
  const sound = soundMonths(months).filter((month) => !month.is_partial);
  const common = { title: text("charts.mtbf.title"), population: populationText(result.scope) };
  const only = sound[0];
  if (only === undefined) return text("charts.mtbf.describe.none", common);
  if (sound.length === 1) {
    const values = { month: monthName(only, months), value: monthTexts(only).value };
    return text("charts.mtbf.describe.one", { ...common, ...values });
  }
  return text("charts.mtbf.describe.range", { ...common, ...extremesText(sound, months) });
}

/** The text alternative: first, last, extremes, the reported interval, what is partial. */
export function describeMonths(result: MetricResult): string {
  const months = monthsOf(result);
  const month = reportedMonth(months, null);
  const partial = months.filter((other) => other.is_partial);
  const interval =
    month === null
      ? null
      : text("charts.mtbf.describe.interval", {
          month: monthName(month, months),
          level: levelText(result),
          interval: monthTexts(month).interval,
        });
  const periods = listText(partial.map((other) => monthName(other, months)));
  return sentences(
    rangeSentence(result, months),
    interval,
    partial.length === 0
      ? null
      : text("charts.describe.partial", { periods, count: partial.length }),
  );
}
