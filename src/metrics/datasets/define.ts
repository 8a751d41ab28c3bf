import { text } from "../../core/index.js";
import { metricColumns, type ColumnName } from "../columns.js";
import type { Column } from "../result.js";

/** Whether a dataset may hold what people wrote, and so names or remarks about people. */
export type PrivacyClass = "none" | "free_text";

/** A dataset, declared once: page, API, export and documentation are loops over these. */
export interface DatasetDeclaration<Id extends string = string> {
  /** Also the name of its query in `queries/datasets`. */
  readonly id: Id;
  readonly title: string;
  /** What it is for and what to know of it. */
  readonly summary: string;
  /** What one row is. */
  readonly grain: string;
  readonly columns: readonly Column[];
  readonly privacy: PrivacyClass;
}

const ASSET = [
  "site",
  "source",
  "asset_id",
  "asset_tag",
  "asset_name",
  "area",
  "equipment_class",
] as const satisfies readonly ColumnName[];

/** Every dataset, in order of id. */
export const datasets = Object.freeze([
  Object.freeze({
    id: "downtime",
    title: text("metrics.dataset.downtime.title"),
    summary: text("metrics.dataset.downtime.summary"),
    grain: text("metrics.dataset.downtime.grain"),
    privacy: "none",
    columns: metricColumns(
      "downtime_id",
      ...ASSET,
      "source_key",
      "started_at",
      "ended_at",
      "announced_end_at",
      "started_on",
      "duration_s",
      "is_open",
      "time_class",
      "reason_raw",
      "mode",
      "work_order_number",
      "failure_id",
      "is_propagated",
      "record_url",
      "run_no",
      "line",
    ),
  } as const),
  Object.freeze({
    id: "failures",
    title: text("metrics.dataset.failures.title"),
    summary: text("metrics.dataset.failures.summary"),
    grain: text("metrics.dataset.failures.grain"),
    privacy: "free_text",
    columns: metricColumns(
      "failure_id",
      ...ASSET,
      "basis",
      "started_on",
      "started_at",
      "restored_at",
      "is_open",
      "down_s",
      "mode",
      "mechanism",
      "cause",
      "title",
      "text_key",
      "recurrence_key",
      "record_id",
      "record_count",
      "previous_failure_id",
      "previous_ended_at",
      "previous_same_at",
      "cost",
      "currency",
      "is_clipped",
    ),
  } as const),
  Object.freeze({
    id: "work_orders",
    title: text("metrics.dataset.work_orders.title"),
    summary: text("metrics.dataset.work_orders.summary"),
    grain: text("metrics.dataset.work_orders.grain"),
    privacy: "free_text",
    columns: metricColumns(
      "work_order_id",
      ...ASSET,
      "source_key",
      "number",
      "title",
      "description",
      "text_key",
      "work_class",
      "work_class_raw",
      "is_failure",
      "status_raw",
      "status_class",
      "priority_raw",
      "reported_at",
      "reported_on",
      "started_at",
      "ended_at",
      "done_at",
      "closed_at",
      "due_on",
      "mode",
      "mechanism",
      "cause",
      "labor_s",
      "estimated_s",
      "cost",
      "currency",
      "is_duplicate",
      "parent_number",
      "record_url",
      "run_no",
      "line",
    ),
  } as const),
] satisfies readonly DatasetDeclaration[]);

/** The id of a dataset. */
export type DatasetId = (typeof datasets)[number]["id"];
