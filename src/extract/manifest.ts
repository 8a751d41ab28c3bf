import { existsSync, readdirSync, readFileSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
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

/** Every folder that a run was begun in, whether it was completed or not. */
export function listRunFolders(dataDir: string): string[] {
  const root = landingFolder(dataDir);
  return below(root)
    .flatMap((source) => below(join(root, source)).map((feed) => join(root, source, feed)))
    .flatMap((feed) => below(feed).map((run) => join(feed, run)));
}

function below(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** True when a run was completed. */
export function hasManifest(folder: string): boolean {
  return existsSync(join(folder, MANIFEST));
}

/** The manifests of every complete run of a data directory, oldest first. */
export function listManifests(dataDir: string): RunManifest[] {
  return listRunFolders(dataDir)
    .filter(hasManifest)
    .map(readManifest)
    .sort((a, b) => a.run_no - b.run_no);
}

/** Reads the manifest of a run's folder. */
export function readManifest(folder: string): RunManifest {
  const path = join(folder, MANIFEST);
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    const reason =
      error instanceof z.ZodError ? z.prettifyError(error) : `it is not JSON: ${String(error)}`;
    throw fail("landing.manifest_damaged", { path, reason }, { cause: error });
  }
}

/** Completes a run: everything in its folder is on disk before the manifest appears. */
export async function writeManifest(folder: string, manifest: RunManifest): Promise<void> {
  const partial = join(folder, `${MANIFEST}.partial`);
  const file = await open(partial, "w");
  try {
    await file.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, join(folder, MANIFEST));
  await syncPath(folder);
}

/** Has the system write a file, or the names in a folder, to the disk. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
