import { defineErrors } from "../core/index.js";

/** Every error of the state file, by code. */
export const stateErrors = {
  "state.unreadable": {
    kind: "config",
    message: ({ path, found }: { path: string; found: string }) =>
      `the state file cannot be opened: ${path} (${found}) — expected a file that this user may read and write`,
    doc: "The state file or its directory cannot be opened; nothing was changed.",
  },
  "state.corrupt": {
    kind: "data",
    message: ({ path, found }: { path: string; found: string }) =>
      `the state file is damaged: ${path} (${found}) — expected a sound SQLite database`,
    doc: "The state file is not a database, or parts of it are lost; restore it, or start without it.",
  },
  "state.newer": {
    kind: "config",
    message: ({ path, found, known }: { path: string; found: number; known: number }) =>
      `the state file is newer than this software: ${path} is at migration ${found} — expected at most ${known}`,
    doc: "A later version of the software wrote the state file; start that version, or restore a backup.",
  },
  "state.migration_changed": {
    kind: "config",
    message: ({ path, name }: { path: string; name: string }) =>
      `a migration differs from the one that was applied: ${name} in ${path} — expected the same text`,
    doc: "The text of an applied migration was altered; released migrations never change.",
  },
  "state.foreign": {
    kind: "config",
    message: ({ path, table }: { path: string; table: string }) =>
      `the state file belongs to something else: ${path} holds the table ${table} — expected an empty file or one of ours`,
    doc: "The path of the state file names a database of another program; choose another path.",
  },
  "state.busy": {
    kind: "conflict",
    message: ({ path }: { path: string }) =>
      `the state file is locked: ${path} — expected the other process to be done within five seconds`,
    doc: "Another process held the state file for too long; try again.",
  },
  "state.write_failed": {
    kind: "data",
    message: ({ path, found }: { path: string; found: string }) =>
      `the state file cannot be written: ${path} (${found}) — expected room on the disk and the right to write`,
    doc: "The disk is full or read-only; nothing of the change was kept.",
  },
} as const;

/**
 * What to do about a damaged state file. Without it every schedule is new: what came due before is
 * not owed, and a schedule that fires more than once a month sends the running one's report again.
 */
export const CORRUPT_HINT =
  "stop the service and restore the file from a backup; or move it aside with its -wal and -shm " +
  "files, and a new one is made. What is lost is the record of what was mailed and who did what: " +
  "mails that were waiting are not sent, a schedule that fires more than once a month may send a " +
  "report once more; no figure changes";

/** Makes an error of the state file from its code and values. */
export const fail = defineErrors(stateErrors);
