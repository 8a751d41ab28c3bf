import { formatCount, limits, periodText, text } from "../../core/index.js";
import {
  datasets,
  previewDataset,
  resolveDataset,
  type DatasetDeclaration,
  type DatasetRequest,
  type Row,
} from "../../metrics/index.js";
import { withSuffix } from "../address.js";
import { metricContext } from "../figures.js";
import type { PageRequest, PageView } from "../page.js";
import { pageScope, type PageScope } from "../scope/page-scope.js";
import { askedRange } from "../scope/period.js";
import { answerHtml } from "../view/answer.js";
import { html, joined, type Html } from "../view/markup.js";
import { sectionHtml } from "../view/section.js";
import { tableHtml } from "../view/table.js";
import { formatTitle } from "../wording.js";
import { DATASET_FORMATS, datasetFile } from "./dataset-file.js";

const PREVIEW_ROWS = 20;

function downloads(href: string): Html {
  const links = DATASET_FORMATS.map(
    (format) => html`<a href="${withSuffix(href, format)}">${formatTitle(format)}</a>`,
  );
  return joined(links, " · ");
}

function listTable(request: PageRequest): Html {
  return tableHtml({
    columns: [
      { id: "dataset", title: text("http.datasets.dataset") },
      { id: "grain", title: text("http.datasets.grain") },
      { id: "columns", title: text("http.datasets.columns"), align: "end", is_wide_only: true },
      { id: "files", title: text("http.datasets.files") },
    ],
    rows: datasets.map((dataset) => {
      const href = request.to(`/datasets/${dataset.id}`);
      return {
        id: dataset.id,
        cells: [
          { text: dataset.title, href },
          { text: dataset.grain },
          { text: formatCount(dataset.columns.length) },
          { text: "", drawing: downloads(href) },
        ],
      };
    }),
  });
}

/** The datasets that can be taken along, with their formats. */
export async function datasetsPage(request: PageRequest): Promise<PageView> {
  const scope = await pageScope(request, { is_all_by_default: true });
  const rows = datasets.map(summary);
  return {
    title: text("http.route.datasets"),
    nav: "/datasets",
    scope: scope.view,
    foot: scope.foot,
    data: { datasets },
    table: { columns: ["id", "title", "grain", "privacy", "column_count"], rows },
    main: () =>
      html`${answerHtml({
        kicker: text("http.nav.datasets"),
        under: scope.source.site_name,
        headline: text("http.datasets.headline", { count: datasets.length }),
        lede: [text("http.datasets.lede")],
      })}${sectionHtml({
        title: text("http.datasets.all"),
        notes: [rangeNote(request, scope)],
        links: [{ text: text("http.link.api"), href: "/api/datasets" }],
        body: listTable(request),
      })}`,
  };
}

function summary(dataset: DatasetDeclaration): Row {
  const { id, title, grain, privacy, columns } = dataset;
  return { id, title, grain, privacy, column_count: columns.length };
}

function rangeNote(request: PageRequest, scope: PageScope): string {
  const range = askedRange(request.query);
  return range === null
    ? text("http.datasets.all_rows")
    : text("http.datasets.of_period", { period: periodText(scope.range) });
}

/** The rows asked for; without a period, all of them. */
async function askedDataset(request: PageRequest, scope: PageScope): Promise<DatasetRequest> {
  const range = askedRange(request.query);
  return resolveDataset(
    request.params["id"] ?? "",
    {
      site: scope.source.site,
      source: scope.source.source,
      asset: request.query.asset,
      from: range?.from,
      to: range?.to,
    },
    metricContext(request),
  );
}

function columnsTable(asked: DatasetRequest): Html {
  return tableHtml({
    is_filtered: true,
    columns: [
      { id: "name", title: text("http.datasets.column") },
      { id: "title", title: text("http.datasets.meaning") },
      { id: "type", title: text("http.datasets.type") },
      { id: "unit", title: text("http.datasets.unit") },
    ],
    rows: asked.columns.map((column) => ({
      id: column.name,
      cells: [
        { text: column.name },
        { text: column.title },
        { text: column.type, is_dim: true },
        { text: column.unit, is_dim: true },
      ],
    })),
  });
}

function previewTable(asked: DatasetRequest, rows: readonly Row[]): Html {
  return tableHtml({
    caption: text("http.datasets.preview", { count: rows.length }),
    columns: asked.columns.map((column) => ({
      id: column.name,
      title: column.name,
      ...(["integer", "double"].includes(column.type) ? ({ align: "end" } as const) : {}),
    })),
    rows: rows.map((row, index) => ({
      id: String(index),
      cells: asked.columns.map((column) => ({
        text: cellText(row[column.name]),
        is_whole: true,
      })),
    })),
  });
}

function cellText(cell: Row[string] | undefined): string {
  return cell === null || cell === undefined ? "" : String(cell);
}

function main(
  request: PageRequest,
  made: {
    readonly scope: PageScope;
    readonly asked: DatasetRequest;
    readonly rows: readonly Row[];
  },
): Html {
  const { scope, asked, rows } = made;
  const { dataset } = asked;
  const note = rangeNote(request, scope);
  return html`${answerHtml({
    kicker: text("http.nav.datasets"),
    under: dataset.title,
    headline: text("http.datasets.is", { grain: dataset.grain }),
    lede: [
      text("http.datasets.note", { privacy: dataset.privacy }),
      html`${note} ${downloads(request.here({ page: null }))}`,
    ],
  })}${sectionHtml({
    id: "rows",
    title: text("http.datasets.first_rows"),
    notes: [note],
    links: DATASET_FORMATS.map((format) => ({
      text: formatTitle(format),
      href: withSuffix(request.here({ page: null }), format),
    })),
    body:
      rows.length === 0 ? html`<p>${text("http.datasets.none")}</p>` : previewTable(asked, rows),
  })}${sectionHtml({
    id: "columns",
    title: text("http.datasets.columns"),
    notes: [text("http.datasets.columns_note")],
    body: columnsTable(asked),
  })}`;
}

/** A dataset: what a row is, its columns, its first rows, and the files. */
export async function datasetPage(request: PageRequest): Promise<PageView> {
  const scope = await pageScope(request, { is_all_by_default: true });
  const asked = await askedDataset(request, scope);
  const most = request.format === "json" ? limits.page_rows : PREVIEW_ROWS;
  const isFile = DATASET_FORMATS.some((format) => format === request.format);
  const rows = isFile ? [] : await previewDataset(asked, most, metricContext(request));
  const { dataset, columns, parameters, provenance } = asked;
  const { id, title, grain, privacy } = dataset;
  return {
    title: dataset.title,
    nav: "/datasets",
    scope: scope.view,
    foot: scope.foot,
    data: { id, title, grain, privacy, parameters, columns, scope: asked.scope, provenance, rows },
    table: null,
    files: {
      csv: () => datasetFile(request, asked, "csv"),
      "csv-excel": () => datasetFile(request, asked, "csv-excel"),
      parquet: () => datasetFile(request, asked, "parquet"),
      arrow: () => datasetFile(request, asked, "arrow"),
    },
    main: () => main(request, { scope, asked, rows }),
  };
}
