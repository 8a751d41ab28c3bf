import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fixedClock, isAppError, LOCAL_PRINCIPAL, silentLog } from "../../src/core/index.js";
import { takeLock } from "../../src/extract/index.js";
import { SnapshotHolder } from "../../src/main/snapshot-holder.js";
import { openCurrent, readQueryFiles, refresh } from "../../src/warehouse/index.js";
import { parseQueryFile, type QueryFiles } from "../../src/warehouse/sql-files.js";
import { buildPlant, BUILT_AT } from "../fixtures/built-plant.js";
import { plainConfig } from "../fixtures/plain-config.js";

const FIRST = "20261122T120000Z-r000000";
const SECOND = `${FIRST}-2`;

const folder = mkdtempSync(join(tmpdir(), "meantime-publish-"));
const prepared = join(folder, "prepared");
let dataDir = prepared;
let count = 0;

const snapshots = (): string => join(dataDir, "snapshots");

/** An empty plant is enough to publish. */
async function build(): Promise<string> {
  return (await buildPlant(dataDir, plainConfig(dataDir, {}))).snapshot_id;
}

beforeAll(async () => {
  await build();
  await build();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Every test begins with a copy of the two snapshots.
beforeEach(() => {
  count += 1;
  dataDir = join(folder, String(count));
  cpSync(prepared, dataDir, { recursive: true });
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "nothing thrown";
  } catch (error) {
    return isAppError(error) ? error.code : String(error);
  }
}

async function served(): Promise<{ id: string; reason: string | null; isCurrent: boolean }> {
  const snapshot = await openCurrent(dataDir);
  const { snapshot_id: id, fallback_reason: reason, is_current: isCurrent } = snapshot.info;
  await snapshot.close();
  return { id, reason, isCurrent };
}

describe("publishing", () => {
  test("serves the newest snapshot, under a name never used before", async () => {
    expect(await served()).toEqual({ id: SECOND, reason: null, isCurrent: true });
    const third = await build();
    expect(third).toBe(`${FIRST}-3`);
    expect(await served()).toEqual({ id: third, reason: null, isCurrent: true });
  });

  test("keeps the newest three, by when they were built", async () => {
    const ids = [await build(), await build()];
    const kept = readdirSync(snapshots()).filter((name) => name.endsWith(".duckdb"));
    expect(kept.map((name) => name.replace(".duckdb", "")).sort()).toEqual([SECOND, ...ids]);
  });

  test("lets a reader of a removed snapshot finish on it", async () => {
    const reader = await openCurrent(dataDir);
    rmSync(join(snapshots(), `${SECOND}.duckdb`));
    const { rows } = await reader.query("lists", "sites", {}, LOCAL_PRINCIPAL);
    expect(rows.map(({ site }) => site)).toEqual(["plant"]);
    await reader.close();
  });

  test("removes what an interrupted refresh left, and nothing else", async () => {
    mkdirSync(join(snapshots(), ".building-1"));
    writeFileSync(join(snapshots(), ".building-1", "snapshot.duckdb"), "half");
    writeFileSync(join(snapshots(), "20200101T000000Z-r000001.duckdb"), "without description");
    writeFileSync(join(snapshots(), "x.json.partial"), "{");
    const next = await build();
    expect(readdirSync(snapshots()).sort()).toEqual(
      [FIRST, SECOND, next].flatMap((id) => [`${id}.duckdb`, `${id}.json`]).sort(),
    );
  });
});

describe("an unreadable snapshot", () => {
  test("cut short is passed over for the one before, with the reason", async () => {
    truncateSync(join(snapshots(), `${SECOND}.duckdb`), 4_096);
    const { id, reason, isCurrent } = await served();
    expect({ id, isCurrent }).toEqual({ id: FIRST, isCurrent: false });
    expect(reason).toContain(`snapshot cannot be read: ${SECOND}`);
    expect(reason).toContain("its file has 4096 bytes");
  });

  test("changed at the same size is passed over, by its hash", async () => {
    const path = join(snapshots(), `${SECOND}.duckdb`);
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 300_000, 320_000);
    writeFileSync(path, bytes);
    const { id, reason } = await served();
    expect(id).toBe(FIRST);
    expect(reason).toBe(`snapshot cannot be read: ${SECOND} — its file is not what was published`);
  });

  test("made before hashes were kept is read as it is", async () => {
    const path = join(snapshots(), `${SECOND}.json`);
    const description = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
    writeFileSync(path, JSON.stringify({ ...description, file_sha256: undefined }));
    expect(await served()).toEqual({ id: SECOND, reason: null, isCurrent: true });
  });

  test("damaged while it serves gives way to the one before, at the first query that finds it", async () => {
    const holder = new SnapshotHolder(dataDir, silentLog);
    const ask = async (): Promise<string> => {
      const snapshot = await holder.current();
      await snapshot.query("lists", "sites", {}, LOCAL_PRINCIPAL);
      return snapshot.info.snapshot_id;
    };
    expect((await holder.current()).info.snapshot_id).toBe(SECOND);
    const path = join(snapshots(), `${SECOND}.duckdb`);
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 12_288);
    writeFileSync(path, bytes);
    await expect(ask()).rejects.toThrow(/checksum|corrupt/i);
    expect(await ask()).toBe(FIRST);
    expect((await holder.current()).info.fallback_reason).toContain(SECOND);
    rmSync(join(snapshots(), `${FIRST}.json`));
    await holder.close();
  });

  test("damaged inside is passed over too", async () => {
    const path = join(snapshots(), `${SECOND}.duckdb`);
    writeFileSync(path, Buffer.alloc(readFileSync(path).length, 7));
    expect(await served()).toMatchObject({ id: FIRST, isCurrent: false });
  });

  test("that is gone, or without its description, is passed over too", async () => {
    rmSync(join(snapshots(), `${SECOND}.json`));
    expect(await served()).toMatchObject({ id: FIRST });
  });

  test("pointer is made up for by the newest snapshot", async () => {
    writeFileSync(join(dataDir, "current.json"), '{"format_ver');
    expect(await served()).toEqual({
      id: SECOND,
      reason: "current.json cannot be read",
      isCurrent: false,
    });
  });

  test("with none before it is an error that says why", async () => {
    expect(await codeOf(openCurrent(join(folder, "nowhere")))).toBe("snapshot.none");
    for (const id of [FIRST, SECOND]) truncateSync(join(snapshots(), `${id}.duckdb`), 10);
    try {
      await openCurrent(dataDir);
      expect.unreachable();
    } catch (error) {
      expect(isAppError(error) && error.issues.map(({ message }) => message).join()).toContain(
        "its file has 10 bytes",
      );
    }
  });
});

