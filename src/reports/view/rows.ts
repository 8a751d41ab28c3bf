import type { MetricResult, Row } from "../../metrics/index.js";

/** The number in a column, or null when it is unknown or absent. */
export function numberIn(row: Row | undefined, column: string): number | null {
  const cell = row?.[column];
  return typeof cell === "number" && Number.isFinite(cell) ? cell : null;
}

/** The text in a column, or an empty one. */
export function textIn(row: Row | undefined, column: string): string {
  const cell = row?.[column];
  return typeof cell === "string" ? cell : "";
}

/** The rows of a grouped result by their `group_id`. */
export function rowsById(result: MetricResult | null): ReadonlyMap<string, Row> {
  return new Map((result?.rows ?? []).map((row) => [textIn(row, "group_id"), row]));
}

/** An input of a result's formula, or null when it is unknown. */
export function inputOf(result: MetricResult, name: string): number | null {
  return result.inputs[name] ?? null;
}
