import { placedAddress } from "../core/index.js";
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

/** The links of a page with that path and query. */
export function linksOf(path: string, query: Query): PageLinks {
  return {
    here: (changes = {}) => address(path, { ...query, page: null, after: null, ...changes }),
    to: (other, changes = {}) => address(other, { ...kept(query, changes), ...changes }),
    carry: (href) => withTheme(placedAddress(href, query), query.theme),
  };
}

/** The request as if its address had named the site and source that it turned out to be about. */
export function inPlace(request: PageRequest, place: Pick<Query, "site" | "source">): PageRequest {
  const others = Object.entries(request.query).filter(([name]) => name !== "source");
  const query: Query = { ...Object.fromEntries(others), ...place };
  return { ...request, query, ...linksOf(request.path, query) };
}
