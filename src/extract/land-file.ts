import { mkdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { FeedConfig } from "../config/index.js";
import { elapsedMs, text, type Clock } from "../core/index.js";
import {
  countRelation,
  createTable,
  createTableAs,
  createView,
  openWriter,
  parquetQuery,
  writeParquet,
  type Database,
  type Db,
  type Parameters,
} from "../duckdb/index.js";
import { connectors, type SourceRead } from "../sources/index.js";
import { namingDamage } from "./damage.js";
import { assertPlausible } from "./deletions.js";
import { makeFolder, syncPath } from "./durable.js";
import { fail } from "./errors.js";
import type { FeedHistory } from "./feed-history.js";
import type { Lock } from "./lock.js";
import {
  completeRun,
  LANDING_FORMAT,
  landingFolder,
  runFolder,
  workFolder,
  type RunManifest,
} from "./manifest.js";
import type { ExtractProgress } from "./progress.js";
import { landingQuery, type LandingQuery } from "./queries.js";

const THREADS = 2;
const MEMORY_MB = 2_048;

/** What an extraction needs from outside. */
export interface ExtractDeps {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly softwareVersion: string;
  readonly progress: (progress: ExtractProgress) => void;
}

/** One file to be landed as one run. */
export interface LandingTask {
  readonly source: string;
  readonly feed: FeedConfig;
  readonly path: string;
  readonly run_no: number;
  /** What the log knows of the feed. */
  readonly history: FeedHistory;
  readonly lock: Lock;
  /** True when the file may lack any number of the rows that are known. */
  readonly acceptDeletions: boolean;
}

interface Counts {
  readonly records: number;
  readonly landed: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly deleted: number;
}

/**
 * Reads one file and appends to the landing log what is new, changed, gone or cannot be read. The
 * run is made in a work folder that bears the name of this holding of the lock and is moved into
 * the log when it is whole; a failure or kill at any moment leaves the log as it was, and whoever
 * lost the lock touches nothing of its new holder's.
 */
export async function landFile(task: LandingTask, deps: ExtractDeps): Promise<RunManifest> {
  const started_at = deps.clock.now().toISOString();
  const started_ms = elapsedMs();
  const place = { source: task.source, feed: task.feed.id, file: task.path };
  const work = workFolder(deps.dataDir, `${task.lock.token}-${task.run_no}`);
  const made = join(work, "run");
  await makeFolder(landingFolder(deps.dataDir));
  await mkdir(made, { recursive: true });
  const database = await openWriter(":memory:", {
    threads: THREADS,
    memoryLimitMb: MEMORY_MB,
    tempDirectory: join(work, "spill"),
  });
  try {
    const db = await database.connect();
    deps.progress({ ...place, step: "reading" });
    const read = await readRecords(task, { database, db, work });
    deps.progress({ ...place, step: "comparing", rows: await countRelation(db, "record") });
    const landed = { dataDir: deps.dataDir, runs: task.history.runs };
    const counts = await namingDamage(landed, () => compare(task, read, db));
    deps.progress({ ...place, step: "writing", rows: counts.landed + counts.deleted });
    await writeFiles(task, { db, folder: made, counts, sheet: read.sheet });
    const run = describe(task, { read, counts, started_at, deps });
    await task.lock.assertHeld();
    await completeRun(made, runFolder(deps.dataDir, run), run);
    deps.progress({ ...place, step: "landed", run, ms: elapsedMs() - started_ms });
    return run;
  } catch (error) {
    // A work folder that is gone, or a run in its place: the new holder of the lock did that.
    await task.lock.assertHeld();
    throw error;
  } finally {
    await database.close();
    await rm(work, { recursive: true, force: true });
  }
}

async function readRecords(
  task: LandingTask,
  place: { readonly database: Database; readonly db: Db; readonly work: string },
): Promise<SourceRead> {
  const { database, db, work: folder } = place;
  const { path, feed } = task;
  await createTable(db, "source_reject", {
    position: "bigint",
    line: "bigint",
    rule: "varchar",
    message: "varchar",
    fields: "varchar[]",
  });
  const load = async (): Promise<number> => {
    await makeTable(db, "source_row");
    return countRelation(db, "source_row");
  };
  const read = await connectors[feed.connector].read(
    { path, feed },
    { database, db, folder, load },
  );
  const columns = await reorder(db, read.columns, task.history.knownOrder(read.columns));
  await createView(db, "record", landingQuery(read.is_plain ? "record_plain" : "record_placed"));
  return { ...read, columns };
}

/** Puts the texts of every record into the order in which the log knows the columns; returns it. */
async function reorder(
  db: Db,
  columns: readonly string[],
  known: readonly string[],
): Promise<readonly string[]> {
  const places = known.map((name) => columns.indexOf(name) + 1);
  if (places.every((place, i) => place === i + 1)) return columns;
  for (const name of ["source_row", "source_reject"] as const) {
    const sql = landingQuery(`${name}_reordered`);
    await createTableAs(db, name, { sql, parameters: { places } });
  }
  return known;
}

async function makeTable(db: Db, name: LandingQuery, parameters?: Parameters): Promise<void> {
  await createTableAs(db, name, { sql: landingQuery(name), ...(parameters && { parameters }) });
}

async function compare(task: LandingTask, read: SourceRead, db: Db): Promise<Counts> {
  const { feed, history } = task;
  await makeKeys(db, feed, read.columns);
  await makeTable(db, "record_repeated");
  await showLanded(db, history.rowFiles);
  await makeTable(db, "newest");
  const comparable_runs = history.comparableRuns(read.columns);
  await makeTable(db, "record_change", { comparable_runs });
  const is_full = feed.snapshot === "full" || history.isKeyChanged;
  const separators = separatorsOf(feed);
  const is_content = feed.key === "content" && !history.isKeyChanged;
  await makeTable(db, "record_deleted", { is_full, is_content, separators });
  const [row] = await db.rows(landingQuery("change_counts"));
  const count = (name: string): number => Number(row?.[name]);
  const landed = count("landed");
  const unchanged = count("unchanged");
  const deleted = count("deleted");
  const found = { known: count("known"), unchanged, landed, deleted };
  const { source, path: file, acceptDeletions } = task;
  const { isKeyChanged } = history;
  assertPlausible({ source, feed, file, isKeyChanged, ...found }, acceptDeletions);
  const rejected = read.rejected + count("missing_key") + count("duplicate_key");
  const records = count("records") + read.rejected;
  return { records, landed, unchanged, rejected, deleted };
}

/** What separates the values in the text of a record that could not be read, as a pattern (RE2). */
function separatorsOf({ connector, dialect }: FeedConfig): string {
  if (connector !== "json" && connector !== "ndjson") {
    return `[\\r\\n${[...new Set([dialect.delimiter, dialect.quote])].join("")}]`;
  }
  // Colons and commas inside of texts separate nothing, so each needs a quote beside it.
  return String.raw`"\s*:\s*"?|"?\s*,\s*"|"?\s*[}\]]|[{\[]\s*"?|[\r\n]|"`;
}

async function makeKeys(db: Db, feed: FeedConfig, columns: readonly string[]): Promise<void> {
  if (feed.key === "content") {
    await createTableAs(db, "record_key", { sql: landingQuery("record_key_content") });
    return;
  }
  const key_columns = feed.key.map((name) => columns.indexOf(name) + 1);
  const sql = landingQuery("record_key_columns");
  await createTableAs(db, "record_key", { sql, parameters: { key_columns } });
}

/** Lets the statements see every row landed for the feed so far. */
async function showLanded(db: Db, files: readonly string[]): Promise<void> {
  if (files.length > 0) return createView(db, "landed", parquetQuery(files));
  return createTable(db, "landed", {
    run_no: "integer",
    kind: "varchar",
    key: "varchar",
    row_hash: "varchar",
  });
}

async function writeFiles(
  { run_no, feed }: LandingTask,
  made: {
    readonly db: Db;
    readonly folder: string;
    readonly counts: Counts;
    readonly sheet: string | null;
  },
): Promise<void> {
  const { db, folder, counts, sheet } = made;
  if (counts.landed + counts.deleted > 0) {
    const path = join(folder, "rows.parquet");
    await writeParquet(db, { sql: landingQuery("landed_rows"), parameters: { run_no } }, path);
    await syncPath(path);
  }
  if (counts.rejected === 0) return;
  const parameters = { run_no, ...rejectMessages(feed.connector, sheet) };
  const path = join(folder, "rejects.parquet");
  await writeParquet(db, { sql: landingQuery("rejected_rows"), parameters }, path);
  await syncPath(path);
}

/** What is said of records without a key of their own; the statement fills in what is in braces. */
function rejectMessages(connector: FeedConfig["connector"], sheet: string | null): Parameters {
  const [line, first_line] = ["{line}", "{first_line}"];
  const unit = connector === "parquet" ? "extract.place.record" : "extract.place.line";
  const [place, first_place] =
    sheet === null
      ? [text(unit, { line }), text(unit, { line: first_line })]
      : [
          text("extract.place.row", { sheet, row: line }),
          text("extract.place.same_sheet", { row: first_line }),
        ];
  return {
    missing_message: text("extract.reject.missing_key", { place }),
    duplicate_message: text("extract.reject.duplicate_key", { place, first_place, key: "{key}" }),
  };
}

function describe(
  task: LandingTask,
  done: {
    readonly read: SourceRead;
    readonly counts: Counts;
    readonly started_at: string;
    readonly deps: ExtractDeps;
  },
): RunManifest {
  const { read, counts, started_at, deps } = done;
  const { feed } = task;
  const accounted = counts.landed + counts.unchanged + counts.rejected;
  if (accounted !== counts.records) {
    const values = { file: task.path, rows_in: counts.records, accounted };
    throw fail("landing.counts_differ", values);
  }
  return {
    format_version: LANDING_FORMAT,
    source: task.source,
    feed: feed.id,
    entity: feed.entity,
    connector: feed.connector,
    run_no: task.run_no,
    file: basename(task.path),
    file_sha256: read.file_sha256,
    file_bytes: read.file_bytes,
    columns: [...read.columns],
    key: feed.key === "content" ? "content" : [...feed.key],
    rows_in: counts.records,
    rows_landed: counts.landed,
    rows_unchanged: counts.unchanged,
    rows_deleted: counts.deleted,
    rows_rejected: counts.rejected,
    started_at,
    finished_at: deps.clock.now().toISOString(),
    software_version: deps.softwareVersion,
  };
}
