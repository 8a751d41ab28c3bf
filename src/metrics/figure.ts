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

/** Columns that say nothing of down time where failures are not stops. */
const DOWN_TIME_COLUMNS = ["closed_count", "closed_down_h", "median_h", "value"];

/** True where a metric is about the down time of failures, and the source's failures are not stops. */
function lacksFailureStops(metric: MetricDeclaration, site: SiteSource): boolean {
  return metric.needs.includes("failure_stops") && site.failures_from !== "downtime";
}

/** The feeds that a metric rests on, when none of them was ever read. */
function unreadFeed(metric: MetricDeclaration, site: SiteSource): string | null {
  if (site.unread_failures !== null) return site.unread_failures;
  const needsStops = metric.needs.includes("stops") || metric.needs.includes("failure_stops");
  return needsStops ? site.unread_stops : null;
}

/** Why a metric cannot be computed from a source at all, or null. */
export function missingRecord(
  metric: MetricDeclaration,
  site: SiteSource,
  stated: Readonly<Record<string, string>>,
): Reason | null {
  const unread = unreadFeed(metric, site);
  if (unread !== null) return { code: "feed_unread", values: { feed: unread } };
  const wantsHours = stated["measure"] === "hours";
  if (metric.needs.includes("stops") && !site.has_stops) return { code: "no_stops_recorded" };
  if (metric.needs.includes("ends") && !site.has_ends) return { code: "no_ends_recorded" };
  if (lacksFailureStops(metric, site)) {
    return { code: site.has_stops ? "failures_not_stops" : "no_stops_recorded" };
  }
  if (wantsHours && !site.has_ends) return { code: "no_ends_recorded" };
  return null;
}

/** The row without numbers that its source cannot know: unknown is null, never 0. */
export function withoutUnknown(metric: MetricDeclaration, row: Row, site: SiteSource): Row {
  const unknown = [
    ...(site.has_stops ? [] : STOP_COLUMNS),
    ...(site.has_ends ? [] : END_COLUMNS),
    ...(lacksFailureStops(metric, site) ? DOWN_TIME_COLUMNS : []),
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

/** Failures of which none could be told a repeat or not. */
interface UnknownRepeats {
  readonly began: number;
  /** Those whose asset had not been watched long enough. */
  readonly unknown: number;
  /** Those with neither mode nor text. */
  readonly no_key: number;
}

/** Why none of some failures can be told a repeat or not. */
export function unknownRepeats({ began, unknown, no_key }: UnknownRepeats): Reason[] {
  if (no_key === began) return [{ code: "no_mode_or_text_recorded" }];
  const reasons: Reason[] = [{ code: "history_too_short", values: { count: unknown } }];
  if (no_key > 0) reasons.push({ code: "no_key_excluded", values: { count: no_key } });
  return reasons;
}

function emptyReasons(row: Row): Reason[] {
  const failures = numberOrNull(row, "failure_count") ?? 0;
  if (failures === 0) return [{ code: "no_failures" }];
  if ("open_excluded" in row) {
    const isAllOpen = numberOrNull(row, "open_excluded") === failures;
    return isAllOpen ? [{ code: "all_open", values: { count: failures } }] : [];
  }
  const no_key = numberOrNull(row, "no_key_count") ?? 0;
  return unknownRepeats({ began: failures, unknown: failures - no_key, no_key });
}

/** Why a value has no interval, or null where the small number of events says so already. */
function noIntervalReason(metric: MetricDeclaration, row: Row, n: number): Reason | null {
  switch (metric.interval) {
    case "rate":
      return { code: "no_operation" };
    case "mean_duration":
      return n > 1 ? { code: "zero_durations" } : null;
    case "hours":
    case "unavailability":
      return { code: numberOrNull(row, "downtime_h") === 0 ? "no_downtime" : "few_assets" };
    case "count":
    case "proportion":
    case "none":
      return { code: "few_assets" };
  }
}

/** Records that a figure leaves out, by the column that counts them. */
const LEFT_OUT = [
  ["open_excluded", "open_excluded"],
  ["undated_count", "duration_unknown"],
] as const;

function reasonsOf(metric: MetricDeclaration, row: Row, figure: Omit<Figure, "reasons">): Reason[] {
  const reasons: Reason[] = [];
  const isMissing = metric.interval !== "none" && figure.interval === null;
  if (figure.status === "empty") reasons.push(...emptyReasons(row));
  if (figure.status === "few") {
    const code = isMissing ? "few_without_interval" : "few_events";
    reasons.push({ code, values: { count: figure.n } });
  }
  for (const [column, code] of LEFT_OUT) {
    const count = numberOrNull(row, column) ?? 0;
    if (count > 0) reasons.push({ code, values: { count } });
  }
  const unknown = numberOrNull(row, "unknown_count");
  if (figure.status !== "empty" && unknown !== null && unknown > 0) {
    reasons.push({ code: "unknown_excluded", values: { count: unknown } });
  }
  if (isMissing && figure.value !== null && figure.status !== "empty") {
    const reason = noIntervalReason(metric, row, figure.n);
    if (reason !== null) reasons.push(reason);
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
