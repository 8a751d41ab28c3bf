import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fixedClock } from "../../src/core/index.js";
import { lockPath, takeLock, type Lock } from "../../src/extract/index.js";

const clock = fixedClock("2026-01-02T03:04:05Z");

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "meantime-lock-"));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(dataDir, { recursive: true });
});

function leaveLock(pid: number, ageSeconds: number, host = hostname()): void {
  const since = "2026-01-01T00:00:00Z";
  const owner = { host, pid, instance: "of another", since, token: "other" };
  writeFileSync(lockPath(dataDir), JSON.stringify(owner));
  const at = Date.now() / 1000 - ageSeconds;
  utimesSync(lockPath(dataDir), at, at);
}

/** Takes the lock with a heart that beats when `beat` is called. */
async function takeBeating(): Promise<{ lock: Lock; beat: () => Promise<void> }> {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const lock = await takeLock(dataDir, clock);
  const beat = async (): Promise<void> => {
    vi.advanceTimersByTime(5_000);
    // It waits for the beat in flight, whatever it then finds.
    await lock.assertHeld().catch(() => undefined);
  };
  return { lock, beat };
}

/** The number of a process that has ended. */
function deadPid(): number {
  return spawnSync(process.execPath, ["-e", "0"]).pid;
}

describe("the lock of a data directory", () => {
  it("is held by one at a time, and names who holds it and since when", async () => {
    const lock = await takeLock(dataDir, clock);
    await expect(takeLock(dataDir, clock)).rejects.toMatchObject({
      code: "refresh.already_running",
      kind: "conflict",
      message:
        `an extraction or refresh is running: process ${process.pid} since ` +
        "2026-01-02T03:04:05.000Z — expected only one at a time",
    });
    await lock.release();
    const next = await takeLock(dataDir, clock);
    await next.release();
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it("is respected while another living process touches it", async () => {
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    try {
      leaveLock(other.pid!, 5);
      await expect(takeLock(dataDir, clock)).rejects.toThrow(`process ${other.pid!} since`);
    } finally {
      other.kill();
    }
  });

  it("is taken over from a process that has ended", async () => {
    leaveLock(deadPid(), 1);
    const lock = await takeLock(dataDir, clock);
    expect(JSON.parse(readFileSync(lockPath(dataDir), "utf8"))).toMatchObject({ pid: process.pid });
    await lock.release();
  });

  it("is taken over from a living process that has not touched it for a minute", async () => {
    leaveLock(process.ppid, 61);
    await (await takeLock(dataDir, clock)).release();
  });

  it("is taken over when our own number was that of a process before a restart", async () => {
    leaveLock(process.pid, 1);
    await (await takeLock(dataDir, clock)).release();
  });

  it("of another machine or container is respected while it is touched, whatever its number", async () => {
    for (const pid of [process.pid, deadPid()]) {
      leaveLock(pid, 5, "container-b");
      await expect(takeLock(dataDir, clock)).rejects.toThrow(`process ${pid} since`);
    }
    leaveLock(process.pid, 61, "container-b");
    await (await takeLock(dataDir, clock)).release();
  });

  it("of a version that named no machine is respected while it is touched", async () => {
    const owner = { pid: deadPid(), since: "2026-01-01T00:00:00Z", token: "other" };
    writeFileSync(lockPath(dataDir), JSON.stringify(owner));
    await expect(takeLock(dataDir, clock)).rejects.toMatchObject({
      code: "refresh.already_running",
    });
  });

  it("is touched by its holder", async () => {
    const { lock, beat } = await takeBeating();
    utimesSync(lockPath(dataDir), 1_000, 1_000);
    await beat();
    await vi.waitFor(() => {
      expect(statSync(lockPath(dataDir)).mtimeMs).toBeGreaterThan(1_000_000);
    });
    await lock.assertHeld();
    await lock.release();
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it("once lost is not touched, not taken back by the next beat, and stays lost", async () => {
    const { lock, beat } = await takeBeating();
    const own = join(dataDir, "own");
    renameSync(lockPath(dataDir), own);
    leaveLock(process.ppid, 30);
    const theirs = readFileSync(lockPath(dataDir), "utf8");
    const touched = statSync(lockPath(dataDir)).mtimeMs;
    await beat();
    expect(readFileSync(lockPath(dataDir), "utf8")).toBe(theirs);
    expect(statSync(lockPath(dataDir)).mtimeMs).toBe(touched);
    await expect(lock.assertHeld()).rejects.toMatchObject({ code: "landing.lock_lost" });
    renameSync(own, lockPath(dataDir));
    await expect(lock.assertHeld()).rejects.toMatchObject({ code: "landing.lock_lost" });
    await lock.release();
  });

  it("without an owner yet is taken for one that is just being written", async () => {
    writeFileSync(lockPath(dataDir), "");
    await expect(takeLock(dataDir, clock)).rejects.toMatchObject({
      code: "refresh.already_running",
    });
  });

  it("tells its holder when it was taken over, and is then not removed by it", async () => {
    const lock = await takeLock(dataDir, clock);
    await lock.assertHeld();
    leaveLock(process.ppid, 1);
    await expect(lock.assertHeld()).rejects.toMatchObject({ code: "landing.lock_lost" });
    await lock.release();
    expect(existsSync(lockPath(dataDir))).toBe(true);
  });

  it("goes to exactly one of many that find it stale at once", async () => {
    leaveLock(deadPid(), 1);
    const taken = await Promise.allSettled(
      Array.from({ length: 8 }, () => takeLock(dataDir, clock)),
    );
    const held = taken.filter((result) => result.status === "fulfilled");
    expect(held).toHaveLength(1);
    await Promise.all(held.map(({ value }) => value.release()));
    expect(readdirSync(dataDir)).toEqual([]);
  });
});
