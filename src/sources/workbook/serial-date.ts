import type { NumberKind } from "./number-format.js";

const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;
/** Day 0 of the two calendars of Excel. The 1900 one has a 29 February 1900 that never was. */
const EPOCH_1900_MS = Date.UTC(1899, 11, 31);
const EPOCH_1904_MS = Date.UTC(1904, 0, 1);
const FALSE_LEAP_DAY = 60;
/** Serial of 31 December 9999. */
const LAST_DAY = 2_958_465;

/** A number as the shortest decimal text that reads back the same. */
export function numberText(value: number): string {
  return String(value);
}

/**
 * The text of a number that is shown as a date, time or duration: ISO 8601 without a zone, or hours,
 * minutes and seconds; the plain number where no such date exists.
 */
export function serialText(serial: number, kind: NumberKind, is1904: boolean): string {
  if (kind === "number" || serial < 0 || serial > LAST_DAY) return numberText(serial);
  const totalMs = Math.round(serial * DAY_MS);
  if (kind === "duration" || (kind === "time" && totalMs < DAY_MS)) return clockText(totalMs);
  const day = Math.floor(totalMs / DAY_MS);
  const date = dateText(day, is1904);
  if (date === null) return numberText(serial);
  const timeMs = totalMs - day * DAY_MS;
  return kind === "date" && timeMs === 0 ? date : `${date}T${clockText(timeMs)}`;
}

function dateText(day: number, is1904: boolean): string | null {
  if (is1904) return new Date(EPOCH_1904_MS + day * DAY_MS).toISOString().slice(0, 10);
  if (day === 0 || day === FALSE_LEAP_DAY) return null;
  const real = day > FALSE_LEAP_DAY ? day - 1 : day;
  return new Date(EPOCH_1900_MS + real * DAY_MS).toISOString().slice(0, 10);
}

/** Hours (two digits or more), minutes and seconds; thousandths only where there are any. */
function clockText(ms: number): string {
  const seconds = Math.floor(ms / SECOND_MS);
  const two = (value: number): string => String(value).padStart(2, "0");
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const fraction = ms % SECOND_MS === 0 ? "" : `.${String(ms % SECOND_MS).padStart(3, "0")}`;
  return clock.map(two).join(":") + fraction;
}
