import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "../../src/core/index.js";
import { lockPath, takeLock } from "../../src/extract/index.js";

const clock = fixedClock("2026-01-02T03:04:05Z");

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "meantime-lock-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function leaveLock(pid: number, ageSeconds: number): void {
  const owner = { pid, since: "2026-01-01T00:00:00Z", token: "other" };
  writeFileSync(lockPath(dataDir), JSON.stringify(owner));
  const at = Date.now() / 1000 - ageSeconds;
  utimesSync(lockPath(dataDir), at, at);
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
