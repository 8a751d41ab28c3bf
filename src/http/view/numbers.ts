import { formatNumber, formatPercent, text } from "../../core/index.js";
import type { Row } from "../../metrics/index.js";
import type { PageCell } from "./table.js";

/** The number in a column, or null when it is unknown or absent. */
export function numberIn(row: Row | undefined, name: string): number | null {
  const cell = row?.[name];
  return typeof cell === "number" && Number.isFinite(cell) ? cell : null;
}

/** The text in a column, or an empty one. */
export function wordsIn(row: Row | undefined, name: string): string {
  const cell = row?.[name];
  return cell === null || cell === undefined ? "" : String(cell);
}

/** A cell with a number written, or "not known" in grey: unknown is never 0. */
export function numberCell(value: number | null, write: (value: number) => string): PageCell {
  return value === null ? { text: text("http.unknown"), is_dim: true } : { text: write(value) };
}

/** True when no row has a number in the column, so that the column says nothing. */
export function isUnknownColumn(rows: readonly Row[], name: string): boolean {
  return rows.every((row) => numberIn(row, name) === null);
}

/** Writes hours with the same decimals down a column: one while any of them is below 10. */
export function hoursWriter(values: readonly (number | null)[]): (hours: number) => string {
  const isFine = values.some((value) => value !== null && value !== 0 && Math.abs(value) < 9.95);
  return (hours) => formatNumber(hours, isFine ? 1 : 0);
}

/**
 * Writes shares with the same decimals down a column: one when whole percentages would round some
 * share to nothing.
 */
export function shareWriter(values: readonly (number | null)[]): (ratio: number) => string {
  const isFine = values.some((value) => value !== null && value < 0.01);
  return (ratio) => formatPercent(ratio, isFine ? 1 : 0);
}

/** The numbers of a column. */
export function columnOf(rows: readonly Row[], name: string): (number | null)[] {
  return rows.map((row) => numberIn(row, name));
}
