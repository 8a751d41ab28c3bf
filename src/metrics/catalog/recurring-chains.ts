import { text } from "../../core/index.js";
import { metricColumns } from "../columns.js";
import { defineMetric } from "../define.js";

/** Chains of failures of one asset and one mode or text, each within the given days of the one before. */
export const recurringChains = defineMetric({
  id: "recurring_chains",
  title: text("metrics.recurring_chains.title"),
  name: text("metrics.recurring_chains.name"),
  summary: text("metrics.recurring_chains.summary"),
  unit: "",
  better: "lower",
  sources: [
    {
      work: "OxMaint, repeat failure elimination (rule form)",
      place: "oxmaint.com",
      verified: true,
    },
  ],
  formula: { numerator: [{ sign: 1, input: "chain_count" }], denominator: [] },
  assumptions: [
    text("metrics.assumption.recurrence_key"),
    text("metrics.assumption.recurrence_gap"),
    text("metrics.assumption.chain"),
  ],
  parameters: ["from", "to", "site", "source", "asset", "within_days"],
  by: [],
  columns: metricColumns(
    "group_id",
    "group_label",
    "asset_id",
    "asset_tag",
    "asset_name",
    "area",
    "recurrence_key",
    "failure_count",
    "repeat_count",
    "first_on",
    "last_on",
    "shortest_gap_d",
    "downtime_h",
    "open_count",
    "cost",
    "value",
  ),
  moments: ["list_count", "total_repeats", "began_count", "no_key_count", "unknown_count"],
  computed: [],
  inputs: ["chain_count", "repeat_count"],
  events: "repeat_count",
  minimum: 0,
  interval: "none",
  needs: [],
  reads: "events",
  details: "failure_chains",
  is_additive: true,
  example: {
    plant: "two-lifts",
    parameters: { from: "2026-01-01", to: "2026-02-01", within_days: "30" },
    value: 1,
  },
});
