import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config/index.js";
import { text, type Clock, type Log } from "../core/index.js";
import { openWriter, outOfSpaceCause, type Database, type Db } from "../duckdb/index.js";
import { takeLock, type Lock } from "../extract/index.js";
import { fail } from "./errors.js";
import { fillSnapshot } from "./fill.js";
import { configuredRuns, readRuns } from "./landing.js";
import { Steps, type Progress } from "./progress.js";
import {
  buildingFolder,
  newSnapshotId,
  publish,
  removeLeftovers,
  removeOldSnapshots,
} from "./publish.js";
import type { SnapshotInfo } from "./snapshot-info.js";
import { readQueryFiles, type QueryFiles } from "./sql-files.js";

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
  /** A lock already held for the data directory; taken and released here when absent. */
  readonly lock?: Lock;
  /** The product's own when absent. */
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
  const { config, dataDir, clock, log } = options;
  const lock = options.lock ?? (await takeLock(dataDir, clock));
  const folder = buildingFolder(dataDir);
  const path = join(folder, "snapshot.duckdb");
  try {
    const steps = new Steps(options.progress);
    await steps.run(text("warehouse.step.clean_up"), () => removeLeftovers(dataDir));
    const landed = await steps.run(text("warehouse.step.landing"), () =>
      readRuns(dataDir, options.upToRun ?? null),
    );
    const runs = configuredRuns(landed.runs, config.sources);
    const queries = options.queries ?? readQueryFiles();
    const built_at = clock.now();
    const landing_run_no = landed.runs.at(-1)?.run_no ?? 0;
    const isPast = landing_run_no < landed.newest_no;
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
    await mkdir(folder, { recursive: true });
    const found = await inNewFile(path, (database, db) =>
      fillSnapshot({ config, dataDir, queries, runs, db, database, steps, description }),
    );
    await lock.assertHeld();
    const numbers = { run_no: landing_run_no, newest_no: landed.newest_no };
    const title = isPast
      ? text("warehouse.step.publish_past", numbers)
      : text("warehouse.step.publish");
    const file = await steps.run(title, () =>
      publish(dataDir, path, { ...description, ...found, steps: steps.done }),
    );
    await removeOldSnapshots(dataDir);
    log.info("snapshot published", { snapshot: snapshot_id, run: landing_run_no });
    if (isPast) log.warn("snapshot is of the past", { snapshot: snapshot_id, ...numbers });
    return { ...file, is_current: true, fallback_reason: null };
  } catch (error) {
    throw withCause(error, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    if (options.lock === undefined) await lock.release();
  }
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

/** Names a full disk; other errors stay as they are. */
function withCause(error: unknown, path: string): unknown {
  const cause = outOfSpaceCause(error);
  if (cause === null) return error;
  const reason = cause.message.split("\n")[0] ?? "";
  return fail("refresh.no_space", { path, reason }, { cause: error });
}
