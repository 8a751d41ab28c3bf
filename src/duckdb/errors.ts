import { defineErrors } from "../core/index.js";

/** The errors of opening, asking and writing with DuckDB. */
export const duckdbErrors = {
  "duckdb.open": {
    kind: "data",
    message: (v: { path: string; reason: string }) =>
      `database cannot be opened: ${v.path} — ${v.reason}`,
    doc: "A DuckDB file is missing, damaged, half-written or held by another process.",
  },
  "duckdb.statement": {
    kind: "internal",
    message: (v: { reason: string }) => `statement failed: ${v.reason}`,
    doc: "DuckDB refused or stopped a statement of ours.",
  },
  "duckdb.write": {
    kind: "data",
    message: (v: { path: string; reason: string }) =>
      `file cannot be written: ${v.path} — ${v.reason}`,
    doc: "An output file could not be written: no space, no permission or a size limit.",
  },
  "duckdb.incomplete_read": {
    kind: "internal",
    message: (v: { expected: number; received: number }) =>
      `result ended early: ${v.received} rows — expected ${v.expected}`,
    doc: "A streamed result gave fewer rows than the query has; the driver does not say why.",
  },
  "query.parameters": {
    kind: "internal",
    message: (v: { missing: readonly string[]; extra: readonly string[] }) =>
      `query parameters do not match: missing ${list(v.missing)}, not used ${list(v.extra)} — ` +
      "expected exactly the parameters that the query names",
    doc: "The parameters given are not the parameters that the query names.",
  },
  "query.parameter_value": {
    kind: "input",
    message: (v: { name: string; value: string; type: string }) =>
      `parameter ${v.name} has a wrong value: ${v.value} — expected ${v.type}`,
    doc: "A parameter's value cannot be read as the type that the query declares.",
  },
  "query.cell": {
    kind: "internal",
    message: (v: { column: string; value: string; type: string }) =>
      `result column ${v.column} holds what a cell cannot: ${v.value} (${v.type}) — ` +
      "expected a cast in the query",
    doc: "A query returned an unsafe integer, a number that is not finite, or a nested value.",
  },
  "query.timeout": {
    kind: "limit",
    message: (v: { limit_ms: number }) =>
      `query stopped: longer than ${v.limit_ms} ms — expected an answer within the limit`,
    doc: "A query ran longer than its time limit and was interrupted.",
  },
  "query.too_many_rows": {
    kind: "limit",
    message: (v: { rows: number; limit: number }) =>
      `result is too large: ${v.rows} rows — expected at most ${v.limit}`,
    doc: "A query returned more rows than a result may hold; nothing is cut off silently.",
  },
} as const;

function list(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.map((name) => `$${name}`).join(", ");
}

/** Makes an error of this area. */
export const fail = defineErrors(duckdbErrors);

/** The first line of what a driver or the system said. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n", 1)[0] ?? message;
}
