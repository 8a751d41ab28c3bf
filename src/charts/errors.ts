import { defineErrors } from "../core/index.js";

/** The errors of the area, by code. */
export const chartsErrors = {
  "chart.unknown": {
    kind: "input",
    message: (values: { id: string; known: string }) =>
      `unknown chart: ${values.id} — expected one of ${values.known}`,
    doc: "A report or address names a chart that does not exist.",
  },
} as const;

/** Makes an error of the area. */
export const fail = defineErrors(chartsErrors);
