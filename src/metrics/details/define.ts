import { metricColumns, type ColumnName } from "../columns.js";
import type { Column } from "../result.js";

/** Which parameters of the question a details query takes beside scope, period and page. */
export type DetailsParameter = "dimension" | "downtime" | "group" | "within_days";

/** A query with the records behind a figure and those left out. */
export interface DetailsDeclaration {
  /** Name of the query in `queries/details`. */
  readonly query: string;
  readonly columns: readonly Column[];
  readonly parameters: readonly DetailsParameter[];
}

const RECORD = [
  "status",
  "record_id",
  "record_kind",
  "failure_id",
  "asset_id",
  "asset_tag",
  "asset_name",
  "area",
  "day_on",
  "started_at",
  "ended_at",
  "record_class",
  "reason",
  "title",
] as const satisfies readonly ColumnName[];
const AMOUNTS = [
  "record_h",
  "down_h",
  "cost",
  "record_url",
  "run_no",
  "line",
] as const satisfies readonly ColumnName[];
const REPEAT = [
  "recurrence_key",
  "is_repeat",
  "previous_same_at",
  "gap_d",
] as const satisfies readonly ColumnName[];

function details(
  query: string,
  parameters: readonly DetailsParameter[],
  own: readonly ColumnName[] = [],
): DetailsDeclaration {
  return Object.freeze({
    query,
    parameters,
    columns: metricColumns(...RECORD, ...own, ...AMOUNTS),
  });
}

/** Every details query, by name; one a file of `queries/details`. */
export const DETAILS = Object.freeze({
  failure_chains: details("failure_chains", ["within_days", "group"], REPEAT),
  failure_durations: details("failure_durations", []),
  failure_entries: details("failure_entries", ["dimension"]),
  failure_orders: details("failure_orders", ["dimension"]),
  failure_repeats: details("failure_repeats", ["within_days"], REPEAT),
  failure_stops: details("failure_stops", ["dimension"]),
  stop_records: details("stop_records", ["downtime"]),
});

/** The details query of each kind of record from which failures are made. */
export const FAILURE_RECORDS = Object.freeze({
  downtime: DETAILS.failure_stops,
  failure: DETAILS.failure_entries,
  work_order: DETAILS.failure_orders,
});
