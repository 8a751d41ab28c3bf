import { formatCount, formatInstant, periodText, text, wholeMonths } from "../../core/index.js";
import { intervalMark, logAxis, logAxisHead } from "../../charts/index.js";
import type { MetricResult } from "../../metrics/index.js";
import type { Finding, Table } from "../../reports/index.js";
import { readable, withSuffix } from "../address.js";
import type { PageRequest } from "../page.js";
import type { PageScope } from "../scope/page-scope.js";
import { attentionHtml } from "../view/attention.js";
import { figureHtml } from "../view/figure.js";
import { failedHtml, guarded } from "../view/guarded.js";
import { html, NOTHING, trusted, type Html } from "../view/markup.js";
import { numberIn, wordsIn } from "../view/numbers.js";
import { columnsHtml, findingHtml, sectionHtml } from "../view/section.js";
import { tableHtml, type PageCell, type PageColumn, type PageTable } from "../view/table.js";
import { tilesHtml } from "../view/tile.js";
import type { Found, OverviewData, WorstTable } from "./overview-data.js";

/** What the sections of an overview are made from. */
export interface OverviewView {
  readonly request: PageRequest;
  readonly scope: PageScope;
  readonly data: OverviewData;
}

function dataTo({ scope }: OverviewView): string {
  const { data_to, zone } = scope.source;
  return data_to === null
    ? text("http.unknown")
    : text("http.note.data_to", { data_to: formatInstant(data_to, zone) });
}

function evidenceLinks({ request }: OverviewView, result: MetricResult) {
  const { metric } = result;
  return [
    { text: text("http.link.definition"), href: request.to(`/metrics/${metric}`) },
    { text: text("http.link.rows"), href: request.carry(`${result.evidence_url}#rows`) },
    {
      text: text("http.link.data"),
      href: withSuffix(request.carry(result.evidence_url), "csv-excel"),
    },
  ];
}

/** The row of key figures. */
export function tilesSection(view: OverviewView): Html {
  const { request, scope, data } = view;
  const tiles = data.tiles?.map((tile) => ({ ...tile, href: request.carry(tile.href) }));
  return sectionHtml({
    id: "figures",
    title: text("http.overview.figures"),
    notes: [
      text("http.overview.figures_note", {
        period: periodText(scope.range),
        previous: data.names.previous_name,
      }),
    ],
    links: [
      { text: text("http.link.definitions"), href: request.to("/metrics") },
      { text: text("http.link.data"), href: withSuffix(request.here(), "csv-excel") },
    ],
    body: tiles === undefined ? failedHtml(request) : tilesHtml(tiles),
  });
}

function monthLinks({ request, data }: OverviewView): Record<string, string> {
  const months = data.by_month.rows.map((row) => wordsIn(row, "group_id"));
  return Object.fromEntries(
    months.map((id) => [id, request.here({ period: id.slice(0, 7), from: null, to: null })]),
  );
}

/** MTBF month by month and, beside it, the longest outages. */
export async function movedSection(view: OverviewView): Promise<Html> {
  const { request, scope, data } = view;
  const { by_month, finer, outages } = data;
  const emphasis = wholeMonths(scope.range) === 1 ? { emphasis: scope.range.from } : {};
  const place = outages === null ? "full" : "main";
  const [months, longest] = await Promise.all([
    guarded(request, () =>
      figureHtml("mtbf_by_month", by_month, {
        place,
        links: monthLinks(view),
        ...emphasis,
        ...(finer === null ? {} : { finer }),
      }),
    ),
    outages === null
      ? NOTHING
      : guarded(request, () => figureHtml("top_outages", outages.list, { place: "half" })),
  ]);
  return sectionHtml({
    id: "moved",
    title: text("http.overview.moved"),
    notes: [assetsNote(view), dataTo(view)],
    links: evidenceLinks(view, by_month),
    body: outages === null ? months : columnsHtml(months, longest),
  });
}

function assetsNote({ scope, data }: OverviewView): string {
  const count = data.figures[0]?.scope.asset_count ?? scope.source.asset_count;
  const noun = scope.source.asset_noun[count === 1 ? 0 : 1];
  return text("http.overview.assets", { count: formatCount(count), noun });
}

function groupLinks({ request }: OverviewView, result: MetricResult): Record<string, string> {
  const { dimension = "area", measure = "count" } = result.parameters;
  return Object.fromEntries(
    result.rows.flatMap((row) => {
      const group = wordsIn(row, "group_id");
      const records = request.to("/metrics/failure_pareto", { dimension, measure, group });
      const href = dimension === "asset" ? request.to(`/assets/${group}`) : `${records}#rows`;
      return readable(href) === "" ? [] : [[group, href]];
    }),
  );
}

