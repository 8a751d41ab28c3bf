import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { seededRandom } from "../../src/core/index.js";
import { checkLanding, namingDamage, runFolder } from "../../src/extract/index.js";
import { TestPlant } from "./test-plant.js";

const FILES = { "a.csv": "id,name\n1,pump\n2,seal\n", "b.csv": "id,name\n2,gear\n3,motor\n,x\n" };

let plant: TestPlant;
let state: unknown[];
beforeEach(async () => {
  plant = new TestPlant();
  for (const [name, content] of Object.entries(FILES)) plant.write(name, content);
  await plant.extract(["a.csv"]);
  await plant.extract(["a.csv"]);
  await plant.extract(["a.csv", "b.csv"]);
  state = [...(await plant.state())];
});
afterEach(() => plant.remove());

function fileOf(run_no: number, name = "rows.parquet"): string {
  return join(runFolder(plant.dataDir, { source: "plant", feed: "orders", run_no }), name);
}

/** Overwrites the bytes of a file from a place on with random ones. */
function damage(path: string, from: number, length: number): void {
  const random = seededRandom(3);
  const bytes = readFileSync(path);
  for (let at = from; at < Math.min(from + length, bytes.length); at += 1) {
    bytes[at] = random.integer(0, 255);
  }
  writeFileSync(path, bytes);
}

const DAMAGES: readonly (readonly [string, (path: string) => void])[] = [
  ["overwritten", (path) => damage(path, 0, 100_000)],
  ["with a damaged end", (path) => damage(path, readFileSync(path).length - 300, 300)],
  ["cut short", (path) => writeFileSync(path, readFileSync(path).subarray(0, 200))],
  ["empty", (path) => writeFileSync(path, "")],
  ["missing", (path) => rmSync(path)],
];

describe("a file of the landing log that is damaged", () => {
  it.each(DAMAGES)("(%s) stops the extraction and is told with what to do", async (_, harm) => {
    harm(fileOf(1));
    const error: unknown = await plant.extract(["a.csv", "b.csv"]).catch((e: unknown) => e);
    expect(error).toMatchObject({
      code: "landing.file_damaged",
      kind: "data",
      message: expect.stringContaining(`cannot be read: ${fileOf(1)} (run 1) — `) as string,
      hint: expect.stringContaining("if the source still has a.csv as it was then, move") as string,
    });
  });

  it.each(DAMAGES)("(%s) is found by looking at the log", async (_, harm) => {
    harm(fileOf(3));
    const { sound, damaged } = await checkLanding(plant.dataDir);
    expect(sound).toBe(2);
    expect(damaged.map(({ message }) => message.split(" — ")[0])).toEqual([
      `file of the landing log cannot be read: ${fileOf(3)} (run 3)`,
    ]);
  });

  it("is made good by doing what is said", async () => {
    damage(fileOf(1), 0, 300);
    const error = (await plant.extract(["a.csv", "b.csv"]).catch((e: unknown) => e)) as {
      hint: string;
    };
    // The repeat of the run stands for the same file, so that it must go too.
    const folders = [1, 2].map((run_no) =>
      runFolder(plant.dataDir, { source: "plant", feed: "orders", run_no }),
    );
    expect(error.hint).toContain(`move ${folders.join(" and ")} away`);
    for (const [i, folder] of folders.entries()) renameSync(folder, join(plant.folder, `${i}`));
    await plant.extract(["a.csv", "b.csv"]);
    expect([...(await plant.state())]).toEqual(state);
    expect((await checkLanding(plant.dataDir)).damaged).toEqual([]);
  });
});

it("an error that damage did not cause is told as it is", async () => {
  const mistake = new Error("Binder Error: no such column");
  const read = { dataDir: plant.dataDir, runs: plant.manifests() };
  await expect(namingDamage(read, () => Promise.reject(mistake))).rejects.toBe(mistake);
});

describe("a look at the landing log", () => {
  it("finds nothing in a sound one, nor where there is none", async () => {
    expect(await checkLanding(plant.dataDir)).toEqual({ sound: 3, damaged: [] });
    expect(await checkLanding(join(plant.folder, "none"))).toEqual({ sound: 0, damaged: [] });
  });

  it("finds damaged manifests, and goes on", async () => {
    writeFileSync(fileOf(1, "manifest.json"), "{");
    writeFileSync(fileOf(2, "manifest.json"), "[]");
    const { sound, damaged } = await checkLanding(plant.dataDir);
    expect([sound, damaged.length]).toEqual([1, 2]);
    expect(damaged[0]?.message).toContain(`manifest cannot be read: ${fileOf(1, "manifest.json")}`);
    expect(damaged[0]?.hint).toContain("restore it from a backup");
  });

  it("finds a file with other rows than its manifest says", async () => {
    writeFileSync(fileOf(3, "rejects.parquet"), readFileSync(fileOf(3)));
    const { damaged } = await checkLanding(plant.dataDir);
    expect(damaged.map(({ message }) => message)).toEqual([
      expect.stringContaining("it holds 2 rows, and 1 by the manifest"),
    ]);
  });
});
