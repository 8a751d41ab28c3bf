import { text } from "../../core/index.js";
import { metricColumns } from "../columns.js";
import { defineMetric } from "../define.js";

/** How many effective failures began. */
export const failureCount = defineMetric({
  id: "failure_count",
  title: text("metrics.failure_count.title"),
  name: text("metrics.failure_count.name"),
  summary: text("metrics.failure_count.summary"),
  unit: "",
  better: "lower",
  sources: [
    {
      work: "SAP PM, MTTR/MTBR evaluation (effective breakdowns)",
      place: "help.sap.com, saphelp_470",
      verified: true,
    },
  ],
  formula: { numerator: [{ sign: 1, input: "failure_count" }], denominator: [] },
  assumptions: [
    text("metrics.assumption.effective_failure"),
    text("metrics.assumption.start_rule"),
  ],
  parameters: ["from", "to", "site", "source", "asset", "by"],
  by: ["total", "month", "week", "day", "asset"],
  columns: metricColumns(
    "group_id",
    "group_label",
    "area",
    "period_from",
    "period_to",
    "is_partial",
    "status",
    "asset_count",
    "exposure_h",
    "failure_count",
    "value",
    "interval_lower",
    "interval_upper",
  ),
  moments: ["sum_yy", "sum_xy", "sum_xx", "sum_yy_per_e", "sum_per_e"],
  computed: ["is_partial", "status", "interval_lower", "interval_upper"],
  inputs: ["failure_count", "exposure_h", "asset_count"],
  events: "failure_count",
  interval: "count",
  needs: [],
  reads: "components",
  details: "failure_records",
  is_additive: true,
  example: { plant: "two-lifts", parameters: { from: "2026-01-01", to: "2026-02-01" }, value: 3 },
});
