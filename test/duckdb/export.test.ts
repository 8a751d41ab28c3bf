import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tableFromIPC, type Table } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  openReader,
  openWriter,
  writeArrow,
  writeCsv,
  writeParquet,
  type Database,
  type Db,
} from "../../src/duckdb/index.js";

let folder: string;
let reader: Database;
let db: Db;

const ROWS = 70_000;
const query = {
  sql: `select n as n, big as big, text as text, share as share, money as money, flag as flag,
      day as day, instant as instant, id as id
    from t where n < $to::integer order by n`,
  parameters: { to: ROWS },
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "meantime-export-"));
  mkdirSync(join(folder, "out"));
  const writer = await openWriter(join(folder, "t.duckdb"));
  const writing = await writer.connect();
  await writing.run(`create table t as select range::integer as n, range::bigint * 10000000000 as big,
      case range % 4 when 0 then null when 1 then '' when 2 then 'ö "q", ' || chr(10) || range
        else 'plain' end as text,
      range / 8.0 as share, (range / 4.0)::decimal(18, 4) as money,
      case when range % 3 = 0 then null else range % 3 = 1 end as flag,
      date '1969-12-30' + (range % 9)::integer as day,
      timestamp '1969-12-31 23:59:58' + to_seconds(range) as instant,
      case when range = 7 then null else ('00000000-0000-0000-0000-' || lpad(range::varchar, 12, '0'))
        end::uuid as id
    from range(200000)`);
  await writer.close();
  reader = await openReader(join(folder, "t.duckdb"), { exportDirectory: join(folder, "out") });
  db = await reader.connect();
});

afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true });
});

function cellsOf(table: Table): unknown[][] {
  return table.schema.fields.map((_, i): unknown[] => [...(table.getChildAt(i) ?? [])]);
}

describe("an export", () => {
  it("to CSV follows RFC 4180 and tells null from an empty text", async () => {
    const path = join(folder, "out", "t.csv");
    expect(await writeCsv(db, { ...query, parameters: { to: 3 } }, path)).toBe(3);
    expect(readFileSync(path, "utf8")).toBe(
      "n,big,text,share,money,flag,day,instant,id\r\n" +
        "0,0,,0.0,0.0000,,1969-12-30,1969-12-31T23:59:58Z,00000000-0000-0000-0000-000000000000\r\n" +
        '1,10000000000,"",0.125,0.2500,true,1969-12-31,1969-12-31T23:59:59Z,00000000-0000-0000-0000-000000000001\r\n' +
        '2,20000000000,"ö ""q"", \n2",0.25,0.5000,false,1970-01-01,1970-01-01T00:00:00Z,00000000-0000-0000-0000-000000000002\r\n',
    );
  });

  it("to Arrow has the right types and every cell of the query, over several batches", async () => {
    const path = join(folder, "out", "t.arrow");
    expect(await writeArrow(db, query, path)).toBe(ROWS);
    const table = tableFromIPC(readFileSync(path));
    expect(table.schema.fields.map((field) => `${field.name}: ${String(field.type)}`)).toEqual([
      "n: Int32",
      "big: Int64",
      "text: Utf8",
      "share: Float64",
      "money: Float64",
      "flag: Bool",
      "day: Date32<DAY>",
      "instant: Timestamp<MICROSECOND, UTC>",
      "id: Utf8",
    ]);
    expect(table.batches.length).toBeGreaterThan(1);
    const rows = await db.rows(query.sql, query.parameters);
    const expected = [
      rows.map((row) => row["n"]),
      rows.map((row) => BigInt(row["big"] as number)),
      rows.map((row) => row["text"]),
      rows.map((row) => row["share"]),
      rows.map((row) => row["money"]),
      rows.map((row) => row["flag"]),
      rows.map((row) => Date.parse(row["day"] as string)),
      rows.map((row) => Date.parse(row["instant"] as string)),
      rows.map((row) => row["id"]),
    ];
    const firstDifference = cellsOf(table).map((cells, i) =>
      cells.findIndex((cell, r) => cell !== expected[i]?.[r]),
    );
    expect(firstDifference).toEqual(expected.map(() => -1));
  });

  it("to Arrow keeps its columns when there is no row", async () => {
    const path = join(folder, "out", "empty.arrow");
    expect(await writeArrow(db, { ...query, parameters: { to: 0 } }, path)).toBe(0);
    const table = tableFromIPC(readFileSync(path));
    expect([table.numRows, table.schema.fields.length]).toEqual([0, 9]);
  });

  it("to Parquet is read back equal, instants adjusted to UTC", async () => {
    const path = join(folder, "out", "t.parquet");
    expect(await writeParquet(db, query, path)).toBe(ROWS);
    const back = await openWriter(":memory:");
    const reading = await back.connect();
    const { columns, rows } = await reading.table(
      `select * from read_parquet('${path}') order by n`,
    );
    expect(columns.find((column) => column.name === "instant")?.type).toBe(
      "timestamp with time zone",
    );
    expect(
      JSON.stringify(rows) === JSON.stringify(await db.rows(query.sql, query.parameters)),
    ).toBe(true);
    await back.close();
  });

  it("that fails leaves the file that was there and no partial one", async () => {
    const path = join(folder, "out", "kept.csv");
    await writeCsv(db, { sql: "select 1 as n" }, path);
    const late = "select case when n = 90000 then error('late') else n end as n from t";
    for (const write of [writeCsv, writeParquet, writeArrow]) {
      await expect(write(db, { sql: late }, path)).rejects.toThrow();
    }
    expect(readFileSync(path, "utf8")).toBe("n\r\n1\r\n");
    expect(readdirSync(join(folder, "out")).filter((name) => name.endsWith("partial"))).toEqual([]);
    await expect(
      writeCsv(db, { sql: "select 1 as n" }, join(folder, "elsewhere.csv")),
    ).rejects.toMatchObject({ code: "duckdb.write" });
    expect(existsSync(join(folder, "elsewhere.csv"))).toBe(false);
  });
});
