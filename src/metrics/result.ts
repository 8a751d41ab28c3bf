import type { TimeRange } from "../core/index.js";

/** The six states of a figure; staleness is a separate field. */
export type ResultStatus = "ok" | "few" | "empty" | "partial" | "failed" | "no_access";

/** Codes of reasons; each has a message `metrics.reason.<code>`. */
export type ReasonCode =
  | "all_open"
  | "calendar_time"
  | "dispersion"
  | "dispersion_few_assets"
  | "duration_unknown"
  | "failed"
  | "failures_not_stops"
  | "feed_unread"
  | "few_assets"
  | "few_events"
  | "few_without_interval"
  | "history_too_short"
  | "no_access"
  | "no_cost_recorded"
  | "no_downtime"
  | "no_ends_recorded"
  | "no_exposure"
  | "no_failures"
  | "no_key_excluded"
  | "no_mode_or_text_recorded"
  | "no_operation"
  | "no_shares"
  | "no_stops_recorded"
  | "open_excluded"
  | "parents_excluded"
  | "partial_after"
  | "partial_before"
  | "repeat_unknown"
  | "rows_cut"
  | "trend_improving"
  | "trend_worsening"
  | "unknown_excluded"
  | "zero_durations";

/** Codes of methods of intervals; each has a message `metrics.method.<code>`. */
export type MethodCode =
  "clopper_pearson" | "cluster" | "events" | "exponential" | "exponential_one_sided" | "poisson";

/** Why a figure is missing or must be read with care. */
export interface Reason {
  readonly code: ReasonCode;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** Types a result column may have; timestamps and dates travel as ISO texts. */
export type ColumnType =
  "varchar" | "integer" | "bigint" | "double" | "boolean" | "date" | "timestamp";

/** One column of a result or dataset. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly title: string;
  /** Unit such as `h` or `USD`; empty for none. */
  readonly unit: string;
}

/** One cell; null means unknown. */
export type Cell = string | number | boolean | null;

/** One row, keyed by column name. */
export type Row = Readonly<Record<string, Cell>>;

/** An interval and how it was made. */
export interface Interval {
  readonly lower: number | null;
  readonly upper: number | null;
  readonly level: number;
  readonly method: MethodCode;
}

/** Ids of tests; each has a message `metrics.test.<id>`. */
export type TestId = "dispersion" | "laplace" | "laplace_robust";

/** A test of an assumption printed beside a figure. */
export interface Test {
  readonly id: TestId;
  readonly statistic: number;
  readonly p_value: number;
  readonly n: number;
}

/** What a figure covers. */
export interface Scope {
  readonly site: string;
  readonly site_name: string;
  readonly zone: string;
  readonly currency: string | null;
  readonly source: string;
  /** Singular and plural of what an asset is called there. */
  readonly asset_noun: readonly [string, string];
  readonly asset: string | null;
  readonly asset_tag: string | null;
  readonly asset_count: number;
  readonly is_generated: boolean;
  readonly attribution: string | null;
  readonly licence: string | null;
}

/** Which data a figure rests on. */
export interface Provenance {
  readonly snapshot_id: string;
  /** Instant the data reach to, ISO 8601 UTC. */
  readonly data_to: string;
  readonly built_at: string;
  readonly is_stale: boolean;
}

/** The answer to one question: a metric over a scope and a period, with everything needed to judge it. */
export interface MetricResult {
  readonly metric: string;
  readonly title: string;
  readonly unit: string;
  readonly better: "higher" | "lower" | "neutral";
  readonly parameters: Readonly<Record<string, string>>;
  readonly range: TimeRange;
  readonly scope: Scope;
  readonly status: ResultStatus;
  readonly reasons: readonly Reason[];
  /** The figure of the whole scope and period; null with a reason when it cannot be said. */
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly tests: readonly Test[];
  /** Events behind the figure. */
  readonly n: number;
  /** The numbers the formula was fed, by column name: `exposure_h`, `downtime_h`, `failure_count`. */
  readonly inputs: Readonly<Record<string, number | null>>;
  readonly columns: readonly Column[];
  /** One row per group (`by`); one row when there is no grouping. */
  readonly rows: readonly Row[];
  readonly provenance: Provenance;
  /** Path of the page that lists the records behind it. */
  readonly evidence_url: string;
}
