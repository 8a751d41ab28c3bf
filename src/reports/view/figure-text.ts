import {
  formatCount,
  formatHours,
  formatNumber,
  formatPercentWithInterval,
  formatWithInterval,
  text,
  withUnit,
} from "../../core/index.js";
import type { MetricResult } from "../../metrics/index.js";
import { reasonSentence } from "./reason-words.js";
import { inputOf } from "./rows.js";

/** A figure as texts: its value without and with unit, and its interval. */
export interface FigureText {
  /** Empty when the value cannot be said. */
  readonly value: string;
  readonly unit: string;
  readonly interval: string;
}

/** The figure of a result, rounded to the digit where its interval begins. */
export function figureText(result: MetricResult): FigureText {
  const lower = result.interval?.lower ?? null;
  const upper = result.interval?.upper ?? null;
  const value = isShown(result) ? result.value : null;
  if (result.unit === "ratio") {
    const texts = formatPercentWithInterval(value, lower, upper);
    return { value: texts.value.replace(/\s*%$/, ""), unit: "%", interval: texts.interval };
  }
  if (result.unit === "") {
    const interval = countInterval(lower, upper);
    return { value: value === null ? "" : formatCount(value), unit: "", interval };
  }
  const texts = formatWithInterval(value, lower, upper);
  const interval = texts.interval === "" ? "" : withUnit(texts.interval, result.unit);
  return { value: texts.value, unit: result.unit, interval };
}

/** Counts have no decimals, nor have the ends of their intervals. */
function countInterval(lower: number | null, upper: number | null): string {
  if (lower === null || upper === null) return "";
  return text("core.format.interval", { lower: formatCount(lower), upper: formatCount(upper) });
}

/** False for a mean of one to three events: its interval says more than it does. */
export function isShown(result: MetricResult): boolean {
  if (result.value === null) return false;
  return result.status !== "few" || result.unit === "";
}

/** The value with its unit: `180 h`, `96.2 %`. */
export function valueText(result: MetricResult): string {
  const { value, unit } = figureText(result);
  return value === "" ? "" : withUnit(value, unit);
}

/** Why a figure has no value, in one sentence with the fact that is known. */
export function missingText(result: MetricResult): string {
  const { interval } = figureText(result);
  if (result.status === "few") {
    return text("reports.missing.few", {
      count: result.n,
      interval,
      has_interval: interval !== "",
    });
  }
  const [reason] = result.reasons;
  const exposure_h = inputOf(result, "exposure_h");
  if (reason?.code === "no_failures" && exposure_h !== null) {
    return text("reports.missing.empty", {
      exposure: formatCount(exposure_h),
      interval,
      has_interval: interval !== "",
    });
  }
  // The word in the value's place says "not available" already.
  if (reason?.code === "no_ends_recorded") return text("reports.missing.no_ends");
  if (reason?.code === "no_stops_recorded") return text("reports.missing.no_stops");
  return reason === undefined ? text("reports.missing.unknown") : reasonSentence(reason);
}

/** The word in the place of a value that is not shown. */
export function placeholderWord(result: MetricResult): string {
  if (result.status === "few") return text("reports.few");
  if (result.status === "failed") return text("reports.failed");
  const hasNone = result.reasons.some(({ code }) => code === "no_failures");
  const isEmpty = hasNone && result.n === 0 && result.metric === "mtbf";
  return text(isEmpty ? "reports.no_failures" : "reports.unknown");
}

/** What a figure rests on: its events, or its exposure. */
export function basisText(result: MetricResult): string {
  const { n } = result;
  switch (result.metric) {
    case "mtbf":
      return text("reports.n.failures", { count: n });
    case "failure_count":
    case "availability_operational":
      return exposureText(result);
    case "downtime_hours":
      return text("reports.n.stops", { count: n });
    case "mean_down_time":
    case "mttr":
      return durationBasis(result);
    case "recurring_failures": {
      const part = inputOf(result, "repeat_count");
      return part === null ? "" : text("reports.n.of_failures", { part, count: n });
    }
    default:
      return text("reports.n.records", { count: n });
  }
}

function durationBasis(result: MetricResult): string {
  const median = inputOf(result, "median_h");
  const open = inputOf(result, "open_excluded") ?? 0;
  return text("reports.n.ended", {
    count: result.n,
    open,
    median: median === null ? "" : formatHours(median),
    has_median: median !== null,
  });
}

/** `280 elevators × 720 h` when each was watched the whole time, else the sum of hours. */
function exposureText(result: MetricResult): string {
  const assets = inputOf(result, "asset_count") ?? result.scope.asset_count;
  const exposure_h = inputOf(result, "exposure_h");
  const [one, many] = result.scope.asset_noun;
  const noun = assets === 1 ? one : many;
  if (exposure_h === null) return text("reports.n.assets", { count: assets, noun });
  const each = assets === 0 ? 0 : exposure_h / assets;
  const values = { count: formatCount(assets), noun, exposure: formatCount(exposure_h) };
  const isWhole = Math.abs(each - Math.round(each)) < 0.005;
  if (!isWhole) return text("reports.n.exposure", values);
  return text("reports.n.exposure_each", { ...values, each: formatNumber(each, 0) });
}
