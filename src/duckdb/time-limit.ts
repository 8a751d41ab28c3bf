import type { DuckDBConnection } from "@duckdb/node-api";
import { fail } from "./errors.js";

/** How often an overdue statement is interrupted again: one that still waits for a thread forgets. */
const REPEAT_MS = 50;

/**
 * The work's result, or `query.timeout` when it takes longer than the limit; the statement is
 * interrupted and the connection stays usable. A null limit means none.
 */
export async function withTimeLimit<T>(
  connection: DuckDBConnection,
  limitMs: number | null,
  work: () => Promise<T>,
): Promise<T> {
  if (limitMs === null) return work();
  const state = { isOverdue: false };
  let repeat: NodeJS.Timeout | undefined;
  const timer = setTimeout(() => {
    state.isOverdue = true;
    connection.interrupt();
    repeat = setInterval(() => connection.interrupt(), REPEAT_MS);
  }, limitMs);
  try {
    return await work();
  } catch (error) {
    if (state.isOverdue) throw fail("query.timeout", { limit_ms: limitMs }, { cause: error });
    throw error;
  } finally {
    clearTimeout(timer);
    clearInterval(repeat);
  }
}
