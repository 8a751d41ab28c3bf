import { nearest } from "../core/index.js";
import { metrics, type MetricId } from "./catalog/index.js";
import type { MetricDeclaration } from "./define.js";
import { fail } from "./errors.js";

const byId: ReadonlyMap<string, MetricDeclaration<MetricId>> = new Map(
  metrics.map((metric) => [metric.id, metric]),
);

/** True for the id of a metric. */
export function isMetricId(id: string): id is MetricId {
  return byId.has(id);
}

/** The metric with that id; throws `metrics.unknown` with the nearest one. */
export function metricById(id: string): MetricDeclaration<MetricId> {
  const metric = byId.get(id);
  if (metric !== undefined) return metric;
  const known = [...byId.keys()];
  const meant = nearest(id, known);
  const hint = meant === undefined ? {} : { hint: `did you mean ${meant}?` };
  throw fail("metrics.unknown", { id, known: known.join(", ") }, hint);
}
