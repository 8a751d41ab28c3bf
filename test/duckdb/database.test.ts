import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  appendColumns,
  openReader,
  openWriter,
  readColumns,
  type Database,
  type Db,
} from "../../src/duckdb/index.js";

let folder: string;
let database: Database;
let db: Db;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "meantime-duckdb-"));
  database = await openWriter(":memory:", { threads: 2 });
  db = await database.connect();
});

afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

describe("cells", () => {
  it("are ISO texts, safe numbers, booleans and null", async () => {
    const [row] = await db.rows(`select
        timestamp '2018-04-01 04:00:00' as whole, timestamp '1969-12-31 23:59:59.5' as fraction,
        date '2018-04-01' as day, 12.50::decimal(18, 4) as money, 9007199254740991 as safe,
        '0d9a6f0e-5b5c-4c7e-8a52-3f2d1c0b9a87'::uuid as id, 1.5::double as half,
        true as yes, null::varchar as nothing, 3::integer as three, 'ö' as letter`);
    expect(row).toEqual({
      whole: "2018-04-01T04:00:00Z",
      fraction: "1969-12-31T23:59:59.5Z",
      day: "2018-04-01",
      money: 12.5,
      safe: 9007199254740991,
      id: "0d9a6f0e-5b5c-4c7e-8a52-3f2d1c0b9a87",
      half: 1.5,
      yes: true,
      nothing: null,
      three: 3,
      letter: "ö",
    });
  });

  it.each(["9007199254740992", "'infinity'::double", "[1, 2]", "'infinity'::timestamp"])(
    "refuse %s, which a cell cannot hold exactly",
    async (expression) => {
      await expect(db.rows(`select ${expression} as x`)).rejects.toMatchObject({
        code: "query.cell",
      });
    },
  );
});

describe("parameters", () => {
  const sql = `select $day::date as day, $at::timestamp as instant, $id::uuid as id,
    $count::integer as count, $share::double as share, ($names::varchar[])[2] as second,
    $flag::boolean as flag, $gone::varchar as gone, list_sum($counts::bigint[])::integer as total`;
  const given = {
    day: "2018-04-01",
    at: "2018-04-01T04:00:00Z",
    id: "0d9a6f0e-5b5c-4c7e-8a52-3f2d1c0b9a87",
    count: 3,
    share: 0.5,
    names: ["a", "b"],
    flag: true,
    gone: null,
    counts: [1, 2],
  };

  it("are bound by their declared types", async () => {
    const [row] = await db.rows(sql, given);
    expect(row).toEqual({
      day: "2018-04-01",
      instant: "2018-04-01T04:00:00Z",
      id: given.id,
      count: 3,
      share: 0.5,
      second: "b",
      flag: true,
      gone: null,
      total: 3,
    });
  });

  it("are compared by name before anything is bound", async () => {
    await expect(
      db.rows("select $a::integer as a, $b::integer as b", { a: 1, c: 2 }),
    ).rejects.toMatchObject({
      code: "query.parameters",
      message:
        "query parameters do not match: missing $b, not used $c — " +
        "expected exactly the parameters that the query names",
    });
  });

  it("refuse a fraction where an integer is declared", async () => {
    await expect(db.rows("select $n::integer as n", { n: 1.5 })).rejects.toMatchObject({
      code: "query.parameter_value",
    });
  });

  it("are known with the columns before the query runs", async () => {
    expect(await db.prepareInfo("select $from::date as day, 1::integer as n, 'x' as t")).toEqual({
      parameters: [{ name: "from", type: "date" }],
      columns: [
        { name: "day", type: "date" },
        { name: "n", type: "integer" },
        { name: "t", type: "varchar" },
      ],
    });
  });
});

