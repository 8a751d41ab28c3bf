import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FeedConfig } from "../../src/config/types.js";
import {
  countRelation,
  createTableAs,
  openWriter,
  type Database,
  type Db,
  type Row,
} from "../../src/duckdb/index.js";
import { connectors, type SourceRead } from "../../src/sources/index.js";

/** A feed for tests: no mapped columns, key by content, comma, double quote, UTF-8. */
export function testFeed(changes: Partial<FeedConfig> = {}): FeedConfig {
  return {
    id: "orders",
    entity: "work_order",
    connector: "csv",
    files: [],
    dialect: { delimiter: ",", quote: '"', encoding: "utf-8" },
    sheet: null,
    key: "content",
    snapshot: "append",
    fields: {},
    exclude: [],
    ...changes,
  };
}

/** Everything that a connector made of a file: its answer, good records and rejects, in order. */
export interface ReadFile {
  readonly read: SourceRead;
  readonly rows: readonly { position: number; line: number; fields: readonly (string | null)[] }[];
  readonly rejects: readonly Row[];
}

/** A database to read files into, one after another. */
export class TestReader {
  private readonly database: Database;
  private readonly db: Db;
  private readonly folder: string;

  private constructor(database: Database, db: Db) {
    this.database = database;
    this.db = db;
    this.folder = mkdtempSync(join(tmpdir(), "meantime-read-"));
  }

  static async open(): Promise<TestReader> {
    const database = await openWriter(":memory:", { threads: 2 });
    return new TestReader(database, await database.connect());
  }

  async close(): Promise<void> {
    await this.database.close();
    rmSync(this.folder, { recursive: true });
  }

  /** Reads a file with its connector. */
  async read(path: string, feed: FeedConfig): Promise<ReadFile> {
    const { db, database, folder } = this;
    const load = async (): Promise<number> => {
      await createTableAs(db, "source_row", { sql: "select fields as fields from source_text" });
      return countRelation(db, "source_row");
    };
    // One connector makes a view of this name, the other a table.
    await db.run("drop view if exists source_text").catch(() => db.run("drop table source_text"));
    const connector = connectors[feed.connector];
    const read = await connector.read({ path, feed }, { database, db, folder, load });
    const place = read.is_plain
      ? "select rowid as position, rowid + 1 as line, rowid as row_no from source_row"
      : "select position as position, line as line, rowid as row_no from source_place";
    const rows = await db.rows(
      `select place.position as position, place.line as line,
        to_json(source_row.fields)::varchar as fields
      from source_row join (${place}) as place on place.row_no = source_row.rowid
      where place.position > 0 order by place.position`,
    );
    const rejectSql = `select position as position, line as line, rule as rule,
      message as message, fields[1] as raw from source_reject order by position`;
    return {
      read,
      rows: rows.map((row) => ({
        position: Number(row["position"]),
        line: Number(row["line"]),
        fields: JSON.parse(String(row["fields"])) as (string | null)[],
      })),
      rejects: read.rejected === 0 ? [] : await db.rows(rejectSql),
    };
  }
}
