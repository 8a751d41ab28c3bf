import { address, withTheme, type Query, type QueryChanges } from "./address.js";
import type { PageRequest } from "./page.js";

/** Where a page can lead from an address. */
export type PageLinks = Pick<PageRequest, "here" | "to" | "carry">;

/** What other pages keep of an address; the source goes when another site is asked for. */
function kept(query: Query, changes: QueryChanges): Query {
  const { site, source, period, from, to, theme } = query;
  const isOther = changes.site !== undefined && changes.site !== site;
  const scope = { site, source: isOther ? undefined : source, period, from, to, theme };
  return Object.fromEntries(Object.entries(scope).filter(([, value]) => value !== undefined));
}

/** An address of our own with the site and source put in, unless it is about another site. */
function withPlace(href: string, { site, source }: Query): string {
  if (!href.startsWith("/") || site === undefined) return href;
  const [path = "", fragment] = href.split("#", 2);
  const named = new URLSearchParams(path.split("?")[1] ?? "");
  const missing = [
    named.has("site") ? "" : `site=${encodeURIComponent(site)}`,
    named.has("source") || source === undefined ? "" : `source=${encodeURIComponent(source)}`,
  ].filter((part) => part !== "");
  if (missing.length === 0 || (named.get("site") ?? site) !== site) return href;
  const joined = `${path}${path.includes("?") ? "&" : "?"}${missing.join("&")}`;
  return fragment === undefined ? joined : `${joined}#${fragment}`;
}

/** The links of a page with that path and query. */
export function linksOf(path: string, query: Query): PageLinks {
  return {
    here: (changes = {}) => address(path, { ...query, page: null, after: null, ...changes }),
    to: (other, changes = {}) => address(other, { ...kept(query, changes), ...changes }),
    carry: (href) => withTheme(withPlace(href, query), query.theme),
  };
}

/** The request as if its address had named the site and source that it turned out to be about. */
export function inPlace(request: PageRequest, place: Pick<Query, "site" | "source">): PageRequest {
  const others = Object.entries(request.query).filter(([name]) => name !== "source");
  const query: Query = { ...Object.fromEntries(others), ...place };
  return { ...request, query, ...linksOf(request.path, query) };
}