describe("a refresh that fails", () => {
  test("because another one runs says so and touches nothing", async () => {
    const lock = await takeLock(dataDir, fixedClock(BUILT_AT));
    expect(await codeOf(build())).toBe("refresh.already_running");
    await lock.release();
    expect(await served()).toMatchObject({ id: SECOND });
  });

  test("on a check names it, and the snapshot before keeps serving", async () => {
    const own = readQueryFiles();
    const check = parseQueryFile({
      kind: "checks",
      path: "checks/dim_site__never.sql",
      content: "-- severity: stop\n-- Every site.\nselect code as code from dim_site",
    });
    const queries: QueryFiles = {
      ...own,
      of: (kind) => (kind === "checks" ? [...own.of(kind), check] : own.of(kind)),
    };
    const config = plainConfig(dataDir, {});
    const failing = refresh({
      config,
      configHash: "test",
      softwareVersion: "0.0.0",
      dataDir,
      clock: fixedClock(BUILT_AT),
      log: silentLog,
      progress: () => undefined,
      queries,
    });
    await expect(failing).rejects.toThrow(
      "check failed: dim_site__never found 1 offending rows, such as code plant — expected none",
    );
    expect(await served()).toEqual({ id: SECOND, reason: null, isCurrent: true });
    expect(readdirSync(snapshots()).filter((name) => name.startsWith("."))).toEqual([]);
    expect(existsSync(join(dataDir, "refresh.lock"))).toBe(false);
  });
});
