import { formatCount, formatMoney, text } from "../../core/index.js";
import type { MetricResult, Row } from "../../metrics/index.js";
import { readable } from "../address.js";
import type { PageRequest } from "../page.js";
import { html, NOTHING, type Html } from "../view/markup.js";
import {
  columnOf,
  hoursWriter,
  isUnknownColumn,
  numberCell,
  numberIn,
  shareWriter,
} from "../view/numbers.js";
import { PAGE_ROWS, pageNumber, pagerHtml } from "../view/pager.js";
import { tableHtml, type PageCell, type PageTable } from "../view/table.js";

/** By what failures are divided and in what they are measured. */
export interface Choice {
  readonly dimension: string;
  readonly measure: string;
}

/** The choice that a Pareto was made with. */
export function choiceOf(result: MetricResult): Choice {
  return {
    dimension: result.parameters["dimension"] ?? "area",
    measure: result.parameters["measure"] ?? "count",
  };
}

function rowCells(request: PageRequest, result: MetricResult, row: Row): PageCell[] {
  const choice = choiceOf(result);
  const id = String(row["group_id"] ?? "");
  const label = String(row["group_label"] ?? "");
  const largest = numberIn(result.rows[0] ?? {}, "value") ?? 0;
  const value = numberIn(row, "value") ?? 0;
  const name = label === "" ? text("http.pareto.no_group") : label;
  const isAsset = choice.dimension === "asset";
  const group = { ...choice, asset: request.query.asset ?? null, group: id };
  const records = readable(`${request.to("/metrics/failure_pareto", group)}#rows`);
  const currency = result.scope.currency;
  const hours = hoursWriter(columnOf(result.rows, "downtime_h"));
  const share = shareWriter(columnOf(result.rows, "share"));
  return [
    {
      text: name,
      ...(isAsset ? { href: request.to(`/assets/${id}`) } : { href: records }),
    },
    numberCell(numberIn(row, "asset_count"), formatCount),
    { ...numberCell(numberIn(row, "failure_count"), formatCount), href: records },
    { ...numberCell(numberIn(row, "downtime_h"), hours), href: records },
    numberCell(numberIn(row, "cost"), (cost) => formatMoney(cost, currency)),
    { text: "", bar: largest > 0 ? value / largest : 0 },
    numberCell(numberIn(row, "share"), share),
    numberCell(numberIn(row, "cumulative_share"), share),
  ];
}

function shownRows(request: PageRequest, result: MetricResult): readonly Row[] {
  const first = (pageNumber(request) - 1) * PAGE_ROWS;
  return result.rows.slice(first, first + PAGE_ROWS);
}

function paretoTable(request: PageRequest, result: MetricResult): PageTable {
  const { dimension } = choiceOf(result);
  const columns = [
    { id: "group", title: text("http.dimension", { dimension }) },
    { id: "asset_count", title: text("http.column.assets"), align: "end", is_wide_only: true },
    { id: "failure_count", title: text("http.column.failures"), align: "end" },
    { id: "downtime_h", title: text("http.column.hours_lost"), unit: "h", align: "end" },
    { id: "cost", title: text("http.column.cost"), align: "end", is_wide_only: true },
    { id: "bar", title: text("http.column.drawn"), kind: "bar", is_wide_only: true },
    { id: "share", title: text("http.column.share"), align: "end" },
    { id: "cumulative", title: text("http.column.cumulative"), align: "end" },
  ] as const;
  const hidden = ["asset_count", "downtime_h", "cost"].filter((name) =>
    isUnknownColumn(result.rows, name),
  );
  const kept = columns.map((column) => !hidden.includes(column.id));
  return {
    is_filtered: result.rows.length > 15 && result.rows.length <= PAGE_ROWS,
    columns: columns.filter((_column, index) => kept[index]),
    rows: shownRows(request, result).map((row) => ({
      id: String(row["group_id"] ?? ""),
      cells: rowCells(request, result, row).filter((_cell, index) => kept[index]),
    })),
  };
}

/** A page of the groups, largest first, with the way to the others. */
export function rankingHtml(request: PageRequest, result: MetricResult): Html {
  const total = result.rows.length;
  const pager = total > PAGE_ROWS ? pagerHtml(request, { total, anchor: "table" }) : NOTHING;
  return html`${tableHtml(paretoTable(request, result))}${pager}`;
}
