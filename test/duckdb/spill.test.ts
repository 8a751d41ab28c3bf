import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openReader, openWriter, type Database } from "../../src/duckdb/index.js";

const root = mkdtempSync(join(tmpdir(), "meantime-spill-"));
const path = join(root, "t.duckdb");
let out: string;
let count = 0;

beforeAll(async () => {
  const database = await openWriter(path, { threads: 2 });
  const db = await database.connect();
  await db.run("create table t as select range as i, md5(range::varchar) as m from range(600000)");
  await database.close();
});
beforeEach(() => {
  count += 1;
  out = join(root, String(count));
  mkdirSync(out);
});
afterAll(() => rmSync(root, { recursive: true }));

/** With so little memory, the query below has to spill. */
const open = (): Promise<Database> =>
  openReader(path, { threads: 1, memoryLimitMb: 40, exportDirectory: out });

async function answer(database: Database, salt: string): Promise<unknown> {
  const db = await database.connect();
  const [row] = await db.rows(
    "select md5(string_agg(m, '' order by n)) as h from (select m, row_number() over " +
      `(order by hash(m || '${salt}')) as n from t) where n % 1000 = 0`,
  );
  return row?.["h"];
}

describe("readers that spill", () => {
  it("beside each other get the answers that each gets alone, and leave nothing", async () => {
    const alone = await open();
    const expected = [await answer(alone, "a"), await answer(alone, "b")];
    await alone.close();
    const readers = [await open(), await open()] as const;
    const asked = [answer(readers[0], "a"), answer(readers[1], "b")];
    expect(readdirSync(out)).toHaveLength(2);
    expect(await Promise.all(asked)).toEqual(expected);
    for (const reader of readers) await reader.close();
    expect(readdirSync(out)).toEqual([]);
  }, 60_000);

  it("remove what instances that are gone have left, and nothing of others", async () => {
    const month_ago = (Date.parse("2026-01-01") - 30 * 86_400_000) / 1_000;
    const folders: Record<string, { host: string; pid: number; age?: number }> = {
      ".spill-ours": { host: hostname(), pid: 2_147_483_646 },
      ".spill-alive": { host: hostname(), pid: process.ppid },
      ".spill-theirs": { host: "elsewhere", pid: 1 },
      ".spill-theirs-old": { host: "elsewhere", pid: 1, age: month_ago },
    };
    for (const [name, { age, ...owner }] of Object.entries(folders)) {
      mkdirSync(join(out, name));
      const text = JSON.stringify({ ...owner, instance: name });
      writeFileSync(join(out, name, "owner.json"), text);
      if (age !== undefined) utimesSync(join(out, name), age, age);
    }
    writeFileSync(join(out, "export.csv"), "");
    const reader = await open();
    await reader.close();
    expect(readdirSync(out).sort()).toEqual([".spill-alive", ".spill-theirs", "export.csv"]);
  });
});
