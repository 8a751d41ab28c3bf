import type { Cell, Row } from "../metrics/index.js";

/** A table as data: what the CSV of a page holds. */
export interface DataTable {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** Name of the file, without suffix; else it is made from the address. */
  readonly name?: string;
}

/** Tells spreadsheets that a file is UTF-8. */
export const BYTE_ORDER_MARK = "\ufeff";

/** First characters by which a spreadsheet takes a text for a formula, full-width forms too. */
const FORMULA_START = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2}(?:\.\d+)?)Z$/;

/** The text with an apostrophe before it where a spreadsheet would compute it. */
export function guardedText(written: string): string {
  return FORMULA_START.test(written) ? `'${written}` : written;
}

function rawText(cell: Cell): string {
  return String(cell);
}

/** For spreadsheets: an instant as date, space and time (UTC); only texts are guarded, not numbers. */
function excelText(cell: Cell): string {
  if (typeof cell !== "string") return String(cell);
  return guardedText(cell.replace(INSTANT, "$1 $2"));
}

function field(written: string): string {
  return /[",\r\n]/.test(written) || written !== written.trim()
    ? `"${written.replaceAll('"', '""')}"`
    : written;
}

function lines(table: DataTable, write: (cell: Cell) => string): string {
  const cellText = (cell: Cell | undefined): string =>
    cell === null || cell === undefined ? "" : field(write(cell));
  const header = table.columns.map((name) => field(name)).join(",");
  const rows = table.rows.map((row) => table.columns.map((name) => cellText(row[name])).join(","));
  return [header, ...rows, ""].join("\r\n");
}

/** The table as RFC 4180 text: header, CRLF line ends, unknown as nothing, numbers with a point. */
export function csvText(table: DataTable): string {
  return lines(table, rawText);
}

/** The same for people with a spreadsheet: a mark first, instants it can read, no text a formula. */
export function csvExcelText(table: DataTable): string {
  return `${BYTE_ORDER_MARK}${lines(table, excelText)}`;
}
