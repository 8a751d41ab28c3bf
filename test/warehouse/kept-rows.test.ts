import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Config, FeedConfig } from "../../src/config/index.js";
import { buildPlant, openPlant, type OpenPlant } from "../fixtures/built-plant.js";
import { plainConfig, plainFeed, plainSource } from "../fixtures/plain-config.js";
import { extractPlant } from "../fixtures/sample-plant.js";

// Ten stops of an hour each, on ten days in June 2025.

const HEADER = "id,asset,from,to,code\n";
const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
const good = (key: string): string =>
  `${key},P,2025-06-${key.padStart(2, "0")} 08:00,2025-06-${key.padStart(2, "0")} 09:00,U\n`;
/** The same stop with its dates in a format that the mapping does not declare. */
const changed = (key: string): string =>
  `${key},P,${key.padStart(2, "0")}/06/2025 08:00,${key.padStart(2, "0")}/06/2025 09:00,U\n`;
const rowsOf = (row: (key: string) => string): string => KEYS.map(row).join("");

let folder: string;
let feed: FeedConfig;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "meantime-kept-"));
  const fields = {
    asset: "asset",
    started_at: "from",
    ended_at: "to",
    time_class: { column: "code", map: { U: "unplanned" } },
  };
  feed = plainFeed(
    { id: "stops", entity: "downtime", files: [join(folder, "a.csv")], key: ["id"] },
    fields,
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function configOf(one: FeedConfig): Config {
  const observation = {
    basis: "declared",
    from: "2025-06-01T00:00:00Z",
    to: "2025-07-01T00:00:00Z",
  } as const;
  const source = plainSource({ id: "s", feeds: [one], observation });
  return plainConfig(join(folder, "var"), { sources: [source] });
}

/** The plant after the states of the file were read one after another. */
async function after(one: FeedConfig, states: readonly string[]): Promise<OpenPlant> {
  const config = configOf(one);
  for (const rows of states) {
    writeFileSync(join(folder, "a.csv"), HEADER + rows);
    await extractPlant(config, config.data_dir);
  }
  await buildPlant(config.data_dir, config);
  return openPlant(config.data_dir);
}

async function figures(plant: OpenPlant): Promise<unknown> {
  return plant.row(
    "select (select count(*)::integer from fct_failure) as failures, " +
      "(select sum(unplanned_s)::integer from comp_day) as down_s, " +
      "(select count(*)::integer from svc_quarantine where is_open) as waiting",
  );
}

async function finding(plant: OpenPlant): Promise<unknown> {
  const rows = await plant.rows(
    "select subject, count, detail from svc_dq_finding where rule = 'shown_as_before'",
  );
  return rows.map((row) => Object.values(row));
}

describe("a version of a row that cannot be used", () => {
  test("leaves the last good one in the figures, waits in quarantine, and is told", async () => {
    const plant = await after(feed, [rowsOf(good), rowsOf(changed)]);
    expect(await figures(plant)).toEqual({ failures: 10, down_s: 36_000, waiting: 10 });
    expect(await finding(plant)).toEqual([["stops", 10, "2"]]);
    await plant.close();
  });

  test("gives way to the next that can be used", async () => {
    const repaired = good("1").replace("09:00", "10:00");
    const plant = await after(feed, [good("1"), changed("1"), repaired]);
    expect(await figures(plant)).toEqual({ failures: 1, down_s: 7_200, waiting: 0 });
    expect(await finding(plant)).toEqual([]);
    await plant.close();
  });

  test("brings nothing back that was deleted in between", async () => {
    const full: FeedConfig = { ...feed, snapshot: "full" };
    const plant = await after(full, [good("1") + good("2"), good("2"), changed("1") + good("2")]);
    expect(await figures(plant)).toEqual({ failures: 1, down_s: 3_600, waiting: 1 });
    await plant.close();
  });

  test("brings nothing back that a mapping rule leaves out", async () => {
    const exclude = [{ column: "code", equals: ["T"], reason: "test" }];
    const states = [good("1") + good("2").replace("U", "T"), rowsOf(changed)];
    const plant = await after({ ...feed, exclude }, states);
    expect(await figures(plant)).toEqual({ failures: 1, down_s: 3_600, waiting: 10 });
    await plant.close();
  });
});

describe("a full list known by its content that can no longer be read", () => {
  const refused = "check failed: stg_row__usable_lost found 1 offending rows, such as source s";

  test("stops the refresh, also after it was read again, and the snapshot before serves", async () => {
    const full: FeedConfig = { ...feed, key: "content", snapshot: "full" };
    const plant = await after(full, [rowsOf(good)]);
    await plant.close();
    await expect(after(full, [rowsOf(changed)])).rejects.toMatchObject({
      code: "data.check_failed",
      message: expect.stringContaining(refused) as string,
      hint: expect.stringContaining("the format of its dates") as string,
    });
    await expect(after(full, [rowsOf(changed)])).rejects.toThrow(refused);
    const serving = await openPlant(configOf(full).data_dir);
    expect(await figures(serving)).toEqual({ failures: 10, down_s: 36_000, waiting: 0 });
    await serving.close();
  });

  test("does not when only a few of many rows are spoiled", async () => {
    const full: FeedConfig = { ...feed, key: "content", snapshot: "full" };
    const spoiled = KEYS.map((key) => (Number(key) <= 3 ? changed(key) : good(key))).join("");
    const plant = await after(full, [rowsOf(good), spoiled]);
    expect(await figures(plant)).toEqual({ failures: 7, down_s: 25_200, waiting: 3 });
    await plant.close();
  });
});
