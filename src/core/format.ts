import { text } from "./messages.js";

const MINUS = "\u2212";
const NO_BREAK = "\u00a0";

// Making a formatter takes a hundred times as long as using one.
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(decimals: number, locale: string): Intl.NumberFormat {
  const key = `${decimals} ${locale}`;
  let format = numberFormats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: "negative",
    });
    numberFormats.set(key, format);
  }
  return format;
}

/** A whole number with the locale's groups of thousands; a true minus sign. */
export function formatCount(value: number, locale = "en"): string {
  return formatNumber(value, 0, locale);
}

/** A number with exactly so many decimals, grouped, with a true minus sign. */
export function formatNumber(value: number, decimals: number, locale = "en"): string {
  const formatted = numberFormat(decimals, locale).format(value);
  return formatted.replace("-", MINUS).replaceAll("\u202f", NO_BREAK);
}

/** The same with its sign in front, also when it grew: `+20`, `−0.2`; nothing before a zero. */
export function formatSigned(value: number, decimals: number, locale = "en"): string {
  const formatted = formatNumber(value, decimals, locale);
  const isZero = Number(Math.abs(value).toFixed(decimals)) === 0;
  return value > 0 && !isZero ? `+${formatted}` : formatted;
}

/** Hours to two or three digits: `0.8`, `7.0`, `39`, `215`, `1,105`. */
export function formatHours(hours: number, locale = "en"): string {
  return formatNumber(hours, Math.abs(hours) < 9.95 ? 1 : 0, locale);
}

/** Units a duration may be shown in. */
export type DurationUnit = "min" | "h" | "d";

/** The unit a duration reads best in: minutes below 1 h, days above 30 days, else hours. */
export function durationUnit(hours: number): DurationUnit {
  if (Math.abs(hours) < 1) return "min";
  return Math.abs(hours) > 720 ? "d" : "h";
}

/** A duration with its unit: `38 min`, `7.0 h`, `34 d`. A column names one unit for all its rows. */
export function formatDuration(hours: number, unit: DurationUnit = durationUnit(hours)): string {
  if (unit === "min") return withUnit(formatCount(hours * 60), unit);
  return withUnit(formatHours(unit === "d" ? hours / 24 : hours), unit);
}

/** A ratio as a percentage with a no-break space: `96.2 %`. */
export function formatPercent(ratio: number, decimals = 0, locale = "en"): string {
  return `${formatNumber(ratio * 100, decimals, locale)}${NO_BREAK}%`;
}

/** A difference of two ratios, in percentage points with its sign: `−2.8 points`. */
export function formatPercentPoints(difference: number, decimals = 1): string {
  const points = difference * 100;
  const isOne = decimals === 0 && Math.abs(Number(points.toFixed(decimals))) === 1;
  return text("core.format.points", {
    number: formatSigned(points, decimals),
    form: isOne ? "one" : "other",
  });
}

/** A part of a whole: `68 %`, but `2 of 3` while the whole is below 10. */
export function formatShare(part: number, whole: number): string {
  if (whole >= 10) return formatPercent(part / whole);
  return text("core.format.part", { part: formatCount(part), whole: formatCount(whole) });
}

/** A value and its interval as texts that end at the same digit. */
export interface IntervalTexts {
  readonly value: string;
  /** `202 to 230`, `at least 74` when the upper end is unknown, `at most 9` when the lower is. */
  readonly interval: string;
}

/**
 * Decimals that the interval leaves meaning in: one more for each ten times below a width of 3,
 * so 0 for 202 to 230, 1 for 6.0 to 8.2; at least 1 for a value below 10.
 */
export function intervalDecimals(
  value: number | null,
  lower: number | null,
  upper: number | null,
): number {
  const reference = value ?? lower ?? upper ?? 0;
  const least = Math.abs(reference) < 9.95 ? 1 : 0;
  if (lower === null || upper === null || upper <= lower) return least;
  return Math.min(6, Math.max(least, Math.ceil(Math.log10(3 / (upper - lower)))));
}

/** A value rounded to the digit where its interval begins, and the interval: `215`, `202 to 230`. */
export function formatWithInterval(
  value: number | null,
  lower: number | null,
  upper: number | null,
): IntervalTexts {
  const decimals = intervalDecimals(value, lower, upper);
  const number = (x: number | null): string => (x === null ? "" : formatNumber(x, decimals));
  return { value: number(value), interval: intervalText(number(lower), number(upper)) };
}

/** The same for ratios, in percent: `96.2 %` and `95.1 to 97.2 %`; one decimal when narrower than 3 points. */
export function formatPercentWithInterval(
  ratio: number | null,
  lower: number | null,
  upper: number | null,
): IntervalTexts {
  const isNarrow = lower !== null && upper !== null && (upper - lower) * 100 < 3;
  const end = (x: number | null): string =>
    x === null ? "" : formatNumber(x * 100, isNarrow ? 1 : 0);
  const interval = intervalText(end(lower), end(upper));
  return {
    value: ratio === null ? "" : withUnit(end(ratio), "%"),
    interval: interval === "" ? "" : withUnit(interval, "%"),
  };
}

function intervalText(lower: string, upper: string): string {
  if (lower === "" && upper === "") return "";
  if (upper === "") return text("core.format.at_least", { lower });
  if (lower === "") return text("core.format.at_most", { upper });
  return text("core.format.interval", { lower, upper });
}

/** A p-value to two digits, never 0: `0.23`, `0.010`, `below 0.001`, `above 0.99`. */
export function formatP(p: number): string {
  if (p < 0.001) return text("core.format.p_below", { bound: formatNumber(0.001, 3) });
  if (p > 0.99) return text("core.format.p_above", { bound: formatNumber(0.99, 2) });
  return formatNumber(p, p < 0.00995 ? 4 : p < 0.0995 ? 3 : 2);
}

/** An amount with its currency's code, whole from 100 on: `USD 17,506,068`; alone when none is known. */
export function formatMoney(amount: number, currency: string | null, locale = "en"): string {
  const number = formatNumber(amount, Math.abs(amount) < 99.995 ? 2 : 0, locale);
  return currency === null ? number : `${currency}${NO_BREAK}${number}`;
}

/** A value and its unit, held together by a no-break space. */
export function withUnit(value: string, unit: string): string {
  return unit === "" ? value : `${value}${NO_BREAK}${unit}`;
}

/** What the places in a file are counted in: the rows of a workbook, the lines of a text. */
export function placeUnit(file: string): "row" | "line" {
  return /\.xlsx$/i.test(file) ? "row" : "line";
}
