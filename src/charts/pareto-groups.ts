import { formatCount, formatNumber, formatPercent, text } from "../core/index.js";
import { numberOf, parameterOf, textOf, type MetricResult, type Row } from "./inputs.js";

/** Rows a Pareto shows; the rest is a sentence. */
export const PARETO_ROWS = 15;

/** What a Pareto ranks by. */
export type Measure = "count" | "hours" | "cost";

/** What its groups are: a noun is chosen by it. */
export type Dimension = "area" | "asset" | "equipment_class" | "mode" | "cause" | "text";

/** One group of a Pareto. */
export interface Group {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly cumulative_ratio: number;
  readonly share_ratio: number;
  readonly failure_count: number | null;
  readonly downtime_h: number | null;
  /** Among the groups that together make the first half. */
  readonly is_first_half: boolean;
  /** The records that state no group. */
  readonly is_unstated: boolean;
}

const MEASURES: readonly string[] = ["count", "hours", "cost"];
const DIMENSIONS: readonly string[] = ["area", "asset", "equipment_class", "mode", "cause", "text"];

function isMeasure(name: string): name is Measure {
  return MEASURES.includes(name);
}

function isDimension(name: string): name is Dimension {
  return DIMENSIONS.includes(name);
}

/** What the result ranks by; hours when it does not say. */
export function measureOf(result: MetricResult): Measure {
  const name = parameterOf(result, "measure", "hours");
  return isMeasure(name) ? name : "hours";
}

/** What the groups of the result are; assets when it does not say. */
export function dimensionOf(result: MetricResult): Dimension {
  const name = parameterOf(result, "dimension", "asset");
  return isDimension(name) ? name : "asset";
}

/** The groups with something in them, largest first, with the share that each adds. */
export function groupsOf(result: MetricResult): Group[] {
  const valued = result.rows.flatMap((row) => {
    const value = numberOf(row, "value");
    return value === null || value <= 0 ? [] : [{ row, value }];
  });
  const sorted = valued.toSorted((a, b) => b.value - a.value);
  const total = Math.max(
    result.value ?? 0,
    sorted.reduce((sum, { value }) => sum + value, 0),
  );
  let before = 0;
  return sorted.map(({ row, value }) => {
    const is_first_half = before < total / 2;
    before += value;
    return { ...namesOf(row), value, is_first_half, ...sharesOf(value, before, total) };
  });
}

function sharesOf(value: number, sum: number, total: number) {
  return { share_ratio: value / total, cumulative_ratio: sum / total };
}

function namesOf(row: Row) {
  const id = textOf(row, "group_id");
  return {
    id: id ?? "",
    label: textOf(row, "group_label") ?? id ?? text("charts.not_stated"),
    failure_count: numberOf(row, "failure_count"),
    downtime_h: numberOf(row, "downtime_h"),
    is_unstated: id === null,
  };
}

/** Writes the values of one Pareto with the same decimals, so that they line up. */
export function valueFormat(groups: readonly Group[], measure: Measure): (value: number) => string {
  const largest = groups[0]?.value ?? 0;
  if (measure === "hours" && largest < 9.95) return (value) => formatNumber(value, 1);
  return (value) => (value < 0.5 ? formatNumber(value, 1) : formatCount(value));
}

/** The noun of the groups, singular or plural. */
export function groupNoun(result: MetricResult, count: number): string {
  const dimension = dimensionOf(result);
  if (dimension === "asset") return result.scope.asset_noun[count === 1 ? 0 : 1];
  return text("charts.pareto.noun", { dimension, count });
}

/** A share as the cumulative column writes it. */
export function shareText(ratio: number): string {
  return formatPercent(Math.min(1, ratio));
}
