import { scopeKey, type Clock, type Log, type Principal } from "../core/index.js";
import type { ResultCache } from "./cache.js";
import type { Cell, Row } from "./result.js";

/** The folders of named queries that a snapshot answers. */
export type QueryKind = "metrics" | "details" | "datasets" | "lists";

/** What is known of a snapshot as a whole. */
export interface SnapshotFacts {
  readonly snapshot_id: string;
  readonly built_at: string;
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
  /** Where answers are kept; nothing is kept without it. */
  readonly cache?: ResultCache;
  /** Days within which a repeat counts when the caller does not say; 90 when this does not either. */
  readonly recurrence_days?: number;
  /** Where a figure that could not be computed is told with its cause; nowhere without it. */
  readonly log?: Log;
  /** True when the data are older than promised. */
  readonly is_stale?: boolean;
}

/** The rows of a named query, kept for the same snapshot, query, parameters and reach of the reader. */
export async function cachedRows(
  ctx: MetricContext,
  query: { readonly kind: QueryKind; readonly name: string },
  parameters: Readonly<Record<string, Cell>>,
): Promise<readonly Row[]> {
  const ask = async (): Promise<readonly Row[]> => {
    const { kind, name } = query;
    return (await ctx.snapshot.query(kind, name, parameters, ctx.principal)).rows;
  };
  if (ctx.cache === undefined) return ask();
  const key = JSON.stringify([
    ctx.snapshot.info.snapshot_id,
    scopeKey(ctx.principal),
    query.kind,
    query.name,
    Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
  return ctx.cache.get(key, ask, (rows) => rows.length);
}
