import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCurrent } from "../../src/warehouse/index.js";
import { samplePlant } from "../fixtures/sample-plant.js";

const folder = mkdtempSync(join(tmpdir(), "meantime-full-"));
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CHILD = fileURLToPath(new URL("refresh-child.ts", import.meta.url));
const SMALL_DISK = join(folder, "small-disk");

/** Mounts a file system of 14 MB: room for the landing log and one snapshot, not for two. */
function mountSmallDisk(): boolean {
  mkdirSync(SMALL_DISK);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=14m", "tmpfs", SMALL_DISK]);
  return mounted.status === 0;
}

const isMounted = mountSmallDisk();
let sampleDir: string;

beforeAll(async () => {
  sampleDir = (await samplePlant()).dataDir;
});
afterAll(() => {
  if (isMounted) execFileSync("umount", [SMALL_DISK]);
  rmSync(folder, { recursive: true, force: true });
});

/** Refreshes in a process of its own, begun by a shell command that may limit it. */
function refreshIn(dataDir: string, limit: string): { code?: string; message?: string } {
  const loader = join(ROOT, "node_modules", "tsx", "dist", "loader.mjs");
  const command = `${limit} exec "$0" --import "$1" "$2" "$3"`;
  const run = spawnSync("bash", ["-c", command, process.execPath, loader, CHILD, dataDir], {
    encoding: "utf8",
  });
  expect(run.stderr).toBe("");
  return JSON.parse(run.stdout) as { code?: string; message?: string };
}

async function expectServed(dataDir: string, id: string): Promise<void> {
  const snapshot = await openCurrent(dataDir);
  expect(snapshot.info).toMatchObject({ snapshot_id: id, is_current: true, fallback_reason: null });
  await snapshot.close();
  const names = readdirSync(join(dataDir, "snapshots"));
  expect(names.sort()).toEqual([`${id}.duckdb`, `${id}.json`]);
}

describe("a refresh that runs out of space", () => {
  test("by a limit on file size names the cause, and the previous snapshot serves", async () => {
    const dataDir = join(folder, "limited");
    cpSync(sampleDir, dataDir, { recursive: true });
    const before = await openCurrent(dataDir);
    const { snapshot_id } = before.info;
    await before.close();
    // 2 MB, in blocks of 1,024 bytes; the snapshot takes about 7.
    const { code, message } = refreshIn(dataDir, "ulimit -f 2048;");
    expect(code).toBe("refresh.no_space");
    expect(message).toContain("no space is left");
    expect(message).toContain("File too large");
    await expectServed(dataDir, snapshot_id);
  });

  test.runIf(isMounted)("on a full file system too (a tmpfs was mounted here)", async () => {
    const dataDir = join(SMALL_DISK, "data");
    cpSync(sampleDir, dataDir, { recursive: true });
    const before = await openCurrent(dataDir);
    const { snapshot_id } = before.info;
    await before.close();
    const { code, message } = refreshIn(dataDir, "");
    expect(code).toBe("refresh.no_space");
    expect(message).toContain("No space left on device");
    await expectServed(dataDir, snapshot_id);
  });

  test.runIf(!isMounted)("on a full file system was not run: mounting is not allowed here", () => {
    expect(isMounted).toBe(false);
  });
});
