import type { Clock, Principal } from "../core/index.js";
import type { Cell, Row } from "./result.js";

/** The folders of named queries that a snapshot answers. */
export type QueryKind = "metrics" | "details" | "datasets" | "lists";

/** What is known of a snapshot as a whole. */
export interface SnapshotFacts {
  readonly snapshot_id: string;
  readonly built_at: string;
  readonly data_to: string | null;
}

/** What metrics need of a snapshot: named queries, answered for a principal. */
export interface SnapshotReader {
  readonly info: SnapshotFacts;
  query(
    kind: QueryKind,
    name: string,
    parameters: Readonly<Record<string, Cell>>,
    principal: Principal,
  ): Promise<{ readonly rows: readonly Row[] }>;
}

/** On what and on whose behalf something is computed. */
export interface MetricContext {
  readonly snapshot: SnapshotReader;
  readonly principal: Principal;
  readonly clock: Clock;
  /** Days within which a repeat counts when the caller does not say; 90 when the installation does not. */
  readonly recurrence_days?: number;
  /** True when the data are older than promised. */
  readonly is_stale?: boolean;
}
