import type { TimeRange } from "../core/index.js";
import type { MetricResult, Row } from "../metrics/index.js";

export type { MetricResult, Reason, Row, Scope } from "../metrics/index.js";

/** What a stop counts as; `unplanned` stops are the ones that lower availability. */
export type TimeClass = "unplanned" | "planned" | "external" | "unknown";

/** One stop of one asset, as its record states it. */
export interface StopRecord {
  readonly id: string;
  /** Instants in ISO 8601 UTC; `ended_at` is null while the asset is still down. */
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly time_class: TimeClass;
  readonly reason: string | null;
  /** Address of the record's page, or null for no link. */
  readonly href: string | null;
  /** The failure this stop is part of, when known; several stops may share one. */
  readonly failure_id?: string | null;
}

/** The stops of one asset over a period: the input of the downtime calendar. */
export interface AssetTimeline {
  readonly asset_tag: string;
  readonly zone: string;
  readonly range: TimeRange;
  /** The time in which the source watched the asset, ISO 8601 UTC; null for an unknown end. */
  readonly observed: { readonly from: string | null; readonly to: string | null };
  readonly records: readonly StopRecord[];
}

/** One of the longest outages of a period. */
export interface OutageRecord {
  readonly id: string;
  readonly asset_tag: string;
  readonly started_at: string;
  readonly ended_at: string | null;
  /** Hours down inside the period. */
  readonly hours: number;
  readonly href: string | null;
}

/** The longest outages of a period, longest first, and what all of them add up to. */
export interface OutageList {
  readonly zone: string;
  readonly range: TimeRange;
  /** Hours down of all outages in the period, those not listed included. */
  readonly total_h: number;
  readonly asset_noun: readonly [string, string];
  readonly outages: readonly OutageRecord[];
}

/** The number in a column, or null when it is unknown or absent. */
export function numberOf(row: Row, column: string): number | null {
  const cell = row[column];
  return typeof cell === "number" && Number.isFinite(cell) ? cell : null;
}

/** The text in a column, or null when it is unknown or absent. */
export function textOf(row: Row, column: string): string | null {
  const cell = row[column];
  return typeof cell === "string" && cell !== "" ? cell : null;
}

/** True when the column says so; unknown counts as no. */
export function isTrue(row: Row, column: string): boolean {
  return row[column] === true;
}

/** The value of a grouping or measure parameter of a result, or the one it has by default. */
export function parameterOf(result: MetricResult, name: string, otherwise: string): string {
  return result.parameters[name] ?? otherwise;
}
