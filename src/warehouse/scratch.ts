import type { Db } from "../duckdb/index.js";

/** The in-memory database that holds what a build needs and the snapshot does not keep. */
export const SCRATCH = "scratch";

/** Prefixes of the tables that the snapshot keeps. */
const KEPT = /^(dim|fct|comp|svc|cal)_|^closure$/;

/** True for a table that the snapshot keeps. */
export function isKept(table: string): boolean {
  return KEPT.test(table);
}

/** The table's name with the database it belongs to. */
export function placed(table: string): string {
  return `${isKept(table) ? "snapshot" : SCRATCH}.${table}`;
}

/**
 * Attaches the scratch database to a connection whose file is the new snapshot, so that queries
 * name tables of both by their bare names. In memory, spilled to the temporary folder when large.
 */
export async function attachScratch(db: Db): Promise<void> {
  await db.run(`attach ':memory:' as ${SCRATCH}`);
  await db.run(`set search_path = 'snapshot.main,${SCRATCH}.main'`);
}
