import { defineErrors } from "../core/index.js";

/** The errors of making a demo plant. */
export const demoErrors = {
  "demo.option": {
    kind: "input" as const,
    message: (v: { option: string; received: string; expected: string }) =>
      `wrong value of ${v.option}: ${v.received} — expected ${v.expected}`,
    doc: "An option of the demo plant is out of its range.",
  },
  "demo.folder_taken": {
    kind: "conflict" as const,
    message: (v: { folder: string }) =>
      `folder not empty: ${v.folder} — expected a new or empty folder, or one of a demo plant`,
    doc: "The folder holds files that no demo plant made, so nothing is written into it.",
  },
  "demo.write_failed": {
    kind: "data" as const,
    message: (v: { path: string; found: string }) =>
      `file cannot be written: ${v.path} (${v.found}) — expected room on the disk and the right to write`,
    doc: "A file of the demo plant could not be written to its end, as when the disk is full.",
  },
};

/** Makes the errors of this area. */
export const fail = defineErrors(demoErrors);
