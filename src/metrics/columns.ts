import { text } from "../core/index.js";
import type { Column, ColumnType } from "./result.js";

/** Stands for the unit of the figure itself, filled in when a result is made. */
export const UNIT_OF_VALUE = "{value}";
/** Stands for the site's currency, filled in when a result is made. */
export const UNIT_OF_MONEY = "{currency}";

/** Every column a metric, its details or a dataset may return: type and unit; its title is the message `metrics.column.<name>`. */
const VOCABULARY = {
  announced_end_at: ["timestamp", ""],
  area: ["varchar", ""],
  asset_count: ["integer", ""],
  asset_id: ["varchar", ""],
  asset_name: ["varchar", ""],
  asset_tag: ["varchar", ""],
  basis: ["varchar", ""],
  category_count: ["integer", ""],
  cause: ["varchar", ""],
  closed_at: ["timestamp", ""],
  closed_count: ["integer", ""],
  closed_down_h: ["double", "h"],
  cost: ["double", UNIT_OF_MONEY],
  costed_count: ["integer", ""],
  cumulative_share: ["double", ""],
  currency: ["varchar", ""],
  day_on: ["date", ""],
  description: ["varchar", ""],
  done_at: ["timestamp", ""],
  down_h: ["double", "h"],
  down_s: ["bigint", "s"],
  downtime_h: ["double", "h"],
  downtime_id: ["varchar", ""],
  due_on: ["date", ""],
  duration_s: ["bigint", "s"],
  ended_at: ["timestamp", ""],
  equipment_class: ["varchar", ""],
  estimated_s: ["bigint", "s"],
  exposure_h: ["double", "h"],
  external_h: ["double", "h"],
  failure_count: ["integer", ""],
  failure_id: ["varchar", ""],
  first_count: ["integer", ""],
  first_on: ["date", ""],
  gap_d: ["double", "d"],
  group_id: ["varchar", ""],
  group_label: ["varchar", ""],
  interval_lower: ["double", UNIT_OF_VALUE],
  interval_upper: ["double", UNIT_OF_VALUE],
  is_clipped: ["boolean", ""],
  is_duplicate: ["boolean", ""],
  is_failure: ["boolean", ""],
  is_open: ["boolean", ""],
  is_partial: ["boolean", ""],
  is_propagated: ["boolean", ""],
  is_repeat: ["boolean", ""],
  known_count: ["integer", ""],
  labor_s: ["bigint", "s"],
  last_on: ["date", ""],
  line: ["integer", ""],
  mechanism: ["varchar", ""],
  median_h: ["double", "h"],
  mode: ["varchar", ""],
  no_key_count: ["integer", ""],
  number: ["varchar", ""],
  open_count: ["integer", ""],
  open_excluded: ["integer", ""],
  operating_h: ["double", "h"],
  parent_number: ["varchar", ""],
  period_from: ["date", ""],
  period_to: ["date", ""],
  planned_h: ["double", "h"],
  previous_ended_at: ["timestamp", ""],
  previous_failure_id: ["varchar", ""],
  previous_same_at: ["timestamp", ""],
  priority_raw: ["varchar", ""],
  reason: ["varchar", ""],
  reason_raw: ["varchar", ""],
  record_class: ["varchar", ""],
  record_count: ["integer", ""],
  record_h: ["double", "h"],
  record_id: ["varchar", ""],
  record_kind: ["varchar", ""],
  record_url: ["varchar", ""],
  recurrence_key: ["varchar", ""],
  repeat_count: ["integer", ""],
  reported_at: ["timestamp", ""],
  reported_on: ["date", ""],
  restore_h: ["double", "h"],
  restored_at: ["timestamp", ""],
  restored_count: ["integer", ""],
  run_no: ["integer", ""],
  share: ["double", ""],
  shortest_gap_d: ["double", "d"],
  site: ["varchar", ""],
  source: ["varchar", ""],
  source_key: ["varchar", ""],
  started_at: ["timestamp", ""],
  started_on: ["date", ""],
  status: ["varchar", ""],
  status_class: ["varchar", ""],
  status_raw: ["varchar", ""],
  stop_count: ["integer", ""],
  text_key: ["varchar", ""],
  time_class: ["varchar", ""],
  title: ["varchar", ""],
  trend_p: ["double", ""],
  trend_u: ["double", ""],
  unknown_count: ["integer", ""],
  unplanned_h: ["double", "h"],
  value: ["double", UNIT_OF_VALUE],
  work_class: ["varchar", ""],
  work_class_raw: ["varchar", ""],
  work_order_id: ["varchar", ""],
  work_order_number: ["varchar", ""],
} as const satisfies Readonly<Record<string, readonly [ColumnType, string]>>;

/** The name of a column of a metric's rows. */
export type ColumnName = keyof typeof VOCABULARY;

/** The declared columns with those names, in that order. */
export function metricColumns(...names: readonly ColumnName[]): readonly Column[] {
  return Object.freeze(
    names.map((name) => {
      const [type, unit] = VOCABULARY[name];
      return Object.freeze({ name, type, unit, title: text(`metrics.column.${name}`) });
    }),
  );
}

/** The column with its placeholder units replaced by the result's own. */
export function withUnits(column: Column, units: { value: string; currency: string }): Column {
  if (column.unit === UNIT_OF_VALUE) return { ...column, unit: units.value };
  if (column.unit === UNIT_OF_MONEY) return { ...column, unit: units.currency };
  return column;
}
