import { limits, scopeKey } from "../core/index.js";
import type { Cell, Row } from "../metrics/index.js";
import { fail } from "./errors.js";
import type { PageRequest } from "./page.js";

/** The rows of a named list of the snapshot, as the reader may see them; kept while it serves. */
export async function readList(
  request: PageRequest,
  name: string,
  parameters: Readonly<Record<string, Cell>>,
): Promise<readonly Row[]> {
  const { snapshot, principal, results } = request;
  const given = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  const key = ["list", snapshot.info.snapshot_id, scopeKey(principal), name, given];
  return results.get(JSON.stringify(key), async () => {
    const { rows } = await snapshot.query("lists", name, parameters, principal);
    return rows;
  });
}

/** How many rows a list has in all, of which the given ones are a part: it stands on each of them. */
export function totalOf(rows: readonly Row[]): number {
  return Number(rows[0]?.["total_count"] ?? rows.length);
}

/** Every row of a list, for a file: kept nowhere. Throws `http.too_many_rows` rather than cut it. */
export async function readWholeList(
  { snapshot, principal }: PageRequest,
  name: string,
  parameters: Readonly<Record<string, Cell>>,
): Promise<readonly Row[]> {
  const whole = { ...parameters, page_rows: limits.query_rows };
  const { rows } = await snapshot.query("lists", name, whole, principal);
  if (totalOf(rows) > rows.length) throw fail("http.too_many_rows", { limit: limits.query_rows });
  return rows;
}
