import { randomUUID } from "node:crypto";
import { open, readFile, rename, rm, stat, writeFile, type FileHandle } from "node:fs/promises";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { isOwnerOver, type Clock, type ProcessOwner } from "../core/index.js";
import { makeFolder } from "./durable.js";
import { fail } from "./errors.js";

const HEARTBEAT_MS = 5_000;
/** A lock without a heartbeat for this long may be taken over even if its process number lives. */
const STALE_MS = 60_000;
const HERE: ProcessOwner = { host: hostname(), pid: process.pid, instance: randomUUID() };

/** What the file holds; a version before this one wrote no host, which is then nobody's. */
const ownerSchema = z.object({
  host: z.string().default(""),
  pid: z.int(),
  instance: z.string().default(""),
  since: z.string(),
  token: z.string().default(""),
});

type Owner = z.output<typeof ownerSchema>;

/** The right to write below a data directory; held until it is released. */
export interface Lock {
  /** Names this holding of the lock; no other ever had it. */
  readonly token: string;
  /** Throws `landing.lock_lost` when another process has taken the lock over. */
  assertHeld(): Promise<void>;
  release(): Promise<void>;
}

/** Where the lock of a data directory is. */
export function lockPath(dataDir: string): string {
  return join(dataDir, "refresh.lock");
}

/**
 * Takes the one lock of a data directory, for extracting or refreshing: a file with the owner's
 * machine and process number, touched every few seconds. Throws `refresh.already_running` when
 * another process holds it; the lock of a process that is gone, or that stopped touching it, is
 * taken over. A process number says something only on its own machine.
 */
export async function takeLock(dataDir: string, clock: Clock): Promise<Lock> {
  await makeFolder(resolve(dataDir));
  const path = lockPath(dataDir);
  const owner = { ...HERE, since: clock.now().toISOString(), token: randomUUID() };
  if (!(await create(path, owner))) {
    await removeStale(path);
    if (!(await create(path, owner))) throw alreadyRunning(await readOwner(path));
  }
  return hold(path, owner);
}

function alreadyRunning(owner: Owner | null): Error {
  const who = owner === null ? "another process" : `process ${owner.pid} since ${owner.since}`;
  const hint = "wait until it has finished";
  return fail("refresh.already_running", { owner: who }, { hint });
}

async function create(path: string, owner: Owner): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(owner), { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** Removes the lock when its owner is gone; throws `refresh.already_running` when it is not. */
async function removeStale(path: string): Promise<void> {
  const owner = await readOwner(path);
  if (await isHeld(path, owner)) throw alreadyRunning(owner);
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  // Another process may have replaced the stale lock between the look and the move: give it back.
  const moved = await readOwner(aside);
  if (moved !== null && moved.token !== owner?.token) await create(path, moved);
  await rm(aside, { force: true });
}

async function readOwner(file: string | FileHandle): Promise<Owner | null> {
  try {
    const parsed = ownerSchema.safeParse(JSON.parse(await readFile(file, "utf8")));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

async function isHeld(path: string, owner: Owner | null): Promise<boolean> {
  // A lock that does not name its owner yet is just being written.
  if (owner !== null && isOwnerOver(owner, HERE)) return false;
  return (await ageMs(path)) < STALE_MS;
}

/** Time since the last heartbeat, by the clock that stamps the files, maybe another machine's. */
async function ageMs(path: string): Promise<number> {
  const probe = `${path}.${randomUUID()}`;
  try {
    await writeFile(probe, "");
    const [now, beat] = await Promise.all([stat(probe), stat(path)]);
    return now.mtimeMs - beat.mtimeMs;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return Number.POSITIVE_INFINITY;
    throw error;
  } finally {
    await rm(probe, { force: true });
  }
}

function hold(path: string, owner: Owner): Lock {
  let isLost = false;
  const isOurs = async (): Promise<boolean> => (await readOwner(path))?.token === owner.token;
  // A beat that fails is missed; the next one makes up for it.
  let beating: Promise<void> = Promise.resolve();
  const beat = setInterval(() => {
    beating = touch(path, owner).catch(() => undefined);
  }, HEARTBEAT_MS);
  beat.unref();
  return {
    token: owner.token,
    assertHeld: async () => {
      await beating;
      isLost ||= !(await isOurs());
      if (isLost) throw fail("landing.lock_lost", { path });
    },
    release: async () => {
      clearInterval(beat);
      await beating;
      if (await isOurs()) await rm(path, { force: true });
    },
  };
}

/**
 * Sets the time of the lock if it is ours, by the clock that stamps the files. What is read and what
 * is touched is one file, even if another takes its place meanwhile: nobody else's is touched.
 */
async function touch(path: string, owner: Owner): Promise<void> {
  const handle = await open(path, "r+");
  try {
    if ((await readOwner(handle))?.token === owner.token) {
      await handle.write(JSON.stringify(owner), 0);
    }
  } finally {
    await handle.close();
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
