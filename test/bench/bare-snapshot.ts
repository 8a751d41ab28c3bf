import { join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import type { Cell } from "../../src/duckdb/index.js";

/** One statement with its parameters. */
export interface BareQuery {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, Cell>>;
}

/** A snapshot file opened by DuckDB alone. */
export interface BareSnapshot {
  /** Runs the statements and reads every row. */
  ask(queries: readonly BareQuery[]): Promise<void>;
  close(): Promise<void>;
}

/** Opens a snapshot with as many threads and as much memory as the product gives it. */
export async function openBare(data: string, snapshot_id: string): Promise<BareSnapshot> {
  const path = join(data, "snapshots", `${snapshot_id}.duckdb`);
  const options = { access_mode: "READ_ONLY", threads: "2", memory_limit: "1024MiB" };
  const instance = await DuckDBInstance.create(path, options);
  const connection: DuckDBConnection = await instance.connect();
  await connection.run("set global TimeZone = 'UTC'");
  await connection.run("create temp table allowed_site as select site_id from dim_site");
  return {
    ask: async (queries) => {
      for (const { sql, parameters } of queries) {
        (await connection.runAndReadAll(sql, { ...parameters })).getRows();
      }
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
      return Promise.resolve();
    },
  };
}
