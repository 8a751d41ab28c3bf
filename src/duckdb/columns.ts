import {
  DuckDBDataChunk,
  DuckDBListValue,
  type DuckDBAppender,
  type DuckDBType,
  type DuckDBValue,
} from "@duckdb/node-api";
import { assert } from "../core/index.js";
import { columnsOf, type Db } from "./connection.js";
import { fail } from "./errors.js";
import { bindParameters, type Parameters } from "./parameters.js";

const CHUNK_ROWS = 2048;

/** A value in a column as the driver gives it: a BIGINT is a bigint, an INTEGER a number. */
export type ColumnValue = DuckDBValue;

/** A list as a value of a `varchar[]` column. */
export function listValue(items: readonly (string | null)[]): ColumnValue {
  return new DuckDBListValue([...items]);
}

/** One piece of a result by column, in the query's order. */
export interface ColumnChunk {
  readonly rowCount: number;
  /** Values of the column with that position. */
  readonly values: (column: number) => readonly ColumnValue[];
}

/**
 * Hands a result to a function piece by piece, in order, in flat memory; returns the row count.
 * The query is counted first in the same transaction, because a streamed result that fails ends
 * like one that is exhausted: fewer rows than counted is `duckdb.incomplete_read`.
 * Inside the function use another connection, never this one.
 */
export async function readColumns(
  db: Db,
  query: { readonly sql: string; readonly parameters?: Parameters },
  onChunk: (chunk: ColumnChunk) => void | Promise<void>,
): Promise<number> {
  return db.exclusive(async () => {
    await db.raw.run("begin transaction");
    try {
      const expected = await countRows(db, query);
      const received = await streamRows(db, query, onChunk);
      if (received !== expected) throw fail("duckdb.incomplete_read", { expected, received });
      return received;
    } finally {
      await db.raw.run("rollback");
    }
  });
}

async function countRows(
  db: Db,
  query: { readonly sql: string; readonly parameters?: Parameters },
): Promise<number> {
  const statement = await db.raw.prepare(`select count(*) as n from (\n${query.sql}\n)`);
  try {
    bindParameters(statement, query.parameters ?? {});
    const [row] = await (await statement.run()).getRows();
    return Number(row?.[0]);
  } finally {
    statement.destroySync();
  }
}

async function streamRows(
  db: Db,
  query: { readonly sql: string; readonly parameters?: Parameters },
  onChunk: (chunk: ColumnChunk) => void | Promise<void>,
): Promise<number> {
  const statement = await db.raw.prepare(query.sql);
  try {
    bindParameters(statement, query.parameters ?? {});
    const result = await statement.stream();
    assert(columnsOf(result).length > 0, "a column read needs columns");
    let received = 0;
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return received;
      received += chunk.rowCount;
      await onChunk({
        rowCount: chunk.rowCount,
        values: (column) => chunk.getColumnValues(column),
      });
    }
  } finally {
    statement.destroySync();
  }
}

/**
 * Appends rows by column, in full chunks, to one table. Use a connection of its own: a flush
 * silently ends a streamed result that is open on the same connection.
 */
export class ColumnAppender {
  private readonly table: string;
  private readonly appender: DuckDBAppender;
  private readonly types: readonly DuckDBType[];
  private appended = 0;

  private constructor(table: string, appender: DuckDBAppender) {
    this.table = table;
    this.appender = appender;
    this.types = Array.from({ length: appender.columnCount }, (_, i) => appender.columnType(i));
  }

  /** An appender to an existing table; close it to have everything written. */
  static async open(db: Db, table: string): Promise<ColumnAppender> {
    return new ColumnAppender(table, await db.raw.createAppender(table));
  }

  /** Appends rows given as one array a column, in the table's order, all of one length. */
  append(columns: readonly (readonly ColumnValue[])[]): void {
    const rowCount = columns[0]?.length ?? 0;
    assert(
      columns.length === this.types.length && columns.every((c) => c.length === rowCount),
      `${this.table}: expected ${this.types.length} columns of one length`,
    );
    for (let start = 0; start < rowCount; start += CHUNK_ROWS) {
      const end = Math.min(start + CHUNK_ROWS, rowCount);
      const chunk = DuckDBDataChunk.create(this.types, end - start);
      chunk.setColumns(columns.map((column) => column.slice(start, end)));
      this.appender.appendDataChunk(chunk);
    }
    this.appended += rowCount;
  }

  /** Writes what is left and returns how many rows were appended in all. */
  close(): number {
    this.appender.closeSync();
    return this.appended;
  }
}

/** Appends rows given by column to a table and returns how many. */
export async function appendColumns(
  db: Db,
  table: string,
  columns: readonly (readonly ColumnValue[])[],
): Promise<number> {
  const appender = await ColumnAppender.open(db, table);
  appender.append(columns);
  return appender.close();
}
