import { text } from "../../core/index.js";
import { metricColumns } from "../columns.js";
import { defineMetric } from "../define.js";

/** The share of the exposure during which assets were not down. */
export const availabilityOperational = defineMetric({
  id: "availability_operational",
  title: text("metrics.availability_operational.title"),
  name: text("metrics.availability_operational.name"),
  summary: text("metrics.availability_operational.summary"),
  unit: "ratio",
  better: "higher",
  sources: [
    { work: "EN 15341:2019", place: "M10", verified: false },
    { work: "SMRP Best Practice metrics", place: "2.2", verified: false },
  ],
  formula: {
    numerator: [
      { sign: 1, input: "exposure_h" },
      { sign: -1, input: "downtime_h" },
    ],
    denominator: [{ sign: 1, input: "exposure_h" }],
  },
  assumptions: [
    text("metrics.assumption.calendar_base"),
    text("metrics.assumption.union"),
    text("metrics.assumption.clipped"),
    text("metrics.assumption.cluster_interval"),
  ],
  parameters: ["from", "to", "site", "source", "asset", "by", "downtime", "base"],
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
    "exposure_h",
    "downtime_h",
    "operating_h",
    "value",
    "interval_lower",
    "interval_upper",
  ),
  moments: ["sum_yy", "sum_xy", "sum_xx"],
  computed: ["is_partial", "status", "interval_lower", "interval_upper"],
  inputs: ["exposure_h", "downtime_h", "operating_h", "asset_count"],
  events: "asset_count",
  minimum: 0,
  interval: "unavailability",
  needs: ["stops"],
  reads: "components",
  details: "stop_records",
  is_additive: false,
  example: {
    plant: "two-lifts",
    parameters: { from: "2026-01-01", to: "2026-02-01" },
    value: 1450 / 1488,
  },
});