/** Where failures fall and, beside it, which assets fail often and which long. */
export async function whereSection(view: OverviewView): Promise<Html> {
  const { request, data, scope } = view;
  const { pareto, by_asset } = data;
  const hasHours = scope.source.has_stops;
  const { dimension = "area", measure = "count" } = pareto.parameters;
  const [ranking, dots] = await Promise.all([
    guarded(request, () =>
      figureHtml("failure_pareto", pareto, {
        place: hasHours ? "main" : "full",
        links: groupLinks(view, pareto),
      }),
    ),
    hasHours
      ? guarded(request, () =>
          figureHtml("jack_knife", by_asset, { place: "half", links: groupLinks(view, by_asset) }),
        )
      : NOTHING,
  ]);
  return sectionHtml({
    id: "where",
    title: text("http.overview.where"),
    notes: [periodText(scope.range), dataTo(view)],
    links: [
      ...evidenceLinks(view, pareto),
      { text: text("http.nav.pareto"), href: request.to("/pareto", { dimension, measure }) },
    ],
    body: hasHours ? columnsHtml(ranking, dots) : ranking,
  });
}

/** The table of worst assets with the interval of each MTBF drawn on a shared axis. */
function worstTable({ request, data }: OverviewView, table: Table): PageTable {
  const byId = new Map(data.mtbf_by_asset.rows.map((row) => [wordsIn(row, "group_id"), row]));
  const intervals = table.rows.map(({ id }) => {
    const row = byId.get(id);
    const isFew = (numberIn(row, "failure_count") ?? 0) < 4;
    const value = isFew ? null : numberIn(row, "value");
    const upper = isFew ? null : numberIn(row, "interval_upper");
    return { value, lower: numberIn(row, "interval_lower"), upper };
  });
  const axis = logAxis(intervals.flatMap(({ lower, upper }) => [lower, upper]));
  const at = table.columns.findIndex((column) => column.id === "interval") + 1;
  const columns = table.columns.map((column): PageColumn =>
    column.id === "area" ? { ...column, is_wide_only: true } : column,
  );
  const mark: PageColumn = {
    id: "mark",
    title: text("http.column.interval_drawn"),
    kind: "bar",
    is_wide_only: true,
    axis: trusted(logAxisHead(axis)),
  };
  return {
    columns: at === 0 ? columns : columns.toSpliced(at, 0, mark),
    rows: table.rows.map((row, index) => {
      const cells = row.cells.map((cell): PageCell => ({
        ...cell,
        href: request.carry(cell.href),
      }));
      const interval = intervals[index] ?? { value: null, lower: null, upper: null };
      const drawn: PageCell = { text: "", drawing: trusted(intervalMark(interval, axis)) };
      return { id: row.id, cells: at === 0 ? cells : cells.toSpliced(at, 0, drawn) };
    }),
  };
}

/** The assets with most hours lost, or most failures. */
export function worstSection(view: OverviewView): Html {
  const { request, scope, data } = view;
  const [, many] = scope.source.asset_noun;
  return sectionHtml({
    id: "worst",
    title: text("http.overview.worst", { many }),
    notes: data.worst === null || isEmptyTable(data.worst) ? [] : [data.worst.sub],
    links: [
      { text: text("http.link.all"), href: request.to("/assets") },
      { text: text("http.link.data"), href: withSuffix(request.to("/assets"), "csv-excel") },
    ],
    body: data.worst === null ? failedHtml(request) : worstBody(view, data.worst),
  });
}

function isEmptyTable({ table }: WorstTable): boolean {
  return table.rows.length === 0;
}

function worstBody(view: OverviewView, worst: WorstTable): Html {
  const { finding, sub, note, table } = worst;
  if (isEmptyTable(worst)) return html`<p>${sub}</p>`;
  const head = finding === "" ? NOTHING : findingHtml(finding);
  const foot = note === "" ? NOTHING : html`<p class="note">${note}</p>`;
  return html`${head}${tableHtml(worstTable(view, table))}${foot}`;
}

/** What asks for attention, most costly first. */
export function attentionSection({ request, data }: OverviewView): Html {
  const findings = (data.found?.findings ?? []).map((finding) => ({
    ...finding,
    href: request.carry(finding.href),
    links: finding.links.map((link) => ({ ...link, href: request.carry(link.href) })),
  }));
  return sectionHtml({
    id: "attention",
    title: text("http.overview.attention"),
    notes: [text("http.overview.attention_note", { count: findings.length })],
    links: [{ text: text("http.link.rules"), href: `${request.to("/metrics")}#rules` }],
    body: attentionBody(request, data.found, findings),
  });
}

function attentionBody(
  request: PageRequest,
  found: Found | null,
  findings: readonly Finding[],
): Html {
  if (found === null) return failedHtml(request);
  return findings.length === 0 ? html`<p>${found.none}</p>` : attentionHtml(findings);
}
