import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compareRandom } from "../warehouse/compare-downtime.js";

/** Another seed each time, printed; MEANTIME_SOAK_SEED repeats a run, MEANTIME_SOAK_CASES sizes it. */
const SEED = Number(process.env["MEANTIME_SOAK_SEED"] ?? Math.floor(Date.now() / 1000));
const CASES = Number(process.env["MEANTIME_SOAK_CASES"] ?? 5_000);

test(`the downtime pass equals the minute loop for ${CASES} assets and a seed of today`, async () => {
  console.log(`downtime pass: seed ${SEED}, ${CASES} assets`);
  const folder = mkdtempSync(join(tmpdir(), "meantime-soak-"));
  try {
    for (const { asset, built, naive } of await compareRandom(folder, SEED, CASES)) {
      expect(built, JSON.stringify(asset)).toEqual(naive);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
