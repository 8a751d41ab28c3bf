import { defineErrors } from "../core/index.js";

/** The errors of building, publishing and asking a snapshot. */
export const warehouseErrors = {
  "refresh.no_space": {
    kind: "data",
    message: (v: { path: string; reason: string }) =>
      `the new snapshot cannot be written: ${v.path} — no space is left (${v.reason})`,
    doc: "The disk is full or a limit on file size was reached; the previous snapshot keeps serving.",
  },
  "refresh.unknown_run": {
    kind: "not_found",
    message: (v: { run_no: number; newest_no: number }) =>
      `no such run: ${v.run_no} — expected a complete run of the landing log, of which ` +
      `${v.newest_no} is the newest`,
    doc: "The state after a run was asked for that the landing log does not have.",
  },
  "refresh.column_missing": {
    kind: "data",
    message: (v: { feed: string; run_no: number; file: string; columns: readonly string[] }) =>
      `feed ${v.feed} maps columns that run ${v.run_no} has not: ${v.columns.join(", ")}, in ` +
      `${v.file} — expected every mapped column in every file that was landed`,
    doc: "Rows landed before a column was renamed or added would be read as if it were empty.",
  },
  "data.check_failed": {
    kind: "data",
    message: (v: { check: string; count: number; example: string }) =>
      `check failed: ${v.check} found ${v.count} offending rows, such as ${v.example} — expected none`,
    doc: "A check that stops a refresh found rows; the previous snapshot keeps serving.",
  },
  "snapshot.none": {
    kind: "data",
    message: (v: { directory: string }) =>
      `no snapshot can be served: ${v.directory} — expected at least one finished refresh`,
    doc: "Nothing was built yet, or no snapshot in the data directory can be read.",
  },
  "snapshot.unreadable": {
    kind: "data",
    message: (v: { snapshot: string; reason: string }) =>
      `snapshot cannot be read: ${v.snapshot} — ${v.reason}`,
    doc: "A snapshot file is missing, cut short or damaged; an older one serves instead.",
  },
  "query.unknown": {
    kind: "not_found",
    message: (v: { kind: string; name: string }) =>
      `unknown query: ${v.kind}/${v.name} — expected the name of a file in queries/${v.kind}`,
    doc: "No query file of that name exists.",
  },
  "query.file": {
    kind: "internal",
    message: (v: { path: string; reason: string }) =>
      `query file cannot be used: ${v.path} — ${v.reason}`,
    doc: "A query file is missing its header, its severity, or cannot be read as one statement.",
  },
  "query.circle": {
    kind: "internal",
    message: (v: { tables: string }) =>
      `tables are built from one another in a circle: ${v.tables} — expected an order`,
    doc: "Model queries depend on one another in a circle.",
  },
} as const;

/** Makes an error of this area. */
export const fail = defineErrors(warehouseErrors);
