import { defineErrors } from "../core/index.js";

/** The errors of the area, by code. */
export const clientErrors = {
  "client.build": {
    kind: "internal",
    message: (values: { problem: string }) =>
      `the browser's script could not be bundled: ${values.problem}`,
    doc: "The script that makes drawings readable by pointer and keyboard could not be made. Pages are complete without it.",
  },
} as const;

/** Makes an error of the area. */
export const fail = defineErrors(clientErrors);
