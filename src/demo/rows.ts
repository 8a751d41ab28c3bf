import type { DirtyableRow } from "./dirt.js";
import type { DemoAsset, DemoOrder, DemoStop } from "./history.js";
import type { DemoSite } from "./sites.js";
import type { SiteTime } from "./site-time.js";

/** Columns of assets.csv. */
export const ASSET_COLUMNS = [
  "Tag",
  "Name",
  "Parent",
  "Level",
  "Class",
  "Criticality",
  "Commissioned",
  "Decommissioned",
] as const;

/** Columns of work_orders.csv. */
export const ORDER_COLUMNS = [
  "WO Number",
  "Asset",
  "Short text",
  "Type",
  "PM",
  "Breakdown",
  "Status",
  "Priority",
  "Reported",
  "Started",
  "Finished",
  "Closed",
  "Due",
  "Failure code",
  "Cause code",
  "Labour h",
  "Planned h",
  "Cost",
  "Long text",
] as const;

/** Columns of downtime.csv. */
export const STOP_COLUMNS = [
  "Stop",
  "Asset",
  "Start",
  "End",
  "Class",
  "WO Number",
  "Reason",
  "Note",
] as const;

/** What turns the history of a site into records of its export. */
export interface RowContext {
  readonly site: DemoSite;
  readonly time: SiteTime;
  /** The end of the export: what comes later has not happened yet. */
  readonly to_ms: number;
}

/** The number of a job or a stop: its day, its asset and how many came before it that day. */
export function recordNumber(
  prefix: "WO" | "ST",
  at_ms: number,
  context: { time: SiteTime; ordinal: number; taken: Set<string> },
): string {
  const stem = `${prefix}${context.time.dayDigits(at_ms)}-${String(context.ordinal).padStart(4, "0")}`;
  let number = stem;
  for (let count = 2; context.taken.has(number); count += 1) number = `${stem}-${count}`;
  context.taken.add(number);
  return number;
}

function statusOf(order: DemoOrder, to_ms: number): string {
  if (order.is_cancelled) return "CAN";
  if (order.closed_ms < to_ms) return "CLOSE";
  if (order.finished_ms < to_ms) return "COMP";
  if (order.started_ms < to_ms) return "INPRG";
  return order.priority >= 4 ? "WAPPR" : "APPR";
}

function numberText(value: number, decimals: number, decimal: "." | ","): string {
  const text = value.toFixed(decimals);
  return decimal === "," ? text.replace(".", ",") : text;
}

/** A job as a record of work_orders.csv. */
export function orderRow(
  order: DemoOrder,
  named: { readonly number: string; readonly asset: DemoAsset },
  { site, time, to_ms }: RowContext,
): DirtyableRow {
  const { decimal, delimiter } = site;
  const isDone = order.finished_ms < to_ms && !order.is_cancelled;
  const known_ms = order.is_cancelled ? -Infinity : to_ms;
  const fields = [
    named.number,
    named.asset.tag,
    order.title,
    order.type,
    order.type === "PM" ? "Y" : "N",
    order.is_breakdown ? "Y" : "N",
    statusOf(order, to_ms),
    String(order.priority),
    time.stamp(order.reported_ms),
    time.stamp(order.started_ms < known_ms ? order.started_ms : null),
    time.stamp(order.finished_ms < known_ms ? order.finished_ms : null),
    time.stamp(order.closed_ms < known_ms ? order.closed_ms : null),
    order.due_ms === null ? "" : time.day(order.due_ms),
    order.code,
    isDone ? order.cause : "",
    isDone ? numberText(order.labor_h, 2, decimal) : "",
    numberText(order.planned_h, 1, decimal),
    isDone ? numberText(order.cost, 2, decimal) : "",
    order.description,
  ];
  const impossible_date = time.impossible(order.reported_ms);
  return {
    fields,
    asset: 1,
    started: 8,
    ended: null,
    cost: 17,
    impossible_date,
    delimiter,
    decimal,
  };
}

/** A stop as a record of downtime.csv. */
export function stopRow(
  stop: DemoStop,
  named: { readonly number: string; readonly asset: DemoAsset; readonly order: string },
  { site, time, to_ms }: RowContext,
): DirtyableRow {
  const fields = [
    named.number,
    named.asset.tag,
    time.stamp(stop.started_ms),
    time.stamp(stop.ended_ms < to_ms ? stop.ended_ms : null),
    stop.stop_class,
    named.order,
    stop.reason,
    "",
  ];
  const impossible_date = time.impossible(stop.started_ms);
  const { delimiter, decimal } = site;
  return {
    fields,
    asset: 1,
    started: 2,
    ended: 3,
    cost: null,
    impossible_date,
    delimiter,
    decimal,
  };
}
