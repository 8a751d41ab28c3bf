import { formatCount, periodPhrase, periodText, text } from "../../core/index.js";
import { withSuffix } from "../address.js";
import type { PageRequest, PageView } from "../page.js";
import { answerHtml } from "../view/answer.js";
import { html, NOTHING, type Html } from "../view/markup.js";
import { PAGE_ROWS, pageNumber, pagerHtml } from "../view/pager.js";
import { sectionHtml } from "../view/section.js";
import { tableHtml } from "../view/table.js";
import { readAssets, type AssetList } from "./asset-list.js";
import { assetTable } from "./asset-table.js";

function searchForm(request: PageRequest, list: AssetList): Html {
  const { q = "", ...rest } = request.query;
  const keep = Object.entries(rest)
    .filter(([name]) => name !== "page")
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`);
  const views = (["list", "tree"] as const).map((view) => {
    const is_current = (view === "tree") === list.is_tree;
    const words = text("http.assets.view", { view });
    return is_current
      ? html`<b aria-current="true">${words}</b>`
      : html`<a href="${request.here({ view: view === "tree" ? "tree" : null })}">${words}</a>`;
  });
  return html`<form class="controls" method="get" action="/assets" role="search">
    ${keep}
    <div>
      <label for="q">${text("http.assets.search")}</label
      ><input type="search" id="q" name="q" value="${q}" maxlength="200" />
    </div>
    <button type="submit">${text("http.assets.find")}</button><span class="seg">${views}</span>
  </form>`;
}

function headline(request: PageRequest, { scope, rows, total }: AssetList): string {
  const many = scope.source.asset_noun[1];
  const { q } = request.query;
  if (q !== undefined) {
    return text("http.assets.headline_found", { count: rows.length, many, q });
  }
  const failed = rows.filter((row) => row.is_counted && (row.failure_count ?? 0) > 0).length;
  const isUnknown = rows.every((row) => row.failure_count === null);
  if (isUnknown) return text("http.assets.headline_unknown", { count: formatCount(total), many });
  return text("http.assets.headline", {
    failed: formatCount(failed),
    count: formatCount(total),
    many,
    period: periodPhrase(scope.range),
  });
}

function main(request: PageRequest, list: AssetList): Html {
  const { scope, rows } = list;
  const first = (pageNumber(request) - 1) * PAGE_ROWS;
  const shown = rows.slice(first, first + PAGE_ROWS);
  const table = tableHtml(assetTable(request, { ...list, shown }));
  const pager =
    rows.length > PAGE_ROWS ? pagerHtml(request, { total: rows.length, anchor: "list" }) : NOTHING;
  const body =
    rows.length === 0 ? html`<p>${text("http.assets.none")}</p>` : html`${table}${pager}`;
  return html`${answerHtml({
    kicker: text("http.nav.assets"),
    under: periodText(scope.range),
    headline: headline(request, list),
    lede: [text("http.assets.lede")],
  })}${sectionHtml({
    id: "list",
    title: text("http.assets.title"),
    notes: [
      text("http.assets.note", {
        is_tree: String(list.is_tree),
        by: list.order.by,
        direction: list.order.is_descending ? "down" : "up",
      }),
    ],
    links: [
      { text: text("http.link.definition"), href: request.to("/metrics/mtbf") },
      { text: text("http.link.data"), href: withSuffix(request.here(), "csv-excel") },
    ],
    body: html`${searchForm(request, list)}${body}`,
  })}`;
}

const COLUMNS = [
  "id",
  "tag",
  "name",
  "area",
  "level",
  "equipment_class",
  "criticality",
  "parent_id",
  "is_registered",
  "failure_count",
  "downtime_h",
  "operating_h",
  "mtbf_h",
  "lower_h",
  "upper_h",
] as const;

/** The assets of a source as list or tree, with search, sort and figures over the period. */
export async function assetsPage(request: PageRequest): Promise<PageView> {
  const list = await readAssets(request);
  const rows = list.rows.map((row) => Object.fromEntries(COLUMNS.map((name) => [name, row[name]])));
  return {
    title: text("http.route.assets"),
    nav: "/assets",
    scope: list.scope.view,
    foot: list.scope.foot,
    data: { total: list.total, found: rows.length, range: list.scope.range, assets: rows },
    table: { columns: COLUMNS, rows },
    main: () => main(request, list),
  };
}
