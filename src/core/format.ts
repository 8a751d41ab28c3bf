const MINUS = "\u2212";
const NO_BREAK = "\u00a0";

/** A whole number with the locale's groups of thousands; a true minus sign. */
export function formatCount(value: number, locale = "en"): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
    .format(value)
    .replace("-", MINUS);
}

/** A number with exactly so many decimals, grouped, with a true minus sign. */
export function formatNumber(value: number, decimals: number, locale = "en"): string {
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
    .format(value)
    .replace("-", MINUS);
}

/** Hours to two or three digits: `0.8`, `7.0`, `39`, `215`, `1,105`. */
export function formatHours(hours: number, locale = "en"): string {
  return formatNumber(hours, Math.abs(hours) < 9.95 ? 1 : 0, locale);
}

/** A ratio as a percentage with a no-break space: `96.2 %`. */
export function formatPercent(ratio: number, decimals = 0, locale = "en"): string {
  return `${formatNumber(ratio * 100, decimals, locale)}${NO_BREAK}%`;
}

/** A value and its unit, held together by a no-break space. */
export function withUnit(value: string, unit: string): string {
  return unit === "" ? value : `${value}${NO_BREAK}${unit}`;
}
