import { formatCount, limits, text } from "../../core/index.js";
import type { PageRequest } from "../page.js";
import { html, joined, type Html } from "./markup.js";

/** Rows on a page of a long list. */
export const PAGE_ROWS = limits.page_rows;

/** Which page of a list the address asks for, from 1. */
export function pageNumber(request: PageRequest): number {
  return Number(request.query.page ?? "1");
}

/** What a list holds in all, and where on the page it stands. */
export interface Paging {
  readonly total: number;
  readonly anchor: string;
  readonly page_rows?: number;
}

/** Which rows are shown, and the way to those before and after. */
export function pagerHtml(request: PageRequest, paging: Paging): Html {
  const size = paging.page_rows ?? PAGE_ROWS;
  const page = pageNumber(request);
  const first = Math.min(paging.total, (page - 1) * size + 1);
  const last = Math.min(paging.total, page * size);
  const link = (to: number, id: "http.pager.previous" | "http.pager.next"): Html =>
    html`<a href="${request.here({ page: to === 1 ? null : String(to) })}#${paging.anchor}"
      >${text(id)}</a
    >`;
  const shown = text("http.pager.shown", {
    first: formatCount(first),
    last: formatCount(last),
    total: formatCount(paging.total),
  });
  const previous = page > 1 ? link(page - 1, "http.pager.previous") : null;
  const next = last < paging.total ? link(page + 1, "http.pager.next") : null;
  return html`<p class="pager">${joined([shown, previous, next], " ")}</p>`;
}
