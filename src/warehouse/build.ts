import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config/index.js";
import { isAppError, text, type Clock, type Log } from "../core/index.js";
import { openWriter, type Database, type Db } from "../duckdb/index.js";
import { runStopChecks, runWarningChecks, type CheckResult } from "./checks.js";
import { fail } from "./errors.js";
import { readRuns } from "./landing.js";
import { takeLock } from "./lock.js";
import { buildModel } from "./model.js";
import { Steps, type Progress } from "./progress.js";
import {
  buildingFolder,
  newSnapshotId,
  publish,
  removeLeftovers,
  removeOldSnapshots,
} from "./publish.js";
import { refParameters } from "./ref-parameters.js";
import { attachScratch } from "./scratch.js";
import type { SnapshotFile, SnapshotInfo } from "./snapshot-info.js";
import { readQueryFiles, type QueryFiles } from "./sql-files.js";
import { prepareStaging, stagedFeeds, stageFeed, type StageInput } from "./stage.js";

/** What a refresh needs. */
export interface RefreshOptions {
  readonly config: Config;
  /** SHA-256 of the configuration, by `configHash`. */
  readonly configHash: string;
  readonly softwareVersion: string;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly progress: Progress;
  /** Builds the state after this run of the landing log; the newest when absent. */
  readonly upToRun?: number;
  readonly queries?: QueryFiles;
}

const THREADS = 2;
const MEMORY_LIMIT_MB = 2_048;
const DEFINITIONS_VERSION = "1";

/**
 * Builds a new snapshot from the landing log, checks it and publishes it. Whatever fails, the
 * previous snapshot keeps serving. Meant for a process of its own: it holds memory and a core.
 */
export async function refresh(options: RefreshOptions): Promise<SnapshotInfo> {
  const { dataDir, clock, log } = options;
  const steps = new Steps(options.progress);
  const queries = options.queries ?? readQueryFiles();
  const lock = await takeLock(dataDir, clock);
  const folder = buildingFolder(dataDir);
  try {
    await steps.run(text("warehouse.step.clean_up"), () => removeLeftovers(dataDir));
    const runs = await steps.run(text("warehouse.step.landing"), () =>
      Promise.resolve(readRuns(dataDir, options.upToRun ?? null)),
    );
    await mkdir(folder, { recursive: true });
    const landing_run_no = runs.at(-1)?.run_no ?? 0;
    const built_at = clock.now();
    const snapshot_id = newSnapshotId(dataDir, built_at, landing_run_no);
    const description = {
      format_version: 1 as const,
      snapshot_id,
      built_at: built_at.toISOString(),
      landing_run_no,
      software_version: options.softwareVersion,
      definitions_version: DEFINITIONS_VERSION,
      tzdata: process.versions["tz"] ?? "",
      config_hash: options.configHash,
      queries_hash: queries.hash,
    };
    const built = await inNewFile(join(folder, "snapshot.duckdb"), (database, db) =>
      fill({ config: options.config, queries, runs, db, database, steps, description }),
    );
    const file = await steps.run(text("warehouse.step.publish"), () =>
      publish(dataDir, join(folder, "snapshot.duckdb"), {
        ...description,
        ...built,
        steps: steps.done,
      }),
    );
    await removeOldSnapshots(dataDir);
    log.info("snapshot published", { snapshot: snapshot_id, run: landing_run_no });
    return { ...file, is_current: true, fallback_reason: null };
  } catch (error) {
    throw withCause(error, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await lock.release();
  }
}

type Description = Omit<SnapshotFile, "data_to" | "file_bytes" | "checks" | "steps" | "tables">;

interface FillInput extends StageInput {
  readonly database: Database;
  readonly steps: Steps;
  readonly description: Description;
}

/** Fills an empty file and checks it; returns what is told beside it. */
async function fill(
  input: FillInput,
): Promise<Pick<SnapshotFile, "data_to" | "checks" | "tables">> {
  const { db, queries, config, runs, steps, description } = input;
  await attachScratch(db);
  await prepareStaging(input);
  const feeds = stagedFeeds(input);
  for (const staged of feeds) {
    const names = { feed: staged.feed.id, source: staged.source.title };
    await steps.run(text("warehouse.step.staging", names), () => stageFeed(input, staged));
  }
  const parameters = {
    ...refParameters(config, runs),
    ...description,
    config_json: effectiveConfig(config),
  };
  const refused = await buildModel({ ...input, feeds, parameters });
  const checks: CheckResult[] = await steps.run(text("warehouse.step.checks"), async () => [
    ...refused,
    ...(await runWarningChecks(db, queries)),
    ...(await runStopChecks(db, queries)),
  ]);
  return { checks, data_to: await dataTo(db), tables: await tableSizes(db) };
}

/** The configuration as far as it shapes figures; what concerns mail and addresses stays out. */
function effectiveConfig({ sites, sources, recurrence_days }: Config): string {
  return JSON.stringify({ sites, sources, recurrence_days });
}

async function dataTo(db: Db): Promise<string | null> {
  const [row] = await db.rows("select data_to from svc_snapshot");
  return row?.["data_to"] === null ? null : String(row?.["data_to"]);
}

async function tableSizes(db: Db): Promise<{ name: string; rows: number }[]> {
  const rows = await db.rows(
    "select table_name, estimated_size from duckdb_tables() " +
      "where database_name = 'snapshot' order by table_name",
  );
  return rows.map((row) => ({
    name: String(row["table_name"]),
    rows: Number(row["estimated_size"]),
  }));
}

/** Opens a new database file, works on it, and leaves it checkpointed and closed. */
async function inNewFile<T>(
  path: string,
  work: (database: Database, db: Db) => Promise<T>,
): Promise<T> {
  const database = await openWriter(path, {
    threads: THREADS,
    memoryLimitMb: MEMORY_LIMIT_MB,
    tempDirectory: `${path}.tmp`,
  });
  try {
    const db = await database.connect();
    const result = await work(database, db);
    await db.run("checkpoint snapshot");
    return result;
  } finally {
    await database.close();
  }
}

const NO_SPACE = /no space left|file too large|could not write|disk (is )?full|ENOSPC|EFBIG/i;

/** Names a full disk, which DuckDB tells in many ways; other errors stay as they are. */
function withCause(error: unknown, path: string): unknown {
  const told = isAppError(error) || error instanceof Error ? error.message : String(error);
  if (!NO_SPACE.test(told)) return error;
  return fail("refresh.no_space", { path, reason: told.split("\n")[0] ?? "" }, { cause: error });
}
