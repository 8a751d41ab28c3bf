import type { FeedConfig } from "../config/index.js";
import type { Database, Db } from "../duckdb/index.js";

/** What a file looks like before its records are read. */
export interface SourceShape {
  /** Column names in file order, trimmed. */
  readonly columns: readonly string[];
  /** Worksheet names; empty for a text file. */
  readonly sheets: readonly string[];
}

/** Which file is to be read, and how it is declared. */
export interface SourceFile {
  readonly path: string;
  readonly feed: FeedConfig;
}

/**
 * Where a connector puts what it reads. It makes, in this database,
 * - `source_text (fields varchar[])`: the header and then every record that can be read, in order;
 * - `source_place (position, line)`: row for row where each of them stands, when that is not plain;
 * - rows of `source_reject`: the records that cannot be read;
 * and calls `load` once `source_text` stands.
 */
export interface ReadContext {
  readonly database: Database;
  readonly db: Db;
  /** A folder for files of the connector's own; removed after the run. */
  readonly folder: string;
  /** Copies `source_text` to `source_row` and returns how many rows it has, the header included. */
  readonly load: () => Promise<number>;
}

/** What was read. */
export interface SourceRead {
  readonly columns: readonly string[];
  readonly file_sha256: string;
  readonly file_bytes: number;
  /** True when record n stands in line n + 1, so that there is no `source_place`. */
  readonly is_plain: boolean;
  /** The worksheet that was read; null for a text file. */
  readonly sheet: string | null;
  /** Records that could not be read, now in `source_reject`. */
  readonly rejected: number;
}

/** One kind of source: how its files are looked at and read. */
export interface Connector {
  readonly id: FeedConfig["connector"];
  readonly title: string;
  /** The columns of a file; throws what `read` would throw about its beginning. */
  readonly inspect: (file: SourceFile, folder: string) => Promise<SourceShape>;
  /** Reads every record of a file into the context's tables. */
  readonly read: (file: SourceFile, context: ReadContext) => Promise<SourceRead>;
}

/** A connector, frozen. */
export function defineConnector(connector: Connector): Connector {
  return Object.freeze(connector);
}
