import { AppError } from "./errors.js";

/** A calendar date as `YYYY-MM-DD`, with no time and no zone. */
export type CivilDate = string;

const CIVIL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The years in which a date that somebody writes may lie; dates computed from it may lie outside. */
export const CIVIL_YEARS = Object.freeze({ first: 1900, last: 2199 });

/** True when a text that begins with a year names one in which a written date may lie. */
export function isCivilYear(text: string): boolean {
  const year = Number(text.slice(0, 4));
  return year >= CIVIL_YEARS.first && year <= CIVIL_YEARS.last;
}

function doesExist(text: string): boolean {
  const match = CIVIL_DATE.exec(text);
  if (match === null) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/** True when the text is a date that exists, in one of `CIVIL_YEARS`. */
export function isCivilDate(text: string): boolean {
  return doesExist(text) && isCivilYear(text);
}

function utc(date: CivilDate): Date {
  if (!doesExist(date)) {
    throw new AppError("input.date", "input", `not a date: ${date} — expected YYYY-MM-DD`);
  }
  return new Date(`${date}T00:00:00Z`);
}

/** The date a number of days later (or earlier, for a negative number). */
export function addDays(date: CivilDate, days: number): CivilDate {
  const moved = utc(date);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** The first day of the month a number of months later (or earlier). */
export function addMonths(month: CivilDate, months: number): CivilDate {
  const moved = utc(startOfMonth(month));
  moved.setUTCMonth(moved.getUTCMonth() + months);
  return moved.toISOString().slice(0, 10);
}

/** The first day of the month of a date. */
export function startOfMonth(date: CivilDate): CivilDate {
  return `${date.slice(0, 7)}-01`;
}

/** Days from the first date to the second; negative when the second is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000);
}

/** The earlier of two dates. */
export function earlierDate(a: CivilDate, b: CivilDate): CivilDate {
  return a < b ? a : b;
}

/** The later of two dates. */
export function laterDate(a: CivilDate, b: CivilDate): CivilDate {
  return a > b ? a : b;
}
