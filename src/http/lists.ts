import { scopeKey } from "../core/index.js";
import type { Cell, Row } from "../metrics/index.js";
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
