import {
  formatCount,
  formatHours,
  formatPercent,
  formatPercentPoints,
  formatSigned,
  text,
  wholeMonths,
  withUnit,
} from "../../core/index.js";
import {
  isComparable,
  isMetricId,
  metricById,
  type Change,
  type MetricResult,
} from "../../metrics/index.js";
import type { Tile } from "../document.js";
import { basisText, figureText, missingText, placeholderWord, valueText } from "./figure-text.js";
import { daysIn, periodNames } from "./periods.js";
import { sparkOf, type Series } from "./series.js";
import { verdictOf } from "./verdict.js";

/** What a tile is judged and drawn with, beside the figure itself. */
export interface TileContext {
  /** The same figure of the period before; null when there is none. */
  readonly previous: MetricResult | null;
  /** How it changed since then; null when that was not asked. */
  readonly change: Change | null;
  readonly series: Series | null;
}

/** Hours watched that differ by less than this part, as a clock change makes them, count as as many. */
const SAME_EXPOSURE = 0.005;
const DAYS_A_MONTH = 365.25 / 12;

/** True for a figure that grows with its period and its fleet: compared for each hour watched. */
function isTotal(metric: string): boolean {
  return isMetricId(metric) && metricById(metric).is_additive;
}

/** A key figure ready to be shown: value, interval, basis, small line, change and verdict. */
export function tile(result: MetricResult, context: TileContext): Tile {
  const { previous } = context;
  const { value, unit, interval } = figureText(result);
  const judged = value === "" ? null : context.change;
  const verdict = judged === null ? null : verdictOf(judged, result.better);
  const isCompared = value !== "" && previous !== null && isComparable(previous);
  const words = isCompared
    ? changeTexts(result, previous, context.change)
    : { long: "", short: "" };
  return {
    metric: result.metric,
    name: nameOf(result),
    short_name: shortName(result),
    value,
    unit: value === "" ? "" : unit,
    placeholder: value === "" ? placeholderWord(result) : "",
    missing: value === "" ? missingText(result) : "",
    interval,
    n: value === "" ? "" : basisText(result),
    spark: sparkOf({
      name: nameOf(result),
      series: context.series,
      reported: result.range,
      compared: isCompared ? comparedValue(previous, context.series) : null,
      format: (number) => plainText(result, number),
    }),
    verdict,
    change: verdict?.code === "not_comparable" ? notComparable(result, previous) : words.long,
    change_short: words.short,
    href: result.evidence_url,
    definition_href: `/metrics/${result.metric}`,
  };
}

/** The value before, as one period of the series would show it: totals shrink with their period. */
function comparedValue(previous: MetricResult, series: Series | null): number | null {
  const { value, range, metric } = previous;
  if (value === null || series === null || !isTotal(metric)) return value;
  if (series.grain === "week") return (value * 7) / daysIn(range);
  const months = wholeMonths(range);
  return value / (months > 0 ? months : daysIn(range) / DAYS_A_MONTH);
}

function declaredName(result: MetricResult): string {
  return isMetricId(result.metric) ? metricById(result.metric).name : result.title;
}

function nameOf(result: MetricResult): string {
  const name = declaredName(result);
  if (result.metric === "recurring_failures") {
    const days = result.parameters["within_days"];
    return days === undefined ? name : text("reports.name.recurring", { name, days: Number(days) });
  }
  if (result.metric !== "availability_operational") return name;
  const downtime = result.parameters["downtime"] ?? "unplanned";
  return text("reports.name.availability", { name, downtime });
}

function shortName(result: MetricResult): string {
  const name = declaredName(result);
  return result.title.length < name.length ? result.title : name;
}

function plainText(result: MetricResult, value: number): string {
  if (result.unit === "ratio") return formatPercent(value, 1);
  return result.unit === "h" ? withUnit(formatHours(value), "h") : formatCount(value);
}

function changeTexts(
  now: MetricResult,
  before: MetricResult,
  change: Change | null,
): { long: string; short: string } {
  const { previous_name: previous, is_month } = periodNames(now.range);
  const nothing = { long: "", short: "" };
  if (now.value === null || before.value === null) return nothing;
  if (now.unit === "ratio") {
    const short = formatPercentPoints(now.value - before.value);
    return { short, long: text("reports.change.points", { change: short, previous }) };
  }
  if (before.value === 0) return nothing;
  const factor = now.value / before.value;
  // The word beside it judges the rate, so the number is the rate's as well.
  const rate = isTotal(now.metric) ? (change?.rate_factor ?? factor) : factor;
  const short = withUnit(formatSigned((rate - 1) * 100, 0), "%");
  const values = { change: short, previous, value: valueText(before) };
  const isPerHour = Math.abs(rate / factor - 1) > SAME_EXPOSURE;
  const long = isPerHour
    ? text("reports.change.per_hour", values)
    : text("reports.change.percent", { ...values, is_month });
  return { short, long };
}

function notComparable(now: MetricResult, before: MetricResult | null): string {
  const { name, previous_name } = periodNames(now.range);
  if (now.status === "partial") return text("reports.change.partial", { period: name });
  if (before?.status === "partial") {
    return text("reports.change.partial", { period: previous_name });
  }
  return text("reports.change.no_data", { previous: previous_name });
}
