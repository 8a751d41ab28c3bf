import { mkdir, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Clock } from "../core/index.js";
import { fail } from "./errors.js";

const HEARTBEAT_MS = 5_000;
const STALE_MS = 60_000;

const ownerSchema = z.object({ pid: z.int(), since: z.string() });

/** A lock that is held until it is released. */
export interface Lock {
  release(): Promise<void>;
}

/**
 * Takes the refresh lock of a data directory: a file with the owner's process id, touched every few
 * seconds. Throws `refresh.already_running` when another process holds it; the lock of a process
 * that is gone, or that stopped touching it, is taken over.
 */
export async function takeLock(dataDir: string, clock: Clock): Promise<Lock> {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, "refresh.lock");
  const content = JSON.stringify({ pid: process.pid, since: clock.now().toISOString() });
  if (!(await create(path, content))) {
    const owner = await liveOwner(path);
    if (owner !== null) throw fail("refresh.already_running", owner);
    await rm(path, { force: true });
    if (!(await create(path, content))) {
      throw fail("refresh.already_running", { pid: 0, since: clock.now().toISOString() });
    }
  }
  // A beat that fails is missed; the next one makes up for it.
  let beating = Promise.resolve();
  const beat = setInterval(() => {
    beating = writeFile(path, content).catch(() => undefined);
  }, HEARTBEAT_MS);
  beat.unref();
  return {
    release: async () => {
      clearInterval(beat);
      await beating;
      await rm(path, { force: true });
    },
  };
}

async function create(path: string, content: string): Promise<boolean> {
  try {
    const handle = await open(path, "wx");
    await handle.writeFile(content);
    await handle.close();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** The owner of a lock that is alive; null when it may be taken over. */
async function liveOwner(path: string): Promise<{ pid: number; since: string } | null> {
  try {
    const parsed = ownerSchema.safeParse(JSON.parse(await readFile(path, "utf8")));
    if (!parsed.success) return null;
    const age_ms = (await fileSystemNow(path)) - (await stat(path)).mtimeMs;
    const { pid, since } = parsed.data;
    return isAlive(pid) && age_ms < STALE_MS ? { pid, since } : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user is alive though it may not be signalled.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** The time by the clock that stamps the lock, which may be another machine's. */
async function fileSystemNow(path: string): Promise<number> {
  const probe = `${path}.${process.pid}`;
  await writeFile(probe, "");
  const { mtimeMs } = await stat(probe);
  await rm(probe, { force: true });
  return mtimeMs;
}
