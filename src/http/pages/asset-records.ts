import {
  formatClock,
  formatCount,
  formatDate,
  formatDayOf,
  formatHours,
  formatInstant,
  formatMoney,
  formatNumber,
  formatWithInterval,
  text,
} from "../../core/index.js";
import type { Row } from "../../metrics/index.js";
import { totalOf } from "../lists.js";
import type { PageRequest } from "../page.js";
import { html, NOTHING, type Html } from "../view/markup.js";
import { isUnknownColumn, numberCell, numberIn, wordsIn } from "../view/numbers.js";
import { PAGE_ROWS, pageNumber, pagerHtml } from "../view/pager.js";
import { sectionHtml } from "../view/section.js";
import { tableHtml, type PageCell } from "../view/table.js";
import type { Dossier } from "./asset-data.js";

/** When a stop ended: the time alone on the same day, "open" while it has not. */
function endText(row: Row, zone: string): string {
  const [from, to] = [wordsIn(row, "started_at"), wordsIn(row, "ended_at")];
  if (to === "") return text("http.records.open");
  const isSameDay = formatDayOf(from, zone) === formatDayOf(to, zone);
  return isSameDay ? formatClock(to, zone) : formatInstant(to, zone);
}

function lateness(row: Row): Partial<PageCell> {
  const [announced, ended] = [wordsIn(row, "announced_end_at"), wordsIn(row, "ended_at")];
  const isLate = announced !== "" && ended !== "" && ended > announced;
  return isLate ? { small: text("http.records.late") } : {};
}

function stopCells(row: Row, zone: string, largest: number): PageCell[] {
  const announced = wordsIn(row, "announced_end_at");
  const hours = numberIn(row, "duration_h");
  const time_class = wordsIn(row, "time_class");
  return [
    { text: formatInstant(wordsIn(row, "started_at"), zone, { year: true }), ...recordLink(row) },
    { text: endText(row, zone), is_whole: true },
    hours === null
      ? { text: text("http.records.open"), tone: "bad" }
      : { text: formatNumber(hours, 1) },
    { text: "", bar: hours === null || largest === 0 ? null : hours / largest },
    {
      text: announced === "" ? "" : formatInstant(announced, zone),
      is_whole: true,
      ...lateness(row),
    },
    { text: text("http.time_class", { time_class }), is_dim: time_class !== "unplanned" },
    { text: wordsIn(row, "reason_raw") },
    { text: placeText(row), is_dim: true },
  ];
}

/** Where in its source a record was read: run and line. */
function placeText(row: Row): string {
  return text("http.records.place", { run: wordsIn(row, "run_no"), line: wordsIn(row, "line") });
}

function recordLink(row: Row): { href?: string } {
  const url = wordsIn(row, "record_url");
  return /^https?:/.test(url) ? { href: url } : {};
}

function stopsTable(request: PageRequest, dossier: Dossier): Html {
  const { stops, scope } = dossier;
  const largest = stops.reduce((most, row) => Math.max(most, numberIn(row, "duration_h") ?? 0), 0);
  const first = (pageNumber(request) - 1) * PAGE_ROWS;
  const hasAnnounced = stops.some((row) => wordsIn(row, "announced_end_at") !== "");
  const columns = [
    { id: "from", title: text("http.records.from") },
    { id: "to", title: text("http.records.to") },
    { id: "hours", title: text("http.records.down"), unit: "h", align: "end" },
    { id: "bar", title: text("http.column.drawn"), kind: "bar", is_wide_only: true },
    { id: "announced", title: text("http.records.announced"), is_wide_only: true },
    { id: "class", title: text("http.records.class"), is_wide_only: true },
    { id: "reason", title: text("http.records.reason") },
    { id: "place", title: text("http.records.record"), is_wide_only: true },
  ] as const;
  const kept = columns.map((column) => hasAnnounced || column.id !== "announced");
  return tableHtml({
    columns: columns.filter((_column, index) => kept[index]),
    rows: stops.slice(first, first + PAGE_ROWS).map((row) => ({
      id: wordsIn(row, "id"),
      anchor: `r-${wordsIn(row, "id")}`,
      cells: stopCells(row, scope.source.zone, largest).filter((_cell, index) => kept[index]),
    })),
  });
}

