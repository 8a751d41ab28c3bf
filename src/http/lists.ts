import type { Cell, Row } from "../metrics/index.js";
import type { PageRequest } from "./page.js";

/** The rows of a named list of the snapshot, as the reader may see them; kept while it serves. */
export async function readList(
  request: PageRequest,
  name: string,
  parameters: Readonly<Record<string, Cell>>,
): Promise<readonly Row[]> {
  const { snapshot, principal, results } = request;
  const { snapshot_id } = snapshot.info;
  return results.get({ kind: "lists", name, parameters, snapshot_id, principal }, async () => {
    const { rows } = await snapshot.query("lists", name, parameters, principal);
    return rows;
  });
}
