import { defineErrors } from "../core/index.js";

/** Errors of putting the service together. */
export const mainErrors = {
  "conflict.port_in_use": {
    kind: "conflict",
    message: (v: { host: string; port: number }) => `port in use: ${v.host}:${v.port}`,
    doc: "Another process listens on the address; `--port` chooses another.",
  },
  "conflict.refresh_running": {
    kind: "conflict",
    message: (v: { data_dir: string }) => `a refresh is running already: ${v.data_dir}`,
    doc: "Only one refresh runs at a time; its result will serve when it ends.",
  },
  "data.refresh_failed": {
    kind: "data",
    message: (v: { end: string }) => `the refresh failed: ${v.end}`,
    doc: "The child process that builds the snapshot ended without one; the previous one serves.",
  },
  "auth.report_site": {
    kind: "auth",
    message: (v: { site: string }) => `not allowed to see the site: ${v.site}`,
    doc: "A report was asked for on behalf of someone who may not see its site.",
  },
} as const;

/** Makes an error of the composition root. */
export const fail = defineErrors(mainErrors);
