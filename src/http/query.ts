import { nearest, type Principal } from "../core/index.js";
import { mayBeEmpty, QUERY_NAMES, type Query, type QueryName } from "./address.js";
import { fail } from "./errors.js";

// Parameters of metrics are checked by metrics; here only those that belong to pages.
const QUERY_PATTERNS: Partial<Record<QueryName, readonly [RegExp, string]>> = {
  site: [/^[\p{L}\p{N}_.-]{1,64}$/u, "the code of a site"],
  period: [/^\d{4}-(0[1-9]|1[0-2])$/, "a month such as 2018-04"],
  from: [/^\d{4}-\d{2}-\d{2}$/, "a date such as 2018-04-01"],
  to: [/^\d{4}-\d{2}-\d{2}$/, "a date such as 2018-05-01"],
  // Its length is bounded where its meaning is known: with the parameters of metrics.
  group: [/^[\s\S]*$/, "the name of a group"],
  page_rows: [/^([1-9]\d{0,2}|1000)$/, "a number of rows from 1 to 1000"],
  theme: [/^(light|dark)$/, "light or dark"],
  page: [/^[1-9]\d{0,5}$/, "a page number from 1"],
  view: [/^[a-z_]{1,20}$/, "the name of a view"],
  sort: [/^-?[a-z_]{1,40}$/, "the name of a column, with - before it for descending"],
  q: [/^[\s\S]{0,200}$/, "at most 200 characters"],
};

const NULL_BYTE = "\u0000";

function isQueryName(name: string): name is QueryName {
  return (QUERY_NAMES as readonly string[]).includes(name);
}

/**
 * The parameters of an address, each known to the page and given once. An unknown name is refused
 * with the nearest known one; empty values, as a form sends them, count as not given, but for a
 * group.
 */
export function parseQuery(search: URLSearchParams, allowed: readonly QueryName[]): Query {
  const query: Partial<Record<QueryName, string>> = {};
  for (const [name, value] of search) {
    if (!isQueryName(name) || !allowed.includes(name)) throw unknownParameter(name, allowed);
    if (search.getAll(name).length > 1) throw fail("http.repeated_parameter", { name });
    if (value === "" && !mayBeEmpty(name)) continue;
    const [pattern, expected] = QUERY_PATTERNS[name] ?? [/^[\s\S]{1,300}$/, "a short text"];
    if (!pattern.test(value) || value.includes(NULL_BYTE)) {
      throw fail("http.bad_parameter", { name, value: value.slice(0, 80), expected });
    }
    query[name] = value;
  }
  return query;
}

function unknownParameter(name: string, allowed: readonly QueryName[]): Error {
  const near = nearest(name, allowed);
  const expected = allowed.length === 0 ? "none" : allowed.join(", ");
  const values = { name: name.slice(0, 80), expected };
  return fail("http.unknown_parameter", near === undefined ? values : { ...values, nearest: near });
}

/** True when the principal may see the site of that code. */
export function maySee(principal: Principal, site: string): boolean {
  return principal.sites === "all" || principal.sites.includes(site);
}