function ordersTable(request: PageRequest, dossier: Dossier): Html {
  const first = (pageNumber(request) - 1) * PAGE_ROWS;
  const hasCost = !isUnknownColumn(dossier.orders, "cost");
  return tableHtml({
    columns: [
      { id: "order", title: text("http.records.order") },
      { id: "day", title: text("http.records.reported") },
      { id: "title", title: text("http.records.title") },
      { id: "class", title: text("http.records.class"), is_wide_only: true },
      { id: "mode", title: text("http.recurring.key"), is_wide_only: true },
      ...(hasCost
        ? ([{ id: "cost", title: text("http.column.cost"), align: "end" }] as const)
        : []),
    ],
    rows: dossier.orders.slice(first, first + PAGE_ROWS).map((row) => ({
      id: wordsIn(row, "id"),
      cells: [
        { text: wordsIn(row, "number") || placeText(row), ...recordLink(row) },
        { text: formatDate(wordsIn(row, "day_on"), { year: true }), is_whole: true },
        { text: wordsIn(row, "title") },
        { text: text("http.work_class", { work_class: wordsIn(row, "work_class") || "unknown" }) },
        { text: wordsIn(row, "mode") },
        ...(hasCost
          ? [
              numberCell(numberIn(row, "cost"), (cost) =>
                formatMoney(cost, wordsIn(row, "currency") || null),
              ),
            ]
          : []),
      ],
    })),
  });
}

/** The records of the asset: its stops, its work orders, latest first. */
export function recordsSection(request: PageRequest, dossier: Dossier): Html {
  const { stops, orders, asset } = dossier;
  const [stopCount, orderCount] = [totalOf(stops), totalOf(orders)];
  const longest = Math.max(stopCount, orderCount);
  const pager =
    longest > PAGE_ROWS ? pagerHtml(request, { total: longest, anchor: "records" }) : NOTHING;
  const none = stopCount + orderCount === 0;
  return sectionHtml({
    id: "records",
    title: text("http.records.heading"),
    notes: [
      text("http.records.note", {
        stops: stopCount,
        orders: orderCount,
      }),
    ],
    links: [
      {
        text: text("http.nav.datasets"),
        href: request.to(stopCount > 0 ? "/datasets/downtime" : "/datasets/work_orders", {
          asset: asset.id,
        }),
      },
    ],
    body: none
      ? html`<p>${text("http.records.none")}</p>`
      : html`${stopCount > 0 ? stopsTable(request, dossier) : NOTHING}${orderCount > 0 ? ordersTable(request, dossier) : NOTHING}${pager}`,
  });
}

/** The assets below a node that holds none of its own. */
export function belowSection(request: PageRequest, dossier: Dossier): Html {
  if (dossier.below === null) return NOTHING;
  const total = dossier.below.rows.length;
  const first = (pageNumber(request) - 1) * PAGE_ROWS;
  const rows = dossier.below.rows.slice(first, first + PAGE_ROWS).map((row) => {
    const count = numberIn(row, "failure_count") ?? 0;
    const value = count < 4 ? null : numberIn(row, "value");
    const texts = formatWithInterval(
      value,
      numberIn(row, "interval_lower"),
      value === null ? null : numberIn(row, "interval_upper"),
    );
    return {
      id: wordsIn(row, "group_id"),
      cells: [
        {
          text: wordsIn(row, "group_label"),
          href: request.to(`/assets/${wordsIn(row, "group_id")}`),
        },
        { text: formatCount(count) },
        numberCell(numberIn(row, "downtime_h"), formatHours),
        value === null ? { text: text("http.few"), is_dim: true } : { text: texts.value },
        { text: texts.interval, is_dim: true },
      ],
    };
  });
  return sectionHtml({
    id: "below",
    title: text("http.asset.below"),
    notes: [text("http.asset.below_note", { count: total })],
    body: html`${tableHtml({
      columns: [
        { id: "asset", title: text("http.column.asset") },
        { id: "failures", title: text("http.column.failures"), align: "end" },
        { id: "hours", title: text("http.column.hours_lost"), unit: "h", align: "end" },
        { id: "mtbf", title: text("http.column.mtbf"), unit: "h", align: "end" },
        { id: "interval", title: text("http.column.interval"), unit: "h", align: "end" },
      ],
      rows,
    })}${total > PAGE_ROWS ? pagerHtml(request, { total, anchor: "below" }) : NOTHING}`,
  });
}
