import { text } from "../../core/index.js";
import { metricColumns } from "../columns.js";
import { defineMetric } from "../define.js";

/** The share of failures that repeat an earlier one of the same asset and mode or text. */
export const recurringFailures = defineMetric({
  id: "recurring_failures",
  title: text("metrics.recurring_failures.title"),
  name: text("metrics.recurring_failures.name"),
  summary: text("metrics.recurring_failures.summary"),
  unit: "ratio",
  better: "lower",
  sources: [
    {
      work: "OxMaint, repeat failure elimination (rule form)",
      place: "oxmaint.com",
      verified: true,
    },
    { work: "SMRP Best Practice metrics (rework, a cousin)", place: "4.1", verified: true },
  ],
  formula: {
    numerator: [{ sign: 1, input: "repeat_count" }],
    denominator: [{ sign: 1, input: "known_count" }],
  },
  assumptions: [
    text("metrics.assumption.recurrence_key"),
    text("metrics.assumption.recurrence_gap"),
    text("metrics.assumption.recurrence_history"),
    text("metrics.assumption.proportion_interval"),
  ],
  parameters: ["from", "to", "site", "source", "asset", "by", "within_days"],
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
    "repeat_count",
    "first_count",
    "known_count",
    "unknown_count",
    "no_key_count",
    "value",
    "interval_lower",
    "interval_upper",
  ),
  moments: ["cluster_count", "sum_yy", "sum_xy", "sum_xx"],
  computed: ["is_partial", "status", "interval_lower", "interval_upper"],
  inputs: [
    "repeat_count",
    "known_count",
    "first_count",
    "unknown_count",
    "no_key_count",
    "failure_count",
  ],
  events: "known_count",
  interval: "proportion",
  needs: [],
  reads: "events",
  details: "failure_repeats",
  is_additive: false,
  example: {
    plant: "two-lifts",
    parameters: { from: "2026-01-01", to: "2026-02-01", within_days: "30" },
    value: 1 / 3,
  },
});