describe("bounds", () => {
  it("stop a query at its time limit and leave the connection usable", async () => {
    const endless =
      "select sum(hash(a.range + b.range)) as x from range(10000000) a, range(9999) b";
    await expect(db.rows(endless, {}, { timeoutMs: 50 })).rejects.toMatchObject({
      code: "query.timeout",
    });
    expect(await db.rows("select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("refuse a result with too many rows instead of cutting it", async () => {
    const rows = db.rows("select range as n from range(11)", {}, { maxRows: 10 });
    await expect(rows).rejects.toMatchObject({ code: "query.too_many_rows" });
    expect(await db.rows("select range as n from range(10)", {}, { maxRows: 10 })).toHaveLength(10);
  });

  it("report the error of a late row instead of a shorter result", async () => {
    const sql =
      "select case when range = 90000 then error('late') else range end as n from range(99999)";
    await expect(db.rows(sql)).rejects.toMatchObject({ code: "duckdb.statement" });
  });
});

describe("a connection", () => {
  it("runs statements given to it at once one after another", async () => {
    const own = await database.connect();
    const counts = await Promise.all([
      own.run("create table queue as select 1 as n"),
      own.run("insert into queue values (2), (3)"),
      own.rows("select count(*) as n from queue"),
      own.rows("select no_such_column from queue").catch(() => "refused"),
      own.rows("select max(n) as n from queue"),
    ]);
    expect(counts.slice(2)).toEqual([[{ n: 3 }], "refused", [{ n: 3 }]]);
    await own.close();
    expect(own.isOpen).toBe(false);
  });
});

describe("columns", () => {
  it("are read in order in pieces and appended on another connection", async () => {
    const writing = await database.connect();
    await db.run(
      "create table numbers as select range::integer as n, 'x' || range as t from range(10000)",
    );
    await writing.run("create table copies (n integer, t varchar)");
    const read = await readColumns(
      db,
      {
        sql: "select n as n, t as t from numbers where n < $to::integer order by n",
        parameters: { to: 7000 },
      },
      async (chunk) => {
        await appendColumns(writing, "copies", [chunk.values(0), chunk.values(1)]);
      },
    );
    expect(read).toBe(7000);
    const check = "select count(*) as rows, sum(n)::integer as total, max(t) as last from copies";
    // 0 + 1 + ... + 6999 = 6999 * 7000 / 2
    expect(await writing.rows(check)).toEqual([{ rows: 7000, total: 24496500, last: "x999" }]);
    await writing.close();
  });

  it("report a stream that ends early, which the driver does not", async () => {
    await db.run("create table many as select range::integer as n from range(999999)");
    const sql = "select case when n = 900000 then error('late') else n end as n from many";
    await expect(readColumns(db, { sql }, () => undefined)).rejects.toMatchObject({
      code: "duckdb.incomplete_read",
    });
    expect(await db.rows("select 1 as one")).toEqual([{ one: 1 }]);
  });
});

describe("a reader", () => {
  it("sees the file and can change nothing nor reach anything else", async () => {
    const path = join(folder, "read.duckdb");
    const writer = await openWriter(path);
    const writing = await writer.connect();
    await writing.run("create table t as select 1 as n");
    await writer.close();
    const reader = await openReader(path);
    const reading = await reader.connect();
    expect(await reading.rows("select n as n, current_setting('TimeZone') as zone from t")).toEqual(
      [{ n: 1, zone: "UTC" }],
    );
    await reading.run("create temp table allowed_site (site_id uuid)");
    for (const sql of [
      "insert into t values (2)",
      "select * from read_csv('/etc/passwd')",
      "attach 'other.duckdb'",
      "install spatial",
      "set threads = 8",
      `copy t to '${join(folder, "out.csv")}'`,
    ]) {
      await expect(reading.run(sql), sql).rejects.toMatchObject({ code: "duckdb.statement" });
    }
    await reader.close();
  });

  it("names the file that is missing or is no database", async () => {
    const path = join(folder, "broken.duckdb");
    writeFileSync(path, "not a database");
    await expect(openReader(path)).rejects.toMatchObject({ code: "duckdb.open", kind: "data" });
    await expect(openReader(join(folder, "none.duckdb"))).rejects.toThrow("none.duckdb");
  });
});
