import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { isOwnerOver, type ProcessOwner } from "../core/index.js";

const PREFIX = ".spill-";
const OWNER = "owner.json";
const HERE: ProcessOwner = { host: hostname(), pid: process.pid, instance: randomUUID() };
/** Of another machine's process nothing can be known; a folder untouched for this long is left. */
const LEFT_AFTER_MS = 7 * 86_400_000;

const ownerSchema = z.object({ host: z.string(), pid: z.int(), instance: z.string() });

/**
 * Makes a folder for what one instance spills, and removes what instances that are gone have left
 * beside it. DuckDB gives its temporary files fixed names, so that two instances in one folder read
 * each other's.
 */
export async function makeSpillFolder(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, PREFIX));
  await writeFile(join(folder, OWNER), JSON.stringify(HERE));
  const { mtimeMs } = await stat(folder);
  for (const name of await readdir(parent)) {
    const other = join(parent, name);
    if (!name.startsWith(PREFIX) || other === folder) continue;
    if (await isLeft(other, mtimeMs)) await removeSpillFolder(other);
  }
  return folder;
}

/** Removes the folder of an instance that is closed. */
export async function removeSpillFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

async function isLeft(folder: string, now_ms: number): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(folder);
    const owner = await readOwner(folder);
    if (owner?.host === HERE.host) return isOwnerOver(owner, HERE);
    return now_ms - mtimeMs > LEFT_AFTER_MS;
  } catch {
    return false; // it was removed meanwhile
  }
}

/** Null when the folder does not say whose it is. */
async function readOwner(folder: string): Promise<ProcessOwner | null> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(join(folder, OWNER), "utf8")));
  } catch {
    return null;
  }
}
