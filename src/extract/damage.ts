import { existsSync } from "node:fs";
import { join } from "node:path";
import { isAppError, type AppError, type Issue } from "../core/index.js";
import {
  countRelation,
  createView,
  openWriter,
  parquetQuery,
  reasonOf,
  type Db,
} from "../duckdb/index.js";
import { fail } from "./errors.js";
import { listRuns, runFolder, type RunManifest } from "./manifest.js";
import { landingQuery } from "./queries.js";

/** Runs of one feed whose files are read together. */
export interface RunsRead {
  readonly dataDir: string;
  readonly runs: readonly RunManifest[];
}

/** What a look at the landing log found. */
export interface LandingCheck {
  /** Complete runs whose files are as they were written, as far as was looked. */
  readonly sound: number;
  /** Files that are not: which, what is wrong, and what to do. */
  readonly damaged: readonly Issue[];
}

interface RunFile {
  readonly run: RunManifest;
  readonly path: string;
  /** Rows that it holds by the manifest; a file of none is not there. */
  readonly rows: number;
}

function filesOf(dataDir: string, run: RunManifest): RunFile[] {
  const folder = runFolder(dataDir, run);
  return [
    { run, path: join(folder, "rows.parquet"), rows: run.rows_landed + run.rows_deleted },
    { run, path: join(folder, "rejects.parquet"), rows: run.rows_rejected },
  ];
}

/**
 * Does what reads the files of these runs. When that fails because one of them is missing or
 * damaged, throws `landing.file_damaged` instead, with its path and what to do.
 */
export async function namingDamage<T>(read: RunsRead, work: () => Promise<T>): Promise<T> {
  const files = read.runs
    .flatMap((run) => filesOf(read.dataDir, run))
    .filter(({ rows }) => rows > 0);
  const missing = files.find(({ path }) => !existsSync(path));
  if (missing !== undefined) throw damaged(read, missing, { reason: "it is missing" });
  try {
    return await work();
  } catch (error) {
    if (!isOfDriver(error)) throw error;
    throw (await withDatabase((db) => firstDamaged(db, read, files))) ?? error;
  }
}

function isOfDriver(error: unknown): boolean {
  return !isAppError(error) || error.code.startsWith("duckdb.");
}

function driverWords(error: unknown): string {
  return reasonOf(isAppError(error) ? (error.cause ?? error) : error);
}

async function withDatabase<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const database = await openWriter(":memory:");
  try {
    return await work(await database.connect());
  } finally {
    await database.close();
  }
}

/** Reads the files one by one to the end; the error of the first that cannot be read. */
async function firstDamaged(
  db: Db,
  read: RunsRead,
  files: readonly RunFile[],
): Promise<AppError | null> {
  for (const file of files) {
    try {
      await createView(db, "landed_file", parquetQuery([file.path]));
      await db.rows(landingQuery("whole_file"));
    } catch (cause) {
      if (!isOfDriver(cause)) throw cause;
      return damaged(read, file, { reason: driverWords(cause), cause });
    }
  }
  return null;
}

function damaged(
  { dataDir, runs }: RunsRead,
  { run, path }: RunFile,
  found: { readonly reason: string; readonly cause?: unknown },
): AppError {
  // A later look at the same file is in the way too: for as long as it stands, the file is known.
  const folders = runs
    .filter((other) => other.source === run.source && other.feed === run.feed)
    .filter(({ file_sha256 }) => file_sha256 === run.file_sha256)
    .map((other) => runFolder(dataDir, other));
  const hint =
    "restore it from a backup of the data directory; or, if the source still has " +
    `${run.file} as it was then, move ${folders.join(" and ")} away and run ` +
    `\`meantime extract ${run.source}\``;
  const { reason, cause } = found;
  return fail("landing.file_damaged", { path, run_no: run.run_no, reason }, { hint, cause });
}

/**
 * Looks at every run of the landing log without reading its rows: whether its manifest can be read,
 * its numbers add up, and its files are there, have a readable footer and as many rows as the
 * manifest says. Damage inside a file is found when it is read.
 */
export async function checkLanding(dataDir: string): Promise<LandingCheck> {
  const found = listRuns(dataDir);
  const runs = found.flatMap((one) => (isAppError(one) ? [] : [one]));
  const errors = found.flatMap((one) => (isAppError(one) ? [one] : []));
  const unsound = await withDatabase(async (db) => {
    const wrong: AppError[] = [];
    for (const run of runs) {
      const error = await problemOf(db, { dataDir, runs }, run);
      if (error !== null) wrong.push(error);
    }
    return wrong;
  });
  const issues = [...errors, ...unsound].map(({ message, hint }) => ({
    where: "landing",
    message,
    ...(hint === undefined ? {} : { hint }),
  }));
  return { sound: runs.length - unsound.length, damaged: issues };
}

/** What is wrong with the first unsound file of a run; null when all are sound. */
async function problemOf(db: Db, read: RunsRead, run: RunManifest): Promise<AppError | null> {
  for (const file of filesOf(read.dataDir, run)) {
    const isThere = existsSync(file.path);
    if (!isThere && file.rows === 0) continue;
    if (!isThere) return damaged(read, file, { reason: "it is missing" });
    try {
      await createView(db, "landed_file", parquetQuery([file.path]));
      const rows = await countRelation(db, "landed_file");
      if (rows === file.rows) continue;
      const reason = `it holds ${rows} rows, and ${file.rows} by the manifest`;
      return damaged(read, file, { reason });
    } catch (cause) {
      return damaged(read, file, { reason: driverWords(cause), cause });
    }
  }
  return null;
}
