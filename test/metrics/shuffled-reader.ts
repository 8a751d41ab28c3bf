import { readFileSync } from "node:fs";
import { literal, openWriter, type Database } from "../../src/duckdb/index.js";
import type { SnapshotReader } from "../../src/metrics/index.js";
import { MODEL_TABLES } from "./model-tables.js";

/** A snapshot's tables with their rows in another physical order, asked by somebody who sees all. */
export async function openShuffled(
  snapshotFile: string,
): Promise<SnapshotReader & { close(): Promise<void> }> {
  const database: Database = await openWriter(":memory:", { threads: 1 });
  const db = await database.connect();
  await db.run(`attach ${literal(snapshotFile)} as original (read_only)`);
  for (const table of Object.keys(MODEL_TABLES)) {
    // Reversed and interleaved, by a hash of the row.
    await db.run(
      `create table ${table} as select * from original.${table} as t order by hash(t, 7) desc`,
    );
  }
  await db.run("create temp table allowed_site as select site_id from dim_site");
  return {
    info: { snapshot_id: "shuffled", built_at: "" },
    query: async (kind, name, parameters) => {
      const url = new URL(`../../queries/${kind}/${name}.sql`, import.meta.url);
      return { rows: await db.rows(readFileSync(url, "utf8"), parameters) };
    },
    close: () => database.close(),
  };
}
