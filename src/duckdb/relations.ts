import type { Db } from "./connection.js";
import type { Query } from "./export-files.js";
import { identifier, literal, pathLiteral } from "./literal.js";

/** Longest record that DuckDB is asked to read; longer ones are refused before. */
export const CSV_RECORD_BYTES = 2_097_152;

/** How a UTF-8 delimited text file is to be read: nothing is guessed. */
export interface CsvFile {
  readonly path: string;
  readonly delimiter: string;
  /** Quote character, or the empty text for none; inside a quoted value it is doubled. */
  readonly quote: string;
  readonly columnCount: number;
}

/**
 * A query that gives every record of the file, the header too, as `fields varchar[]`: null for
 * nothing between two delimiters, the empty text for a quoted empty value.
 */
export function csvQuery(file: CsvFile): string {
  const columns = Array.from({ length: file.columnCount }, (_, i) => `c${i}: 'varchar'`);
  const options = [
    "auto_detect = false",
    `columns = {${columns.join(", ")}}`,
    `delim = ${literal(file.delimiter)}`,
    `quote = ${literal(file.quote)}`,
    `escape = ${literal(file.quote)}`,
    "header = false",
    "skip = 0",
    "comment = ''",
    "nullstr = ''",
    "allow_quoted_nulls = false",
    "null_padding = false",
    "strict_mode = true",
    "ignore_errors = false",
    "encoding = 'utf-8'",
    "compression = 'none'",
    `max_line_size = ${CSV_RECORD_BYTES}`,
  ];
  const source = `read_csv(${pathLiteral(file.path)}, ${options.join(", ")})`;
  return `select list_value(*columns(*)) as fields from ${source}`;
}

/**
 * A query that gives the rows of a table of lists (`fields varchar[]`) in their order, each filled
 * up with nothing to as many as there are in the header, which takes the place of the first row.
 */
export function headedQuery(table: string, header: readonly string[]): string {
  const list = `[${header.map(literal).join(", ")}]::varchar[]`;
  const filled = `list_resize(fields, ${header.length})`;
  return `select case when rowid = 0 then ${list} else ${filled} end as fields from ${identifier(table)}`;
}

/** Makes or replaces a view of a query without parameters. */
export async function createView(db: Db, name: string, sql: string): Promise<void> {
  await db.run(`create or replace view ${identifier(name)} as ${sql}`);
}

/** Makes or replaces a table from a query's rows, in the query's order. */
export async function createTableAs(db: Db, name: string, query: Query): Promise<void> {
  await db.run(`create or replace table ${identifier(name)} as ${query.sql}`, query.parameters);
}

/** Makes or replaces an empty table with the given columns: `{ position: "bigint" }`. */
export async function createTable(
  db: Db,
  name: string,
  columns: Readonly<Record<string, string>>,
): Promise<void> {
  const list = Object.entries(columns).map(([column, type]) => `${identifier(column)} ${type}`);
  await db.run(`create or replace table ${identifier(name)} (${list.join(", ")})`);
}

/** Makes or replaces `source_place`: record n of a file, counted from 1, is in its place n. */
export async function createPlaces(db: Db, records: number): Promise<void> {
  const sql =
    "select range::integer as position, range::integer as line from range($records::bigint + 1)";
  await createTableAs(db, "source_place", { sql, parameters: { records } });
}

/** How many rows a table or view has. */
export async function countRelation(db: Db, name: string): Promise<number> {
  const [row] = await db.rows(`select count(*) as n from ${identifier(name)}`);
  return Number(row?.["n"]);
}

/** A query that gives the rows of Parquet files, columns matched by name. */
export function parquetQuery(paths: readonly string[]): string {
  return `select * from read_parquet([${paths.map(pathLiteral).join(", ")}])`;
}
