import { existsSync, readdirSync, readFileSync } from "node:fs";
import { open, readdir, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { isAppError, type AppError } from "../core/index.js";
import { makeFolder, syncPath } from "./durable.js";
import { fail } from "./errors.js";

/** Version of the landing format that this software writes. */
export const LANDING_FORMAT = 1;

const count = z.int().nonnegative();

const manifestSchema = z.strictObject({
  format_version: z.literal(LANDING_FORMAT),
  source: z.string(),
  feed: z.string(),
  entity: z.string(),
  connector: z.string(),
  run_no: z.int().positive(),
  /** Name of the file, without its folder. */
  file: z.string(),
  file_sha256: z.string().regex(/^[0-9a-f]{64}$/),
  file_bytes: count,
  /** Column names in file order; the place of a name is the place of its text in `fields`. */
  columns: z.array(z.string()),
  /** The columns that identified a row, or `content`. */
  key: z.union([z.literal("content"), z.array(z.string())]),
  rows_in: count,
  rows_landed: count,
  rows_unchanged: count,
  rows_deleted: count,
  rows_rejected: count,
  started_at: z.iso.datetime(),
  finished_at: z.iso.datetime(),
  software_version: z.string(),
});

/**
 * The record of one complete run: one file of one feed, read once.
 * `rows_in` = `rows_landed` + `rows_unchanged` + `rows_rejected`.
 */
export type RunManifest = Readonly<z.output<typeof manifestSchema>>;

const MANIFEST = "manifest.json";
const RUN_DIGITS = 6;

/** The folder of the landing log. */
export function landingFolder(dataDir: string): string {
  return join(dataDir, "landing");
}

/** The folder of one run. */
export function runFolder(
  dataDir: string,
  run: { readonly source: string; readonly feed: string; readonly run_no: number },
): string {
  const number = String(run.run_no).padStart(RUN_DIGITS, "0");
  return join(landingFolder(dataDir), run.source, run.feed, number);
}

/** What the folders begin with in which runs are made; no source is named so. */
const WORK = ".tmp-";

/**
 * The folder in which the holder of a lock makes a run. It stands inside the log, so that it can be
 * moved to its place whatever file systems the other folders are on.
 */
export function workFolder(dataDir: string, token: string): string {
  return join(landingFolder(dataDir), `${WORK}${token}`);
}

/** The landing log of a data directory as an extraction finds it. */
export interface LandingLog {
  /** The manifests of every complete run, oldest first. */
  readonly runs: readonly RunManifest[];
  /** Folders of runs that were never completed, or half removed, and of work that was given up. */
  readonly unfinished: readonly string[];
}

/** Reads the whole log, without holding up other work of the process. */
export async function readLandingLog(dataDir: string): Promise<LandingLog> {
  const root = landingFolder(dataDir);
  const runs: RunManifest[] = [];
  const unfinished: string[] = [];
  for (const source of await foldersIn(root)) {
    if (basename(source).startsWith(WORK)) {
      unfinished.push(source);
      continue;
    }
    for (const feed of await foldersIn(source)) {
      for (const folder of await foldersIn(feed)) {
        const content = await readFile(join(folder, MANIFEST), "utf8").catch(nullIfMissing);
        if (content === null) unfinished.push(folder);
        else runs.push(parseManifest(folder, content));
      }
    }
  }
  return { runs: runs.sort(byNumber), unfinished };
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(nullIfMissing);
  return (entries ?? [])
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name));
}

/** The manifests of every complete run of a data directory, oldest first. */
export function listManifests(dataDir: string): RunManifest[] {
  return runFolders(dataDir)
    .flatMap((folder) => readManifest(folder) ?? [])
    .sort(byNumber);
}

/** The manifest of every complete run, and where one cannot be read, the error that says so. */
export function listRuns(dataDir: string): (RunManifest | AppError)[] {
  return runFolders(dataDir).flatMap((folder) => {
    try {
      return readManifest(folder) ?? [];
    } catch (error) {
      if (isAppError(error)) return error;
      throw error;
    }
  });
}

function runFolders(dataDir: string): string[] {
  const root = landingFolder(dataDir);
  return below(root)
    .filter((source) => !source.startsWith(WORK))
    .flatMap((source) => below(join(root, source)).map((feed) => join(root, source, feed)))
    .flatMap((feed) => below(feed).map((run) => join(feed, run)));
}

function below(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

function byNumber(a: RunManifest, b: RunManifest): number {
  return a.run_no - b.run_no;
}

/** The manifest of a run's folder; null when the run is not complete. */
function readManifest(folder: string): RunManifest | null {
  try {
    return parseManifest(folder, readFileSync(join(folder, MANIFEST), "utf8"));
  } catch (error) {
    return nullIfMissing(error);
  }
}

function nullIfMissing(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
}

function parseManifest(folder: string, content: string): RunManifest {
  try {
    return manifestSchema.parse(JSON.parse(content));
  } catch (error) {
    const reason =
      error instanceof z.ZodError ? z.prettifyError(error) : `it is not JSON: ${String(error)}`;
    const values = { path: join(folder, MANIFEST), reason };
    const hint =
      "restore it from a backup of the data directory; or, if the source still has the files of " +
      `this feed, move ${folder} away and run \`meantime extract\``;
    throw fail("landing.manifest_damaged", values, { cause: error, hint });
  }
}

/**
 * Completes a run: the manifest joins its files, everything is on disk, and then the folder that it
 * was made in is moved to its place in the log. Throws when something else stands there.
 */
export async function completeRun(
  made: string,
  place: string,
  manifest: RunManifest,
): Promise<void> {
  const file = await open(join(made, MANIFEST), "w");
  try {
    await file.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncPath(made);
  await makeFolder(dirname(place));
  await rename(made, place);
  await syncPath(dirname(place));
}

/** Removes a run from the log: first it is not complete any more, then it is gone. */
export async function removeRun(folder: string): Promise<void> {
  await rm(join(folder, MANIFEST), { force: true });
  await rm(folder, { recursive: true, force: true });
}
