import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { limits } from "../core/index.js";
import { snapshotFileSchema, type SnapshotFile } from "./snapshot-info.js";

const POINTER = "current.json";
const BUILDING = /^\.building-/;
const PARTIAL = /\.partial$/;
const SNAPSHOT = /^(.+)\.duckdb$/;

const pointerSchema = z.object({ format_version: z.literal(1), snapshot_id: z.string() });

/** The folder of a data directory that holds its snapshots. */
export function snapshotFolder(dataDir: string): string {
  return join(dataDir, "snapshots");
}

/** Path of a snapshot's database file. */
export function snapshotPath(dataDir: string, snapshotId: string): string {
  return join(snapshotFolder(dataDir), `${snapshotId}.duckdb`);
}

/** Where a new snapshot is built: a folder of its own, so that nothing half-made looks finished. */
export function buildingFolder(dataDir: string): string {
  return join(snapshotFolder(dataDir), `.building-${process.pid}`);
}

/** Removes what interrupted refreshes left; call while holding the lock. */
export async function removeLeftovers(dataDir: string): Promise<string[]> {
  const folder = snapshotFolder(dataDir);
  const made = await mkdir(folder, { recursive: true });
  if (made !== undefined) await sync(dataDir);
  const names = await readdir(folder);
  const whole = new Set(
    names.filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5)),
  );
  const leftovers = names.filter((name) => {
    if (BUILDING.test(name) || PARTIAL.test(name)) return true;
    const id = SNAPSHOT.exec(name)?.[1];
    return name.endsWith(".wal") || (id !== undefined && !whole.has(id));
  });
  for (const name of leftovers) await rm(join(folder, name), { recursive: true, force: true });
  return leftovers;
}

/** An id that sorts by time and was never used here: the build's instant and the last run. */
export function newSnapshotId(dataDir: string, builtAt: Date, landingRunNo: number): string {
  const stamp = builtAt.toISOString().replace(/[-:]|\.\d+/g, "");
  const base = `${stamp}-r${String(landingRunNo).padStart(6, "0")}`;
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!existsSync(snapshotPath(dataDir, id))) return id;
  }
}

/** Makes a built file the current snapshot: file, then its description, then the pointer. */
export async function publish(
  dataDir: string,
  builtPath: string,
  description: Omit<SnapshotFile, "file_bytes" | "file_sha256">,
): Promise<SnapshotFile> {
  await sync(builtPath);
  const { size } = await stat(builtPath);
  const file_sha256 = await sha256Of(builtPath);
  const file: SnapshotFile = { ...description, file_bytes: size, file_sha256 };
  const { snapshot_id } = file;
  await renameForGood(builtPath, snapshotPath(dataDir, snapshot_id));
  await writeWhole(join(snapshotFolder(dataDir), `${snapshot_id}.json`), file);
  await writeWhole(join(dataDir, POINTER), { format_version: 1, snapshot_id });
  return file;
}

/** SHA-256 of a file, in hex. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1_048_576 }), hash);
  return hash.digest("hex");
}

/** Removes the oldest snapshots beyond the number kept; readers of a removed file finish on it. */
export async function removeOldSnapshots(dataDir: string): Promise<void> {
  const ids = await listSnapshotIds(dataDir);
  const current = await currentId(dataDir);
  for (const id of ids.slice(limits.snapshots_kept)) {
    if (id === current) continue;
    await rm(join(snapshotFolder(dataDir), `${id}.json`), { force: true });
    await rm(snapshotPath(dataDir, id), { force: true });
  }
}

/** Ids of the snapshots that have a file and a description, newest first. */
export async function listSnapshotIds(dataDir: string): Promise<string[]> {
  const folder = snapshotFolder(dataDir);
  if (!existsSync(folder)) return [];
  const names = new Set(await readdir(folder));
  return [...names]
    .flatMap((name) => SNAPSHOT.exec(name)?.[1] ?? [])
    .filter((id) => names.has(`${id}.json`))
    .sort()
    .reverse();
}

/** The id that the pointer names; null when there is no pointer or it cannot be read. */
export async function currentId(dataDir: string): Promise<string | null> {
  const content = await readJson(join(dataDir, POINTER));
  const parsed = pointerSchema.safeParse(content);
  return parsed.success ? parsed.data.snapshot_id : null;
}

/** What stands beside a snapshot; null when it cannot be read. */
export async function readSnapshotFile(
  dataDir: string,
  snapshotId: string,
): Promise<SnapshotFile | null> {
  const content = await readJson(join(snapshotFolder(dataDir), `${snapshotId}.json`));
  const parsed = snapshotFileSchema.safeParse(content);
  return parsed.success ? parsed.data : null;
}

/** The content of a JSON file; undefined when it is missing or not JSON. */
async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as unknown;
  } catch {
    return undefined;
  }
}

/** Writes a JSON file so that it is there whole or not at all, also after a power cut. */
async function writeWhole(path: string, content: object): Promise<void> {
  const partial = `${path}.partial`;
  const handle = await open(partial, "w");
  try {
    await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await renameForGood(partial, path);
}

/** Gives a file its name, which is on the disk afterwards: one folder of names is written out. */
async function renameForGood(from: string, to: string): Promise<void> {
  await rename(from, to);
  await sync(dirname(to));
}

/** Has the system write a file, or the names in a folder, to the disk. */
async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
