import { expect, it } from "vitest";
import { outOfSpaceCause } from "../../src/duckdb/index.js";
import { TestPlant } from "./test-plant.js";

const isOutOfSpace = (error: unknown): boolean => outOfSpaceCause(error) !== null;

function coded(code: string, message = "write failed"): Error {
  return Object.assign(new Error(message), { code });
}

it("is told by a code anywhere along the causes", () => {
  for (const code of ["ENOSPC", "EFBIG", "EDQUOT"]) {
    expect(isOutOfSpace(coded(code))).toBe(true);
    const cause = new Error("between", { cause: coded(code) });
    expect(isOutOfSpace(new Error("outermost", { cause }))).toBe(true);
  }
  expect(isOutOfSpace(coded("EACCES"))).toBe(false);
  expect(isOutOfSpace("ENOSPC")).toBe(false);
});

it("is told by the words with which the driver ends", () => {
  const say = (words: string): boolean =>
    isOutOfSpace(new Error("statement failed", { cause: new Error(words) }));
  expect(say('IO Error: Could not write file "/data/x.tmp": No space left on device')).toBe(true);
  expect(say('IO Error: Could not write file "/data/x.tmp": Permission denied')).toBe(false);
  const path = "/data/No space left on device/quota/File too large/x.tmp";
  expect(say(`IO Error: Could not write file "${path}": Permission denied`)).toBe(false);
});

it("is not told by a path that names a quota, whatever is wrong with it", async () => {
  const plant = new TestPlant();
  try {
    const missing = plant.extract(["quota ENOSPC.csv"]);
    await expect(missing).rejects.toMatchObject({ code: "source.file_missing" });
    plant.write("out of disk quota.csv", "\n");
    await expect(plant.extract(["out of disk quota.csv"])).rejects.toMatchObject({
      code: "source.empty",
    });
  } finally {
    plant.remove();
  }
});
