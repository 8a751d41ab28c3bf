import type { Cell, Row } from "../metrics/index.js";

/** A table as data: what the CSV of a page holds. */
export interface DataTable {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

function field(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  const written = String(cell);
  return /[",\r\n]/.test(written) || written !== written.trim()
    ? `"${written.replaceAll('"', '""')}"`
    : written;
}

/** The table as RFC 4180 text: header, CRLF line ends, unknown as nothing, numbers with a point. */
export function csvText(table: DataTable): string {
  const header = table.columns.map((name) => field(name)).join(",");
  const lines = table.rows.map((row) => table.columns.map((name) => field(row[name])).join(","));
  return [header, ...lines, ""].join("\r\n");
}
