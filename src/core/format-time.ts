import { AppError } from "./errors.js";

/** Whether a date says its year; pages say it once in the scope line and leave it out elsewhere. */
export interface DateStyle {
  readonly year?: boolean;
}

/** How a month is written: `April`, `Apr`, `April 2018`. */
export interface MonthStyle extends DateStyle {
  readonly short?: boolean;
}

const PARTS = { day: "numeric", month: "short", year: "numeric" } as const;
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const MONTH_NAMES = {
  long: new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" }),
  short: new Intl.DateTimeFormat("en", { month: "short", timeZone: "UTC" }),
} as const;
const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, locale: string): Intl.DateTimeFormat {
  const key = `${zone} ${locale}`;
  let found = formats.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat(locale, { ...PARTS, ...CLOCK, timeZone: zone });
    formats.set(key, found);
  }
  return found;
}

function partsOf(iso: string, zone: string, locale: string): (type: string) => string {
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) {
    throw new AppError("input.date", "input", `not an instant: ${iso} — expected ISO 8601`);
  }
  const parts = format(zone, locale).formatToParts(instant);
  return (type) => parts.find((part) => part.type === type)?.value ?? "";
}

/** An instant as a person at the site reads it off the clock: `18 Apr 01:39`. */
export function formatInstant(iso: string, zone: string, style: DateStyle = {}): string {
  const part = partsOf(iso, zone, "en");
  return `${dayText(part, style)} ${clockText(part)}`;
}

/** The time of day at the site: `01:39`. */
export function formatClock(iso: string, zone: string): string {
  return clockText(partsOf(iso, zone, "en"));
}

function clockText(part: (type: string) => string): string {
  return `${part("hour")}:${part("minute")}`;
}

/** The site's day of an instant: `18 Apr`. */
export function formatDayOf(iso: string, zone: string, style: DateStyle = {}): string {
  return dayText(partsOf(iso, zone, "en"), style);
}

/** A civil date: `18 Apr`, or `18 Apr 2018`. */
export function formatDate(date: string, style: DateStyle = {}): string {
  return dayText(partsOf(`${date.slice(0, 10)}T00:00:00Z`, "UTC", "en"), style);
}

function dayText(part: (type: string) => string, style: DateStyle): string {
  const day = `${part("day")} ${part("month")}`;
  return style.year === true ? `${day} ${part("year")}` : day;
}

/** The month of a civil date or of `YYYY-MM`: `April 2018`, `Apr`. */
export function formatMonth(month: string, style: MonthStyle = {}): string {
  const instant = new Date(`${month.slice(0, 7)}-01T00:00:00Z`);
  if (Number.isNaN(instant.getTime())) {
    throw new AppError("input.date", "input", `not a month: ${month} — expected YYYY-MM`);
  }
  const name = MONTH_NAMES[style.short === true ? "short" : "long"].format(instant);
  return style.year === true ? `${name} ${month.slice(0, 4)}` : name;
}
