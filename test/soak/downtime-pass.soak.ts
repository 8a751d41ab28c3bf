import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compareRandom } from "../warehouse/compare-downtime.js";

const CASES = 5_000;

test(`the downtime pass equals the minute loop for ${CASES} assets and a seed of today`, async () => {
  const seed = Math.floor(Date.now() / 1000);
  console.log(`seed ${seed}`);
  const folder = mkdtempSync(join(tmpdir(), "meantime-soak-"));
  try {
    for (const { asset, built, naive } of await compareRandom(folder, seed, CASES)) {
      expect(built, JSON.stringify(asset)).toEqual(naive);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
