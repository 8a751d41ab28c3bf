import { join } from "node:path";
import type * as Files from "node:fs/promises";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { TestPlant } from "./test-plant.js";

const synced = vi.hoisted((): string[] => []);

vi.mock("node:fs/promises", async (original) => {
  const files = await original<typeof Files>();
  const open: typeof Files.open = async (path, ...rest) => {
    const handle = await files.open(path, ...rest);
    const sync = handle.sync.bind(handle);
    handle.sync = () => {
      synced.push(String(path));
      return sync();
    };
    return handle;
  };
  return { ...files, open };
});

let plant: TestPlant;
beforeEach(() => {
  plant = new TestPlant();
  synced.length = 0;
});
afterEach(() => plant.remove());

it("has the files of a run, and the name of every folder that it made, written to the disk", async () => {
  plant.write("a.csv", "id,name\n1,pump\n2,b,c\n");
  await plant.extract(["a.csv"]);
  const below = (...names: string[]): string => join(plant.dataDir, ...names);
  const [work] = synced.filter((path) => path.endsWith("rows.parquet"));
  const made = work?.slice(0, -"/rows.parquet".length) ?? "";
  expect(made).toContain(below("landing", ".tmp-"));
  expect(synced).toEqual([
    plant.folder,
    below(),
    join(made, "rows.parquet"),
    join(made, "rejects.parquet"),
    join(made, "manifest.json"),
    made,
    below("landing", "plant"),
    below("landing"),
    below("landing", "plant", "orders"),
  ]);
  synced.length = 0;
  await plant.extract(["a.csv"]);
  // Nothing was made above the run this time.
  expect(synced.slice(-1)).toEqual([below("landing", "plant", "orders")]);
  expect(synced).toHaveLength(4);
});
