import { formatCount, formatWithInterval, text } from "../../core/index.js";
import { intervalMark, logAxis, logAxisHead, type LogAxis } from "../../charts/index.js";
import type { PageRequest } from "../page.js";
import type { PageScope } from "../scope/page-scope.js";
import { html, trusted } from "../view/markup.js";
import { hoursWriter, numberCell } from "../view/numbers.js";
import type { PageCell, PageColumn, PageTable } from "../view/table.js";
import type { AssetRow, Sort, SortOrder } from "./asset-rows.js";

/** What the table of assets shows, and how it is sorted. */
export interface AssetTableView {
  readonly scope: PageScope;
  readonly order: SortOrder;
  readonly is_tree: boolean;
  readonly rows: readonly AssetRow[];
  readonly shown: readonly AssetRow[];
}

/** Fewest failures for which a mean may stand in a ranking. */
const FEW_BELOW = 4;

function sortable(request: PageRequest, view: AssetTableView, by: Sort): Partial<PageColumn> {
  if (view.is_tree) return {};
  const isCurrent = view.order.by === by;
  const isDown = isCurrent ? !view.order.is_descending : !["tag", "name", "area"].includes(by);
  return {
    sort_href: request.here({ sort: `${isDown ? "-" : ""}${by}` }),
    sorted: isCurrent ? (view.order.is_descending ? "descending" : "ascending") : null,
  };
}

function columnsOf(request: PageRequest, view: AssetTableView, axis: LogAxis): PageColumn[] {
  const sort = (by: Sort): Partial<PageColumn> => sortable(request, view, by);
  const end = { align: "end" } as const;
  const wide = { is_wide_only: true } as const;
  const has = (has_it: (row: AssetRow) => boolean): boolean => view.rows.some(has_it);
  const hours: PageColumn[] = [
    {
      id: "hours",
      title: text("http.column.hours_lost"),
      unit: "h",
      ...end,
      ...sort("downtime_h"),
    },
    { id: "bar", title: text("http.column.drawn"), kind: "bar", ...wide },
  ];
  return [
    { id: "tag", title: text("http.column.asset"), ...sort("tag") },
    ...(has((row) => row.name !== "" && row.name !== row.tag)
      ? [{ id: "name", title: text("http.column.name"), ...wide, ...sort("name") }]
      : []),
    ...(!view.is_tree && has((row) => row.area !== "")
      ? [{ id: "area", title: text("http.column.area"), ...wide, ...sort("area") }]
      : []),
    ...(view.scope.source.has_stops ? hours : []),
    { id: "failures", title: text("http.column.failures"), ...end, ...sort("failure_count") },
    { id: "mtbf", title: text("http.column.mtbf"), unit: "h", ...end, ...sort("mtbf_h") },
    { id: "interval", title: text("http.column.interval"), unit: "h", ...end, ...wide },
    {
      id: "mark",
      title: text("http.column.interval_drawn"),
      kind: "bar",
      axis: trusted(logAxisHead(axis)),
      ...wide,
    },
  ];
}

function mtbfCells(row: AssetRow, axis: LogAxis, href: string): readonly [string, PageCell][] {
  const { mtbf_h, lower_h, upper_h, failure_count } = row;
  const isFew = failure_count === null || failure_count < FEW_BELOW || mtbf_h === null;
  const value = isFew ? null : mtbf_h;
  const texts = formatWithInterval(value, lower_h, isFew ? null : upper_h);
  const few = text(row.is_counted ? "http.few" : "http.unknown");
  return [
    ["mtbf", isFew ? { text: few, is_dim: true } : { text: texts.value, href }],
    ["interval", { text: texts.interval, is_dim: true }],
    [
      "mark",
      { text: "", drawing: trusted(intervalMark({ value, lower: lower_h, upper: upper_h }, axis)) },
    ],
  ];
}

function nameCell(request: PageRequest, view: AssetTableView, row: AssetRow): PageCell {
  const label = row.tag === "" ? row.name : row.tag;
  const href = request.to(`/assets/${row.id}`);
  const small = row.is_registered || !row.is_counted ? {} : { small: text("http.assets.unlisted") };
  if (!view.is_tree || row.depth === 0) return { text: label, href, ...small };
  const depth = Math.min(row.depth, 5);
  return {
    text: label,
    drawing: html`<span class="depth-${depth}"><a href="${href}">${label}</a></span>`,
  };
}

function cellsOf(
  request: PageRequest,
  view: AssetTableView,
  made: {
    readonly row: AssetRow;
    readonly axis: LogAxis;
    readonly largest: number;
    readonly write: (hours: number) => string;
  },
): ReadonlyMap<string, PageCell> {
  const { row, axis, largest } = made;
  const evidence = (metric: string): string =>
    request.to(`/metrics/${metric}`, { ...view.scope.place, asset: row.id });
  const hours = row.downtime_h;
  return new Map<string, PageCell>([
    ["tag", nameCell(request, view, row)],
    ["name", { text: row.name }],
    ["area", { text: row.area }],
    ["hours", { ...numberCell(hours, made.write), href: evidence("downtime_hours") }],
    ["bar", { text: "", bar: largest > 0 && hours !== null ? hours / largest : null }],
    [
      "failures",
      { ...numberCell(row.failure_count, formatCount), href: evidence("failure_count") },
    ],
    ...mtbfCells(row, axis, evidence("mtbf")),
  ]);
}

/** The table of assets: names, hours lost, failures, MTBF with its interval on a shared axis. */
export function assetTable(request: PageRequest, view: AssetTableView): PageTable {
  const axis = logAxis(
    view.shown.flatMap((row) => [
      row.lower_h,
      (row.failure_count ?? 0) < FEW_BELOW ? null : row.upper_h,
    ]),
  );
  const columns = columnsOf(request, view, axis);
  const write = hoursWriter(view.shown.map((row) => row.downtime_h));
  const leaves = view.rows.filter((row) => row.is_counted);
  const largest = leaves.reduce((most, row) => Math.max(most, row.downtime_h ?? 0), 0);
  return {
    columns,
    rows: view.shown.map((row) => {
      const cells = cellsOf(request, view, { row, axis, largest, write });
      return { id: row.id, cells: columns.map(({ id }) => cells.get(id) ?? { text: "" }) };
    }),
  };
}
