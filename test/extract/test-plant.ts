import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FeedConfig, SourceConfig } from "../../src/config/types.js";
import { fixedClock, silentLog } from "../../src/core/index.js";
import { openWriter, parquetQuery, type Row } from "../../src/duckdb/index.js";
import {
  extractAll,
  listManifests,
  runFolder,
  type ExtractOptions,
  type RunManifest,
} from "../../src/extract/index.js";
import { testFeed } from "../sources/read-file.js";

/** A version of a row as the landing log holds it. */
export interface LandedRow extends Row {
  readonly run_no: number;
  readonly kind: string;
  readonly key: string;
  readonly fields: string | null;
}

/** A source with the given feeds. */
export function testSource(feeds: readonly FeedConfig[], id = "plant"): SourceConfig {
  return {
    id,
    title: "Plant",
    site: "plant",
    attribution: null,
    licence: null,
    is_generated: true,
    observation: { basis: "records_of_asset" },
    failures_from: "work_order",
    asset_noun: ["asset", "assets"],
    feeds,
  };
}

/** A folder with source files and a data directory, and one feed read from the one into the other. */
export class TestPlant {
  readonly folder = mkdtempSync(join(tmpdir(), "meantime-plant-"));
  readonly dataDir = join(this.folder, "var");
  readonly options: ExtractOptions = {
    dataDir: this.dataDir,
    clock: fixedClock("2026-01-02T03:04:05Z"),
    log: silentLog,
    softwareVersion: "0.0.0-test",
  };
  private feed: FeedConfig = testFeed({ key: ["id"] });

  /** Declares the feed anew. */
  declare(changes: Partial<FeedConfig>): void {
    this.feed = { ...this.feed, ...changes };
  }

  /** Writes a source file and returns its path. */
  write(name: string, content: string | Buffer): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    return path;
  }

  /** Extracts the feed from files of these names, oldest first. */
  async extract(
    names: readonly string[],
    changes: Partial<ExtractOptions> = {},
  ): Promise<RunManifest[]> {
    const files = names.map((name) => join(this.folder, name));
    return extractAll([testSource([{ ...this.feed, files }])], { ...this.options, ...changes });
  }

  manifests(): RunManifest[] {
    return listManifests(this.dataDir);
  }

  /** Every landed row of complete runs, oldest first. */
  async rows(): Promise<LandedRow[]> {
    const sql = `run_no as run_no, kind as kind, key as key, position as position, line as line,
      row_hash as row_hash, to_json(fields)::varchar as fields`;
    return (await this.read(
      "rows.parquet",
      sql,
      (run) => run.rows_landed + run.rows_deleted,
    )) as LandedRow[];
  }

  /** Every rejected record of complete runs, oldest first. */
  async rejects(): Promise<Row[]> {
    const sql = `run_no as run_no, line as line, position as position, key as key, rule as rule,
      message as message, to_json(fields)::varchar as fields`;
    return this.read("rejects.parquet", sql, (run) => run.rows_rejected);
  }

  /** Key to the JSON of its texts, by the log alone: the newest version that is no delete. */
  async state(): Promise<Map<string, string | null>> {
    const state = new Map<string, string | null>();
    for (const row of await this.rows()) {
      if (row.kind === "delete") state.delete(row.key);
      else state.set(row.key, row.fields);
    }
    return new Map([...state].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async read(
    name: string,
    columns: string,
    count: (run: RunManifest) => number,
  ): Promise<Row[]> {
    const paths = this.manifests()
      .filter((run) => count(run) > 0)
      .map((run) => join(runFolder(this.dataDir, run), name));
    if (paths.length === 0) return [];
    const database = await openWriter(":memory:");
    try {
      const db = await database.connect();
      const sql = `select ${columns} from (${parquetQuery(paths)}) order by run_no, position, key`;
      return await db.rows(sql);
    } finally {
      await database.close();
    }
  }
}
