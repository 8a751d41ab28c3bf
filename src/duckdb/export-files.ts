import { rm, rename } from "node:fs/promises";
import { isAppError } from "../core/index.js";
import type { ColumnInfo } from "./cell.js";
import type { Db } from "./connection.js";
import { fail, reasonOf } from "./errors.js";
import { identifier, literal } from "./literal.js";
import type { Parameters } from "./parameters.js";

/** A query and its parameters. */
export interface Query {
  readonly sql: string;
  readonly parameters?: Parameters;
}

/** Longest time one export may take. */
export const EXPORT_TIMEOUT_MS = 600_000;

/**
 * Writes a file under a temporary name beside its own and renames it when it is whole; what was
 * there before stays until then.
 */
export async function writeWhole<T>(path: string, write: (path: string) => Promise<T>): Promise<T> {
  const partial = `${path}.partial`;
  try {
    const result = await write(partial);
    await rename(partial, path);
    return result;
  } catch (error) {
    await rm(partial, { force: true });
    if (isAppError(error) && error.code !== "duckdb.statement") throw error;
    throw fail("duckdb.write", { path, reason: reasonOf(error) }, { cause: error });
  }
}

/** A query around another that gives each column by an expression of its own, in the same order. */
export function recast(
  sql: string,
  columns: readonly ColumnInfo[],
  expression: (name: string, type: string) => string,
): string {
  const items = columns.map(
    ({ name, type }) => `${expression(identifier(name), type)} as ${identifier(name)}`,
  );
  return `select ${items.join(", ")} from (\n${sql}\n)`;
}

async function copyTo(
  db: Db,
  query: Query,
  target: { path: string; options: string },
): Promise<number> {
  return writeWhole(target.path, (partial) =>
    db.run(`copy (${query.sql}\n) to ${literal(partial)} (${target.options})`, query.parameters, {
      timeoutMs: EXPORT_TIMEOUT_MS,
    }),
  );
}

function csvExpression(name: string, type: string): string {
  if (!type.startsWith("timestamp")) return name;
  return (
    `case when ${name} = date_trunc('second', ${name}) ` +
    `then strftime(${name}, '%Y-%m-%dT%H:%M:%SZ') ` +
    `else strftime(${name}, '%Y-%m-%dT%H:%M:%S.%fZ') end`
  );
}

/**
 * Writes a query's rows as CSV (RFC 4180, UTF-8, header; instants in ISO 8601 UTC; null is empty,
 * an empty text is `""`) and returns how many.
 */
export async function writeCsv(db: Db, query: Query, path: string): Promise<number> {
  const { columns } = await db.prepareInfo(query.sql);
  const sql = recast(query.sql, columns, csvExpression);
  const options = "format csv, header true, new_line '\r\n'";
  return copyTo(db, { ...query, sql }, { path, options });
}

/** Writes a query's rows as Parquet (zstd; instants adjusted to UTC) and returns how many. */
export async function writeParquet(db: Db, query: Query, path: string): Promise<number> {
  const { columns } = await db.prepareInfo(query.sql);
  const sql = recast(query.sql, columns, (name, type) =>
    type === "timestamp" ? `${name}::timestamptz` : name,
  );
  // Level 1 took two thirds of level 3's time for files of the same size.
  const options = "format parquet, compression zstd, compression_level 1";
  return copyTo(db, { ...query, sql }, { path, options });
}
