import { limits } from "../core/index.js";

/** Names of everything a page's address may say, in the order they are written. */
export const QUERY_NAMES = [
  "site",
  "source",
  "period",
  "from",
  "to",
  "asset",
  "dimension",
  "measure",
  "by",
  "downtime",
  "base",
  "within_days",
  "group",
  "show",
  "after",
  "page_rows",
  "view",
  "q",
  "sort",
  "page",
  "theme",
] as const;

/** One of the names a page's address may say. */
export type QueryName = (typeof QUERY_NAMES)[number];

/** What the address of a page says, by name. */
export type Query = Readonly<Partial<Record<QueryName, string>>>;

/** Changes to an address: a value to set, or null to leave the name out. */
export type QueryChanges = Readonly<Partial<Record<QueryName, string | null>>>;

/** True for a parameter whose empty value says something: the group of what states none. */
export function mayBeEmpty(name: QueryName): boolean {
  return name === "group";
}

/** The address of a page, its parameters always in the same order; those that say nothing are left out. */
export function address(path: string, query: QueryChanges = {}): string {
  const parts = QUERY_NAMES.flatMap((name) => {
    const value = query[name];
    return value === undefined || value === null || (value === "" && !mayBeEmpty(name))
      ? []
      : [`${name}=${encodeURIComponent(value)}`];
  });
  return parts.length === 0 ? path : `${path}?${parts.join("&")}`;
}

/** What an address may grow by: scheme and host before it, a theme or a suffix in it. */
const ROOM_BYTES = 300;

/** The address, or an empty one, which leads nowhere, where it is longer than the service reads. */
export function readable(href: string): string {
  return href.length <= limits.url_bytes - ROOM_BYTES ? href : "";
}

/** An address of our own with the theme put in; others, and those with a theme, stay as they are. */
export function withTheme(href: string, theme: string | undefined): string {
  if (theme === undefined || !href.startsWith("/") || /[?&]theme=/.test(href)) return href;
  const [path = "", fragment] = href.split("#", 2);
  const joined = `${path}${path.includes("?") ? "&" : "?"}theme=${theme}`;
  return fragment === undefined ? joined : `${joined}#${fragment}`;
}

/** The same page's address in another format: the suffix goes behind the path. */
export function withSuffix(href: string, suffix: string): string {
  const path = /^[^?#]*/.exec(href)?.[0] ?? "";
  return `${path === "/" ? "/overview" : path}.${suffix}${href.slice(path.length)}`;
}
