import type * as Files from "node:fs/promises";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { buildPlant } from "../fixtures/built-plant.js";
import { plainConfig } from "../fixtures/plain-config.js";

const done = vi.hoisted((): string[] => []);

vi.mock("node:fs/promises", async (original) => {
  const files = await original<typeof Files>();
  const open: typeof Files.open = async (path, ...rest) => {
    const handle = await files.open(path, ...rest);
    const sync = handle.sync.bind(handle);
    handle.sync = () => {
      done.push(`sync ${String(path)}`);
      return sync();
    };
    return handle;
  };
  const rename: typeof Files.rename = async (from, to) => {
    done.push(`name ${String(to)}`);
    return files.rename(from, to);
  };
  return { ...files, open, rename };
});

const dataDir = mkdtempSync(join(tmpdir(), "meantime-durable-"));
afterAll(() => rmSync(dataDir, { recursive: true }));

test("a published snapshot and every name on the way to it are on the disk", async () => {
  const { snapshot_id: id } = await buildPlant(dataDir, plainConfig(dataDir, {}));
  const snapshots = join(dataDir, "snapshots");
  const own = done.filter((entry) => !entry.includes("refresh.lock"));
  expect(own.map((entry) => entry.replace(/\.building-[^/]+/, "building"))).toEqual([
    `sync ${dataDir}`,
    `sync ${join(snapshots, "building", "snapshot.duckdb")}`,
    `name ${join(snapshots, `${id}.duckdb`)}`,
    `sync ${snapshots}`,
    `sync ${join(snapshots, `${id}.json.partial`)}`,
    `name ${join(snapshots, `${id}.json`)}`,
    `sync ${snapshots}`,
    `sync ${join(dataDir, "current.json.partial")}`,
    `name ${join(dataDir, "current.json")}`,
    `sync ${dataDir}`,
  ]);
});
