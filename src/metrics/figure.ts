import { numberOrNull } from "./cells.js";
import type { MetricDeclaration } from "./define.js";
import { rowInterval } from "./intervals.js";
import type { Interval, Reason, ResultStatus, Row, Test } from "./result.js";
import type { SiteSource } from "./sites.js";
import { assumptionReasons, assumptionTests } from "./trend.js";

/** One figure judged: its value, how sure it is, and why it is missing or must be read with care. */
export interface Figure {
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly status: ResultStatus;
  readonly reasons: readonly Reason[];
  readonly tests: readonly Test[];
  readonly n: number;
}

/** Columns that say nothing where the source records no stops. */
const STOP_COLUMNS = ["downtime_h", "unplanned_h", "planned_h", "external_h", "stop_count"];
/** Columns that say nothing where the source records no ends. */
const END_COLUMNS = [
  "closed_count",
  "restored_count",
  "open_excluded",
  "closed_down_h",
  "restore_h",
];

/** Why a metric cannot be computed from a source at all, or null. */
export function missingRecord(
  metric: MetricDeclaration,
  site: SiteSource,
  stated: Readonly<Record<string, string>>,
): Reason | null {
  const wantsHours = stated["measure"] === "hours";
  if (metric.needs.includes("stops") && !site.has_stops) return { code: "no_stops_recorded" };
  if (metric.needs.includes("ends") && !site.has_ends) return { code: "no_ends_recorded" };
  if (wantsHours && !site.has_ends) return { code: "no_ends_recorded" };
  return null;
}

/** The row without numbers that its source cannot know: unknown is null, never 0. */
export function withoutUnknown(metric: MetricDeclaration, row: Row, site: SiteSource): Row {
  const unknown = [
    ...(site.has_stops ? [] : STOP_COLUMNS),
    ...(site.has_ends ? [] : END_COLUMNS),
    ...(metric.needs.includes("stops") && !site.has_stops ? ["value", "operating_h"] : []),
  ].filter((name) => name in row);
  // The Pareto's hours come from failures, which may have times without the source recording stops.
  if (unknown.length === 0 || metric.id === "failure_pareto") return row;
  return { ...row, ...Object.fromEntries(unknown.map((name) => [name, null])) };
}

function statusOf(metric: MetricDeclaration, row: Row, events: number): ResultStatus {
  if (metric.minimum > 0 && events === 0) return "empty";
  if (events < metric.minimum) return "few";
  return row["is_partial"] === true ? "partial" : "ok";
}

function emptyReasons(row: Row): Reason[] {
  const failures = numberOrNull(row, "failure_count") ?? 0;
  if (failures === 0) return [{ code: "no_failures" }];
  if ("open_excluded" in row) return [{ code: "all_open", values: { count: failures } }];
  if (numberOrNull(row, "no_key_count") === failures) return [{ code: "no_mode_or_text_recorded" }];
  return [{ code: "history_too_short", values: { count: failures } }];
}

function reasonsOf(metric: MetricDeclaration, row: Row, figure: Omit<Figure, "reasons">): Reason[] {
  const reasons: Reason[] = [];
  if (figure.status === "empty") reasons.push(...emptyReasons(row));
  if (figure.status === "few") reasons.push({ code: "few_events", values: { count: figure.n } });
  const open = numberOrNull(row, "open_excluded");
  if (open !== null && open > 0) reasons.push({ code: "open_excluded", values: { count: open } });
  const unknown = numberOrNull(row, "unknown_count");
  if (figure.status !== "empty" && unknown !== null && unknown > 0) {
    reasons.push({ code: "unknown_excluded", values: { count: unknown } });
  }
  const hasInterval = metric.interval !== "none" && figure.value !== null;
  if (hasInterval && figure.interval === null && figure.status !== "empty") {
    reasons.push({ code: figure.value === 0 || figure.value === 1 ? "no_downtime" : "few_assets" });
  }
  return reasons;
}

/** The figure of one row of a metric's query. */
export function judgeRow(metric: MetricDeclaration, row: Row, site: SiteSource): Figure {
  const events = numberOrNull(row, metric.events) ?? 0;
  const interval = rowInterval(metric.interval, row);
  const value = numberOrNull(row, "value");
  const tests = metric.interval === "rate" ? assumptionTests(row) : [];
  const judged = { value, interval, status: statusOf(metric, row, events), tests, n: events };
  const reasons = reasonsOf(metric, row, judged);
  if (metric.interval === "rate" && !site.has_stops) reasons.push({ code: "calendar_time" });
  return {
    ...judged,
    reasons: [...reasons, ...assumptionReasons(tests, interval?.method ?? null)],
  };
}

/** A figure that cannot be said, for one reason. */
export function noFigure(status: ResultStatus, reason: Reason): Figure {
  return { value: null, interval: null, status, reasons: [reason], tests: [], n: 0 };
}
