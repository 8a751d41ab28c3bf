import type {
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBPreparedStatement,
  DuckDBResult,
} from "@duckdb/node-api";
import { isAppError, limits } from "../core/index.js";
import { toCell, type ColumnInfo, type Row } from "./cell.js";
import { fail, reasonOf } from "./errors.js";
import { bindParameters, parametersOf, type ParameterInfo, type Parameters } from "./parameters.js";
import { withTimeLimit } from "./time-limit.js";

/** Bounds of one statement; null means no limit. */
export interface Bounds {
  readonly timeoutMs: number | null;
  readonly maxRows: number;
}

/** The bounds of an interactive query. */
export const QUERY_BOUNDS: Bounds = Object.freeze({
  timeoutMs: limits.query_timeout_ms,
  maxRows: limits.query_rows,
});

/** A result with its columns, in the query's order. */
export interface Table {
  readonly columns: readonly ColumnInfo[];
  readonly rows: readonly Row[];
}

/** What DuckDB knows of a statement without running it. */
export interface StatementInfo {
  readonly parameters: readonly ParameterInfo[];
  readonly columns: readonly ColumnInfo[];
}

/**
 * One connection. Statements given to it run one after another; use several connections to run
 * several at once, and always one for reading a stream and another for appending.
 */
export class Db {
  /** The driver's connection; only for this area. */
  readonly raw: DuckDBConnection;
  readonly bounds: Bounds;
  private tail: Promise<unknown> = Promise.resolve();
  private hasClosed = false;

  constructor(raw: DuckDBConnection, bounds: Bounds) {
    this.raw = raw;
    this.bounds = bounds;
  }

  /** True until it is closed. */
  get isOpen(): boolean {
    return !this.hasClosed;
  }

  /** Runs one statement (or several, without parameters) and returns the number of changed rows. */
  async run(sql: string, parameters?: Parameters, bounds?: Partial<Bounds>): Promise<number> {
    return this.exclusive(async () => {
      if (parameters === undefined) {
        return this.limited(bounds, async () => (await this.raw.run(sql)).rowsChanged);
      }
      return this.prepared(sql, async (statement) => {
        bindParameters(statement, parameters);
        return this.limited(bounds, async () => (await statement.run()).rowsChanged);
      });
    });
  }

  /** The rows of a query. */
  async rows(sql: string, parameters?: Parameters, bounds?: Partial<Bounds>): Promise<Row[]> {
    return [...(await this.table(sql, parameters, bounds)).rows];
  }

  /** The rows of a query and its columns, which are known also when there is no row. */
  async table(sql: string, parameters: Parameters = {}, bounds?: Partial<Bounds>): Promise<Table> {
    return this.exclusive(() =>
      this.prepared(sql, async (statement) => {
        bindParameters(statement, parameters);
        const maxRows = bounds?.maxRows ?? this.bounds.maxRows;
        return this.limited(bounds, async () => {
          // Never `stream()` here: an error or interrupt ends a streamed result like its last row.
          const result = await statement.run();
          if (result.rowCount > maxRows) {
            throw fail("query.too_many_rows", { rows: result.rowCount, limit: maxRows });
          }
          const columns = columnsOf(result);
          return { columns, rows: rowsOf(await result.fetchAllChunks(), columns) };
        });
      }),
    );
  }

  /** Names and types of parameters and columns. The types are exact when every `$name` is cast. */
  async prepareInfo(sql: string): Promise<StatementInfo> {
    return this.exclusive(() =>
      this.prepared(sql, (statement) =>
        Promise.resolve({
          parameters: parametersOf(statement),
          columns: Array.from({ length: statement.columnCount }, (_, i) => ({
            name: statement.columnName(i),
            type: statement.columnType(i).toString().toLowerCase(),
          })),
        }),
      ),
    );
  }

  /** Closes the connection after the statements already given to it; closing twice is allowed. */
  async close(): Promise<void> {
    if (this.hasClosed) return;
    this.hasClosed = true;
    await this.tail.catch(() => undefined);
    this.raw.closeSync();
  }

  /** Runs work that needs the connection for itself, after all earlier work; only for this area. */
  async exclusive<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.tail.then(work, work);
    this.tail = turn.catch(() => undefined);
    try {
      return await turn;
    } catch (error) {
      if (isAppError(error)) throw error;
      throw fail("duckdb.statement", { reason: reasonOf(error) }, { cause: error });
    }
  }

  private limited<T>(bounds: Partial<Bounds> | undefined, work: () => Promise<T>): Promise<T> {
    const limitMs = bounds?.timeoutMs === undefined ? this.bounds.timeoutMs : bounds.timeoutMs;
    return withTimeLimit(this.raw, limitMs, work);
  }

  private async prepared<T>(
    sql: string,
    work: (statement: DuckDBPreparedStatement) => Promise<T>,
  ): Promise<T> {
    const statement = await this.raw.prepare(sql);
    try {
      return await work(statement);
    } finally {
      statement.destroySync();
    }
  }
}

/** Names and lower-case types of a result's columns. */
export function columnsOf(result: DuckDBResult): ColumnInfo[] {
  return result.columnNames().map((name, i) => ({
    name,
    type: result.columnType(i).toString().toLowerCase(),
  }));
}

function rowsOf(chunks: readonly DuckDBDataChunk[], columns: readonly ColumnInfo[]): Row[] {
  const rows: Row[] = [];
  for (const chunk of chunks) {
    const values = columns.map((_, i) => chunk.getColumnValues(i));
    for (let r = 0; r < chunk.rowCount; r += 1) {
      const row: Record<string, ReturnType<typeof toCell>> = {};
      columns.forEach((column, i) => {
        row[column.name] = toCell(values[i]?.[r] ?? null, column);
      });
      rows.push(row);
    }
  }
  return rows;
}
