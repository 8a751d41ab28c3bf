import { formatCount, formatDate, formatMoney, formatNumber, text } from "../../core/index.js";
import type { MetricResult, Row } from "../../metrics/index.js";
import type { PageRequest } from "../page.js";
import { html, type Html } from "../view/markup.js";
import {
  columnOf,
  hoursWriter,
  isUnknownColumn,
  numberCell,
  numberIn,
  wordsIn,
} from "../view/numbers.js";
import { PAGE_ROWS, pageNumber, pagerHtml } from "../view/pager.js";
import { tableHtml, type PageCell, type PageTable } from "../view/table.js";

/** Failures that came again: their share, and the chains they form. */
export interface Repeats {
  readonly share: MetricResult;
  readonly chains: MetricResult;
  readonly days: number;
}

function cells(request: PageRequest, repeats: Repeats, row: Row): PageCell[] {
  const largest = Math.max(
    ...repeats.chains.rows.map((one) => numberIn(one, "failure_count") ?? 0),
  );
  const failures = numberIn(row, "failure_count");
  const count = numberIn(row, "repeat_count") ?? 0;
  const asset = wordsIn(row, "asset_id");
  const records = request.to("/metrics/recurring_chains", {
    within_days: String(repeats.days),
    asset,
  });
  const currency = repeats.chains.scope.currency;
  return [
    { text: wordsIn(row, "asset_tag"), href: request.to(`/assets/${asset}`) },
    { text: wordsIn(row, "recurrence_key").toLocaleLowerCase("en") },
    { ...numberCell(count, formatCount), href: `${records}#rows` },
    numberCell(failures, formatCount),
    { text: "", bar: largest === 0 ? 0 : (failures ?? 0) / largest },
    { text: dateText(row, "first_on"), is_whole: true },
    { text: dateText(row, "last_on"), is_whole: true },
    numberCell(numberIn(row, "shortest_gap_d"), (days) => formatNumber(days, days < 10 ? 1 : 0)),
    numberCell(
      numberIn(row, "downtime_h"),
      hoursWriter(columnOf(repeats.chains.rows, "downtime_h")),
    ),
    numberCell(numberIn(row, "cost"), (cost) => formatMoney(cost, currency)),
  ];
}

function dateText(row: Row, name: string): string {
  const date = wordsIn(row, name);
  return date === "" ? text("http.unknown") : formatDate(date, { year: true });
}

function chainTable(request: PageRequest, repeats: Repeats): PageTable {
  const columns = [
    { id: "asset", title: text("http.column.asset") },
    { id: "key", title: text("http.recurring.key") },
    { id: "repeats", title: text("http.recurring.repeats"), align: "end" },
    {
      id: "failures",
      title: text("http.recurring.chain_failures"),
      align: "end",
      is_wide_only: true,
    },
    { id: "bar", title: text("http.column.drawn"), kind: "bar", is_wide_only: true },
    { id: "first", title: text("http.recurring.first"), is_wide_only: true },
    { id: "last", title: text("http.recurring.last") },
    {
      id: "shortest_gap_d",
      title: text("http.recurring.gap"),
      unit: "d",
      align: "end",
      is_wide_only: true,
    },
    { id: "downtime_h", title: text("http.column.hours_lost"), unit: "h", align: "end" },
    { id: "cost", title: text("http.column.cost"), align: "end", is_wide_only: true },
  ] as const;
  const { rows } = repeats.chains;
  const hidden = ["shortest_gap_d", "downtime_h", "cost"].filter((name) =>
    isUnknownColumn(rows, name),
  );
  const kept = columns.map((column) => !hidden.includes(column.id));
  const first = (pageNumber(request) - 1) * PAGE_ROWS;
  return {
    columns: columns.filter((_column, index) => kept[index]),
    rows: rows.slice(first, first + PAGE_ROWS).map((row) => ({
      id: wordsIn(row, "group_id"),
      cells: cells(request, repeats, row).filter((_cell, index) => kept[index]),
    })),
  };
}

/** A page of the chains, longest first, with the way to the others. */
export function chainsHtml(request: PageRequest, repeats: Repeats): Html {
  const total = repeats.chains.rows.length;
  if (total === 0) return html`<p>${text("http.recurring.none")}</p>`;
  const pager = pagerHtml(request, { total, anchor: "chains" });
  return html`${tableHtml(chainTable(request, repeats))}${pager}`;
}
