import { text } from "../../core/index.js";
import { metricColumns } from "../columns.js";
import { defineMetric } from "../define.js";

/** Failures, hours or cost by place, asset, mode, cause or text, largest first. */
export const failurePareto = defineMetric({
  id: "failure_pareto",
  title: text("metrics.failure_pareto.title"),
  name: text("metrics.failure_pareto.name"),
  summary: text("metrics.failure_pareto.summary"),
  unit: { count: "", hours: "h", cost: "{currency}" },
  better: "lower",
  sources: [
    { work: "J. M. Juran, Quality Control Handbook (Pareto ranking)", place: "", verified: false },
  ],
  formula: { numerator: [{ sign: 1, input: "value" }], denominator: [] },
  assumptions: [
    text("metrics.assumption.effective_failure"),
    text("metrics.assumption.pareto_hours"),
    text("metrics.assumption.pareto_order"),
  ],
  parameters: ["from", "to", "site", "source", "asset", "dimension", "measure"],
  by: [],
  columns: metricColumns(
    "group_id",
    "group_label",
    "asset_count",
    "failure_count",
    "downtime_h",
    "cost",
    "costed_count",
    "value",
    "share",
    "cumulative_share",
  ),
  moments: [
    "category_count",
    "list_count",
    "total_value",
    "total_failures",
    "total_down_h",
    "total_cost",
    "began_count",
    "undated_count",
  ],
  computed: ["share", "cumulative_share"],
  inputs: ["value", "failure_count", "downtime_h", "cost", "category_count"],
  events: "failure_count",
  minimum: 1,
  interval: "none",
  needs: [],
  reads: "events",
  details: "failure_records",
  is_additive: true,
  example: {
    plant: "two-lifts",
    parameters: { from: "2026-01-01", to: "2026-02-01", measure: "hours", dimension: "asset" },
    value: 38,
  },
});
