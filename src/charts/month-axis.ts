import { formatCount, formatMonth, text } from "../core/index.js";
import { TEXT_SIZE } from "./marks.js";
import type { Month } from "./months.js";
import { textWidth } from "./text-width.js";

/** A month with the px it takes on the time axis. */
export interface PlacedMonth extends Month {
  readonly left: number;
  readonly right: number;
}

/** The words under one month: its name, below it how much stands behind, below that the year. */
export interface MonthLabel {
  readonly month: PlacedMonth;
  readonly name: string;
  readonly note: string;
  readonly year: string;
}

const GAP = 8;
const STYLE = { size: TEXT_SIZE };

function widthOf(month: PlacedMonth): number {
  return month.right - month.left;
}

/** Every how many months a name of that width may stand without touching the next. */
function stride(months: readonly PlacedMonth[], wanted: number): number {
  const step = Math.max(...months.map(widthOf));
  return [1, 2, 3, 4, 6, 12].find((count) => count * step >= wanted + GAP) ?? 12;
}

/** How much stands behind a month: its days while it is partial, else its failures. */
function noteOf(month: Month, form: "long" | "short"): string {
  if (month.is_partial) {
    const days = Math.round((Date.parse(month.to) - Date.parse(month.from)) / 86_400_000);
    return text("charts.days", { count: days });
  }
  const count = formatCount(month.count);
  return form === "short" ? count : text("charts.sample", { count });
}

function noteForm(months: readonly PlacedMonth[]): "long" | "short" | "none" {
  const fits = (form: "long" | "short"): boolean =>
    months
      .filter((month) => !month.is_partial)
      .every((month) => textWidth(noteOf(month, form), STYLE) + 4 <= widthOf(month));
  if (fits("long")) return "long";
  return fits("short") ? "short" : "none";
}

/** The long name where all whole months have room for it; the short one in a sliver that holds it. */
function nameOf(month: PlacedMonth, isShort: boolean): string {
  const name = formatMonth(month.id, { short: isShort });
  if (textWidth(name, STYLE) <= widthOf(month) + GAP) return name;
  return formatMonth(month.id, { short: true });
}

function isLongNameFitting(months: readonly PlacedMonth[]): boolean {
  const whole = months.filter((month) => !month.is_partial);
  return (whole.length === 0 ? months : whole).every(
    (month) => textWidth(formatMonth(month.id), STYLE) + GAP <= widthOf(month),
  );
}

interface Name {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

/** Which months are named: the reported one, then each one that a stride from January meets. */
function namesOf(months: readonly PlacedMonth[], reported: string | null): Map<string, string> {
  const isShort = !isLongNameFitting(months);
  const widest = Math.max(
    ...months.map((month) => textWidth(formatMonth(month.id, { short: isShort }), STYLE)),
  );
  const every = stride(months, widest);
  const isAsked = (month: Month): boolean => (Number(month.id.slice(5, 7)) - 1) % every === 0;
  const order = [
    ...months.filter((month) => month.id === reported),
    ...months.filter((month) => isAsked(month) && month.id !== reported),
  ];
  const placed = new Map<string, Name>();
  for (const month of order) {
    const text = nameOf(month, isShort);
    const middle = (month.left + month.right) / 2;
    const half = textWidth(text, STYLE) / 2;
    const name = { text, left: middle - half, right: middle + half };
    const others = [...placed.values()];
    if (others.some((other) => name.left < other.right + 4 && other.left < name.right + 4))
      continue;
    placed.set(month.id, name);
  }
  return new Map([...placed].map(([id, name]) => [id, name.text]));
}

function isJanuary(month: Month): boolean {
  return month.id.slice(5, 7) === "01";
}

function middleOf({ left, right }: PlacedMonth): number {
  return (left + right) / 2;
}

/** True when the year under the first month does not touch the one under the January after it. */
function hasRoomForFirstYear(months: readonly PlacedMonth[]): boolean {
  const [first, ...others] = months;
  const january = others.find(isJanuary);
  if (first === undefined || january === undefined) return true;
  return middleOf(january) - middleOf(first) >= textWidth(january.id.slice(0, 4), STYLE) + GAP;
}

/**
 * The labels of a time axis: long names where they fit, short ones else, only every second, third,
 * … month where those do not fit; the year under each January, and under the first month where it
 * has room.
 */
export function monthLabels(months: readonly PlacedMonth[], reported: string | null): MonthLabel[] {
  const names = namesOf(months, reported);
  const form = noteForm(months);
  const isWholeRow = names.size >= months.length - 2;
  const hasYears = months[0]?.id.slice(0, 4) !== months.at(-1)?.id.slice(0, 4);
  const yearOf = (month: PlacedMonth, index: number): string => {
    const isAsked = isJanuary(month) || (index === 0 && hasRoomForFirstYear(months));
    return hasYears && isAsked ? month.id.slice(0, 4) : "";
  };
  let isFirst = true;
  return months.map((month, index) => {
    const noteFits = form !== "none" && isWholeRow && names.has(month.id);
    const note = noteFits ? noteOf(month, isFirst || form === "long" ? "long" : "short") : "";
    if (note !== "" && !month.is_partial) isFirst = false;
    return {
      month,
      name: names.get(month.id) ?? "",
      note: textWidth(note, STYLE) <= widthOf(month) + GAP ? note : "",
      year: yearOf(month, index),
    };
  });
}
