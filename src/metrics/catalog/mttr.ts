import { text } from "../../core/index.js";
import { metricColumns } from "../columns.js";
import { defineMetric } from "../define.js";

/** Mean hours from the start of a failure until the asset was restored. */
export const mttr = defineMetric({
  id: "mttr",
  title: text("metrics.mttr.title"),
  name: text("metrics.mttr.name"),
  summary: text("metrics.mttr.summary"),
  unit: "h",
  better: "lower",
  sources: [
    { work: "ISO/TR 12489", place: "mean time to restoration", verified: true },
    { work: "ISO 22400-2", place: "mean time to restoration", verified: false },
  ],
  formula: {
    numerator: [{ sign: 1, input: "restore_h" }],
    denominator: [{ sign: 1, input: "restored_count" }],
  },
  assumptions: [
    text("metrics.assumption.restoration"),
    text("metrics.assumption.restoration_of_stops"),
    text("metrics.assumption.start_rule"),
    text("metrics.assumption.open_excluded"),
    text("metrics.assumption.cluster_interval"),
  ],
  parameters: ["from", "to", "site", "source", "asset", "by"],
  by: ["total", "month", "week", "asset"],
  columns: metricColumns(
    "group_id",
    "group_label",
    "area",
    "period_from",
    "period_to",
    "is_partial",
    "status",
    "asset_count",
    "failure_count",
    "restored_count",
    "open_excluded",
    "restore_h",
    "value",
    "median_h",
    "interval_lower",
    "interval_upper",
  ),
  moments: ["cluster_count", "sum_yy", "sum_xy", "sum_xx", "event_sum_yy", "undated_count"],
  computed: ["is_partial", "status", "interval_lower", "interval_upper"],
  inputs: ["restore_h", "restored_count", "open_excluded", "failure_count", "median_h"],
  events: "restored_count",
  interval: "mean_duration",
  needs: ["ends"],
  reads: "components",
  details: "failure_durations",
  is_additive: false,
  example: { plant: "two-lifts", parameters: { from: "2026-01-01", to: "2026-02-01" }, value: 10 },
});
