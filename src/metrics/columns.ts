import { text } from "../core/index.js";
import type { Column, ColumnType } from "./result.js";

/** Stands for the unit of the figure itself, filled in when a result is made. */
export const UNIT_OF_VALUE = "{value}";
/** Stands for the site's currency, filled in when a result is made. */
export const UNIT_OF_MONEY = "{currency}";

/** Every column a metric may return: type and unit; its title is the message `metrics.column.<name>`. */
const VOCABULARY = {
  area: ["varchar", ""],
  asset_count: ["integer", ""],
  asset_id: ["varchar", ""],
  asset_name: ["varchar", ""],
  asset_tag: ["varchar", ""],
  category_count: ["integer", ""],
  closed_count: ["integer", ""],
  closed_down_h: ["double", "h"],
  cost: ["double", UNIT_OF_MONEY],
  costed_count: ["integer", ""],
  cumulative_share: ["double", ""],
  downtime_h: ["double", "h"],
  exposure_h: ["double", "h"],
  external_h: ["double", "h"],
  failure_count: ["integer", ""],
  first_count: ["integer", ""],
  first_on: ["date", ""],
  group_id: ["varchar", ""],
  group_label: ["varchar", ""],
  interval_lower: ["double", UNIT_OF_VALUE],
  interval_upper: ["double", UNIT_OF_VALUE],
  is_partial: ["boolean", ""],
  known_count: ["integer", ""],
  last_on: ["date", ""],
  median_h: ["double", "h"],
  no_key_count: ["integer", ""],
  open_excluded: ["integer", ""],
  operating_h: ["double", "h"],
  period_from: ["date", ""],
  period_to: ["date", ""],
  planned_h: ["double", "h"],
  recurrence_key: ["varchar", ""],
  repeat_count: ["integer", ""],
  restore_h: ["double", "h"],
  restored_count: ["integer", ""],
  share: ["double", ""],
  shortest_gap_d: ["double", "d"],
  status: ["varchar", ""],
  stop_count: ["integer", ""],
  trend_p: ["double", ""],
  trend_u: ["double", ""],
  unknown_count: ["integer", ""],
  unplanned_h: ["double", "h"],
  value: ["double", UNIT_OF_VALUE],
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
