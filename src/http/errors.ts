import { defineErrors } from "../core/index.js";

const didYouMean = (nearest: string | undefined, otherwise: string): string =>
  nearest === undefined ? otherwise : `did you mean ${nearest}?`;

/** The errors of the HTTP door, keyed by code. */
export const httpErrors = {
  "http.not_found": {
    kind: "not_found",
    message: (v: { path: string; nearest?: string }) =>
      `no such page: ${v.path} — ${didYouMean(v.nearest, "see the list of pages at the top")}`,
    doc: "The address names no page, file or data set.",
  },
  "http.format_unknown": {
    kind: "not_found",
    message: (v: { format: string; expected: string }) =>
      `not available as: ${v.format} — expected one of ${v.expected}`,
    doc: "The page exists, but not in the format its suffix names. A request without a suffix whose Accept header names none of the formats gets the first of them.",
  },
  "http.method_not_allowed": {
    kind: "input",
    message: (v: { method: string; expected: string }) =>
      `method not allowed here: ${v.method} — expected ${v.expected}`,
    doc: "The address exists, but not for this HTTP method.",
  },
  "http.unknown_parameter": {
    kind: "input",
    message: (v: { name: string; expected: string; nearest?: string }) =>
      `unknown query parameter: ${v.name} — ${didYouMean(v.nearest, `expected one of ${v.expected}`)}`,
    doc: "A query parameter that this page does not know; it is refused rather than ignored.",
  },
  "http.repeated_parameter": {
    kind: "input",
    message: (v: { name: string }) =>
      `query parameter given more than once: ${v.name} — expected it at most once`,
    doc: "The same query parameter appears twice, so it is not clear which one is meant.",
  },
  "http.bad_parameter": {
    kind: "input",
    message: (v: { name: string; value: string; expected: string }) =>
      `bad value for ${v.name}: ${v.value} — expected ${v.expected}`,
    doc: "A query parameter has a value that it cannot have.",
  },
  "http.site_not_visible": {
    kind: "auth",
    message: (v: { site: string; visible: string }) =>
      `no access to a site of this name: ${v.site} — expected one of ${v.visible}`,
    doc: "The site does not exist or the reader may not see it; the answer is the same for both.",
  },
  "http.forbidden": {
    kind: "auth",
    message: (v: { role: string }) => `not allowed: this needs the role ${v.role}`,
    doc: "The caller lacks the role that the route asks for.",
  },
  "http.asset_unknown": {
    kind: "not_found",
    message: (v: { asset: string; nearest?: string }) =>
      `no such asset: ${v.asset} — ${didYouMean(v.nearest, "expected an id or a tag of this site")}`,
    doc: "No asset that the reader may see has this id or tag.",
  },
  "http.host": {
    kind: "input",
    message: (v: { host: string }) =>
      `unexpected Host header: ${v.host} — expected the address this service is bound to`,
    doc: "The Host header names a machine this service does not answer for (DNS rebinding).",
  },
  "http.origin": {
    kind: "auth",
    message: (v: { origin: string }) =>
      `request from another origin: ${v.origin} — expected this service's own pages`,
    doc: "A writing request did not come from a page of this service.",
  },
  "http.token": {
    kind: "auth",
    message: () => "the form's token is missing or too old — expected a token of the last two days",
    doc: "A writing request carried no valid form token; load the page again and repeat.",
  },
  "http.url_too_long": {
    kind: "limit",
    message: (v: { bytes: number; limit: number }) =>
      `address too long: ${v.bytes} bytes — expected at most ${v.limit}`,
    doc: "The address is longer than the service reads.",
  },
  "http.body_too_large": {
    kind: "limit",
    message: (v: { limit: number }) => `request body too large — expected at most ${v.limit} bytes`,
    doc: "The request body is larger than the service reads.",
  },
  "http.too_many_rows": {
    kind: "limit",
    message: (v: { limit: number }) =>
      `too many rows for one file: more than ${v.limit} — expected a shorter period, or a dataset`,
    doc: "The list is longer than one answer may be; datasets are exported without this bound.",
  },
  "http.timeout": {
    kind: "limit",
    message: (v: { seconds: number }) =>
      `the answer took too long — expected it within ${v.seconds} s`,
    doc: "The request ran into the time limit; a shorter period is quicker.",
  },
  "http.scope_unknown": {
    kind: "not_found",
    message: (v: { kind: "site" | "source"; value: string; expected: string }) =>
      `unknown ${v.kind}: ${v.value} — expected one of ${v.expected}`,
    doc: "The address names a site or a source that the reader's data do not have.",
  },
  "http.no_data": {
    kind: "data",
    message: () => "no source to show — expected a site with data that you may see",
    doc: "The snapshot holds no source of a site that the reader may see.",
  },
  "http.no_snapshot": {
    kind: "data",
    message: () => "no data yet — expected a first refresh to finish",
    doc: "No snapshot has been published yet; the first refresh is running or has failed.",
  },
} as const;

/** Makes an error of the HTTP door. */
export const fail = defineErrors(httpErrors);

/** Statuses that say more than the kind of the error does. */
export const STATUS_OF_CODE: Readonly<Record<string, 404 | 405 | 413 | 414 | 421 | 504>> = {
  "http.too_many_rows": 413,
  "query.too_many_rows": 413,
  "http.host": 421,
  "http.method_not_allowed": 405,
  "http.url_too_long": 414,
  "http.body_too_large": 413,
  "http.timeout": 504,
};
