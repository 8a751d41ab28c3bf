import { defineErrors, formatCount, formatPercent } from "../core/index.js";

/** The errors of writing and reading the landing log. */
export const extractErrors = {
  "refresh.already_running": {
    kind: "conflict",
    message: (v: { owner: string }) =>
      `an extraction or refresh is running: ${v.owner} — expected only one at a time`,
    doc: "Another process holds the lock of the data directory.",
  },
  "landing.manifest_damaged": {
    kind: "data",
    message: (v: { path: string; reason: string }) =>
      `manifest cannot be read: ${v.path} — ${v.reason}`,
    doc: "A run of the landing log has a manifest that is no manifest of a known format.",
  },
  "landing.file_damaged": {
    kind: "data",
    message: (v: { path: string; run_no: number; reason: string }) =>
      `file of the landing log cannot be read: ${v.path} (run ${v.run_no}) — ${v.reason}`,
    doc: "A file of a run is missing, cut short or damaged; the snapshot that serves stays as it is.",
  },
  "landing.no_space": {
    kind: "data",
    message: (v: { path: string; reason: string }) =>
      `no room to write below ${v.path}: ${v.reason} — the landing log is as it was before`,
    doc: "The disk is full or a file reached its size limit while a run was written.",
  },
  "landing.lock_lost": {
    kind: "conflict",
    message: (v: { path: string }) =>
      `the lock was taken over by another process: ${v.path} — expected to hold it to the end`,
    doc: "A process was held up for so long that another took its lock; its run is not landed.",
  },
  "landing.nothing_left": {
    kind: "source",
    message: (v: { file: string; known: number }) =>
      `file holds no record that can be landed: ${v.file} — expected the whole list, of which ` +
      `${v.known} rows are known`,
    doc: "A file that is declared to be the full list holds nothing, which would delete every row.",
  },
  "landing.too_many_deleted": {
    kind: "source",
    message: (v: { file: string; known: number; lacking: number; share: number; rows: number }) =>
      `full list lacks ${formatCount(v.lacking)} of ${formatCount(v.known)} known rows: ${v.file} ` +
      `— expected it to lack at most ${formatPercent(v.share)} of them, or ${v.rows}`,
    doc: "A file that is declared to be the full list would delete so much that it looks cut off.",
  },
  "landing.key_changed": {
    kind: "config",
    message: (v: {
      feed: string;
      before: string;
      after: string;
      files: readonly string[];
      runs: readonly number[];
    }) =>
      `key of a feed that only grows was changed: ${v.feed}, ${v.before} to ${v.after} — expected ` +
      `every file it was landed from to be listed still, to be read again; rows of ` +
      `${v.files.join(", ")} (landed in run ${v.runs.join(", ")}) would be lost`,
    doc: "Under another key every row is landed anew, which needs files that are not listed any more.",
  },
  "landing.counts_differ": {
    kind: "internal",
    message: (v: { file: string; rows_in: number; accounted: number }) =>
      `rows do not add up: ${v.file}, ${v.rows_in} in — expected as many as the ` +
      `${v.accounted} landed, unchanged and rejected`,
    doc: "A run did not account for every record of its file; it is not landed.",
  },
  "extract.unknown_source": {
    kind: "not_found",
    message: (v: { wanted: string; known: readonly string[] }) =>
      `unknown source or feed: ${v.wanted} — expected one of ${v.known.join(", ")}`,
    doc: "A source or feed was named that the configuration does not have.",
  },
} as const;

/** Makes an error of this area. */
export const fail = defineErrors(extractErrors);
