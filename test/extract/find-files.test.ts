import { appendFileSync, mkdirSync, utimesSync } from "node:fs";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "../../src/core/index.js";
import type { ExtractProgress } from "../../src/extract/index.js";
import { findFiles } from "../../src/sources/index.js";
import { TestPlant } from "./test-plant.js";

let plant: TestPlant;
beforeEach(() => {
  plant = new TestPlant();
  mkdirSync(join(plant.folder, "drop/b/.hidden"), { recursive: true });
});
afterEach(() => plant.remove());

const clock = fixedClock("2026-01-02T03:04:05Z");

async function find(...patterns: string[]): Promise<{ files: string[]; unfinished: string[] }> {
  const found = await findFiles(
    patterns.map((pattern) => join(plant.folder, pattern)),
    clock,
  );
  const short = (paths: readonly string[]): string[] =>
    paths.map((path) => relative(plant.folder, path));
  return { files: short(found.files), unfinished: short(found.unfinished) };
}

describe("a pattern", () => {
  beforeEach(() => {
    for (const name of ["day-10.csv", "day-9.csv", "day-009b.csv", ".x.csv", "x.txt", "[1]+.csv"]) {
      plant.write(`drop/${name}`, "id\n1\n");
    }
    plant.write("drop/b/a.csv", "id\n1\n");
    plant.write("drop/b/.hidden/a.csv", "id\n1\n");
  });

  it("stands for the files that match, numbers in their names by their value", async () => {
    const { files } = await find("drop/day-*.csv");
    expect(files).toEqual(["drop/day-9.csv", "drop/day-009b.csv", "drop/day-10.csv"]);
    expect((await find("drop/day-??.csv")).files).toEqual(["drop/day-10.csv"]);
    expect((await find("drop/[*.csv")).files).toEqual(["drop/[1]+.csv"]);
  });

  it("reaches into folders, but not hidden ones", async () => {
    expect((await find("*/b/*.csv")).files).toEqual(["drop/b/a.csv"]);
    const all = (await find("**/*.csv")).files;
    expect(all).toHaveLength(5);
    expect(all).toContain("drop/b/a.csv");
  });

  it("names a file once, beside names that are taken as they are", async () => {
    const { files } = await find("gone.csv", "drop/b/a.csv", "drop/b/*");
    expect(files).toEqual(["gone.csv", "drop/b/a.csv"]);
  });

  it.each(["drop/*.json", "nowhere/*.csv", "drop/x.txt/*"])("that is %s fails", async (pattern) => {
    await expect(find(pattern)).rejects.toMatchObject({ code: "source.no_match" });
  });
});

describe("a file that is still being written", () => {
  it("is told by its name or by a change, and left for the next time", async () => {
    for (const name of ["1.csv", "2.csv.part", "3.csv.TMP"]) plant.write(`drop/${name}`, "id\n");
    const growing = plant.write("drop/4.csv", "id\n");
    const fresh = plant.write("drop/5.csv", "id\n");
    const now = Date.parse("2026-01-02T03:04:05Z") / 1_000;
    utimesSync(growing, now, now);
    utimesSync(fresh, now, now);
    const timer = setInterval(() => appendFileSync(growing, "1\n"), 300);
    const found = await find("drop/*").finally(() => clearInterval(timer));
    expect(found).toEqual({
      files: ["drop/1.csv", "drop/5.csv"],
      unfinished: ["drop/2.csv.part", "drop/3.csv.TMP", "drop/4.csv"],
    });
  });
});

describe("an extraction", () => {
  it("lands the files of a pattern oldest first, passes known ones over, tells of unfinished", async () => {
    plant.write("drop/day-9.csv", "id,n\n1,old\n");
    plant.write("drop/day-10.csv", "id,n\n1,new\n");
    await plant.extract(["drop/*.csv"]);
    expect(plant.manifests().map(({ file }) => file)).toEqual(["day-9.csv", "day-10.csv"]);
    expect([...(await plant.state()).values()]).toEqual(['["1","new"]']);
    plant.write("drop/day-11.csv", "id,n\n2,x\n");
    plant.write("drop/day-12.csv.part", "id,n\n");
    const steps: string[] = [];
    const progress = ({ step, file }: ExtractProgress): unknown =>
      steps.push(`${step} ${relative(plant.folder, file)}`);
    await plant.extract(["drop/*.csv*"], { progress });
    expect(steps.slice(0, 4)).toEqual([
      "unfinished drop/day-12.csv.part",
      "skipped drop/day-9.csv",
      "skipped drop/day-10.csv",
      "reading drop/day-11.csv",
    ]);
  });
});
