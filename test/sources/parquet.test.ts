import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { literal, openWriter, type Database, type Db } from "../../src/duckdb/index.js";
import { connectors } from "../../src/sources/index.js";
import { testFeed, TestReader } from "./read-file.js";

let reader: TestReader;
let folder: string;
let database: Database;
let db: Db;
beforeAll(async () => {
  reader = await TestReader.open();
  folder = mkdtempSync(join(tmpdir(), "meantime-parquet-"));
  database = await openWriter(":memory:", { threads: 2 });
  db = await database.connect();
});
afterAll(async () => {
  await reader.close();
  await database.close();
  rmSync(folder, { recursive: true });
});

const feed = testFeed({ connector: "parquet" });

async function write(query: string, options = ""): Promise<string> {
  const path = join(folder, "file.parquet");
  await db.run(`copy (${query}) to ${literal(path)} (format parquet${options})`);
  return path;
}

describe("a value", () => {
  it.each([
    ["'Pümpe'", "Pümpe"],
    ["''", ""],
    ["null::integer", null],
    ["12345678901234567890::uint64", "12345678901234567890"],
    ["1.10::decimal(18, 2)", "1.10"],
    ["7::double", "7"],
    ["0.1::double", "0.1"],
    ["0.1::float", "0.1"],
    ["(-1234567890123456)::double", "-1234567890123456"],
    ["'nan'::double", "nan"],
    ["true", "true"],
    ["date '2018-04-01'", "2018-04-01"],
    ["time '12:30:00'", "12:30:00"],
    ["timestamp '2018-04-01 12:00:00'", "2018-04-01T12:00:00"],
    ["timestamp_ns '2018-04-01 12:00:00.123456789'", "2018-04-01T12:00:00.123456789"],
    ["timestamptz '2018-04-01 12:00:00.5+02'", "2018-04-01T10:00:00.5Z"],
    ["{a: 1, b: ['x', null]}", '{"a":1,"b":["x",null]}'],
    ["[1, 2]", "[1,2]"],
    ["'ab'::blob", "ab"],
  ])("%s becomes %s", async (value, expected) => {
    const { rows } = await reader.read(await write(`select ${value} as "it's"`), feed);
    expect(rows).toEqual([{ position: 1, line: 1, fields: [expected] }]);
  });
});

describe("a file", () => {
  it("keeps the order of its records over row groups", async () => {
    const path = await write(
      "select range as n, 'x' as t from range(150000)",
      ", row_group_size 2048",
    );
    const { rows, read } = await reader.read(path, feed);
    expect(read.columns).toEqual(["n", "t"]);
    expect(rows).toHaveLength(150_000);
    expect(rows.every(({ fields, position }) => fields[0] === String(position - 1))).toBe(true);
  });

  it("without records has columns", async () => {
    const { rows, read } = await reader.read(await write("select 1 as n where false"), feed);
    expect([rows, read.columns]).toEqual([[], ["n"]]);
  });

  it("that lacks a mapped column, is cut off, damaged or something else is refused", async () => {
    const path = await write("select range as n from range(9000)", ", row_group_size 2048");
    const mapped = { ...feed, fields: { tag: { column: "id" } } };
    const code = "source.column_missing";
    await expect(reader.read(path, mapped)).rejects.toMatchObject({ code });
    const whole = readFileSync(path);
    const damaged = Buffer.from(whole).fill(0xff, 4, 4_000);
    for (const bytes of [
      whole.subarray(0, 5_000),
      damaged,
      Buffer.from("a,b\n1,2\n"),
      Buffer.alloc(0),
    ]) {
      writeFileSync(path, bytes);
      await expect(reader.read(path, feed)).rejects.toMatchObject({ code: "source.not_parquet" });
    }
    await expect(connectors.parquet.inspect({ path, feed }, folder)).rejects.toMatchObject({
      code: "source.not_parquet",
    });
  });

  it("shows its columns", async () => {
    const path = await write("select 1 as a, 2 as b");
    const shape = await connectors.parquet.inspect({ path, feed }, folder);
    expect(shape).toEqual({ columns: ["a", "b"], sheets: [] });
  });
});
