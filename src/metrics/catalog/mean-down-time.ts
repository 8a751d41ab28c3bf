import { text } from "../../core/index.js";
import { metricColumns } from "../columns.js";
import { defineMetric } from "../define.js";

/** Mean hours from the start of a failure to its end, over the failures that have ended. */
export const meanDownTime = defineMetric({
  id: "mean_down_time",
  title: text("metrics.mean_down_time.title"),
  name: text("metrics.mean_down_time.name"),
  summary: text("metrics.mean_down_time.summary"),
  unit: "h",
  better: "lower",
  sources: [{ work: "SMRP Best Practice metrics", place: "3.5.4", verified: false }],
  formula: {
    numerator: [{ sign: 1, input: "closed_down_h" }],
    denominator: [{ sign: 1, input: "closed_count" }],
  },
  assumptions: [
    text("metrics.assumption.effective_failure"),
    text("metrics.assumption.whole_duration"),
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
    "closed_count",
    "open_excluded",
    "closed_down_h",
    "value",
    "median_h",
    "interval_lower",
    "interval_upper",
  ),
  moments: ["cluster_count", "sum_yy", "sum_xy", "sum_xx", "event_sum_yy", "undated_count"],
  computed: ["is_partial", "status", "interval_lower", "interval_upper"],
  inputs: ["closed_down_h", "closed_count", "open_excluded", "failure_count", "median_h"],
  events: "closed_count",
  interval: "mean_duration",
  needs: ["ends"],
  reads: "components",
  details: "failure_durations",
  is_additive: false,
  example: { plant: "two-lifts", parameters: { from: "2026-01-01", to: "2026-02-01" }, value: 10 },
});
