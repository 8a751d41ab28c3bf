import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { compareRandom, type OracleDay } from "./compare-downtime.js";
import type { NaiveDay } from "./naive-downtime.js";

const SEED = 20_181_104;
const CASES = 400;

const folder = mkdtempSync(join(tmpdir(), "meantime-pass-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function spoken(days: Readonly<Record<string, NaiveDay>>): Record<string, OracleDay> {
  return Object.fromEntries(
    Object.entries(days).map(([day, { unplanned_s, planned_s, external_s, failures }]) => [
      day,
      { unplanned_s, planned_s, external_s, failures },
    ]),
  );
}

describe("the downtime pass", () => {
  test(`equals a loop over every minute and its SQL form, ${CASES} assets, seed ${SEED}`, async () => {
    const compared = await compareRandom(folder, SEED, CASES);
    for (const { asset, built, naive, oracle } of compared) {
      expect(built.days, JSON.stringify(asset)).toEqual(naive.days);
      expect(built.failures, JSON.stringify(asset)).toEqual(naive.failures);
      expect(oracle, JSON.stringify(asset)).toEqual(spoken(naive.days));
    }
    // The cases are worth something only when they hold what is difficult.
    const failures = compared.flatMap(({ naive }) => naive.failures);
    expect(failures.filter(({ keys }) => keys.length > 1).length).toBeGreaterThan(50);
    expect(failures.filter(({ is_open }) => is_open).length).toBeGreaterThan(20);
    expect(failures.filter(({ is_clipped }) => is_clipped).length).toBeGreaterThan(20);
    expect(new Set(compared.map(({ asset }) => asset.site)).size).toBe(14);
  });
});
