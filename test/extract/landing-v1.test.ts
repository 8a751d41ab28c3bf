import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FeedConfig } from "../../src/config/types.js";
import { fixedClock, silentLog } from "../../src/core/index.js";
import { openWriter, parquetQuery, type Database, type Db } from "../../src/duckdb/index.js";
import { extractAll, listManifests } from "../../src/extract/index.js";
import { testFeed } from "../sources/read-file.js";
import { testSource } from "./test-plant.js";

const V1 = fileURLToPath(new URL("../fixtures/landing/v1", import.meta.url));
const ORDERS = join(V1, "landing/plant/orders");

let database: Database;
let db: Db;
beforeAll(async () => {
  database = await openWriter(":memory:");
  db = await database.connect();
});
afterAll(() => database.close());

/** The declared columns and types of both files, which never change within format 1. */
const ROW_COLUMNS = [
  ["run_no", "integer"],
  ["position", "bigint"],
  ["line", "bigint"],
  ["kind", "varchar"],
  ["key", "varchar"],
  ["row_hash", "varchar"],
  ["fields", "varchar[]"],
];
const REJECT_COLUMNS = [...ROW_COLUMNS, ["rule", "varchar"], ["message", "varchar"]];

async function columnsOf(path: string): Promise<unknown[]> {
  const { columns } = await db.prepareInfo(parquetQuery([path]));
  return columns.map(({ name, type }) => [name, type]);
}

describe("a landing log of format 1", () => {
  it("has manifests that say what each run did", () => {
    const runs = listManifests(V1).map((run) => [
      run.run_no,
      `${run.source}/${run.feed}`,
      run.file,
      run.key,
      [run.rows_in, run.rows_landed, run.rows_unchanged, run.rows_deleted, run.rows_rejected],
    ]);
    expect(runs).toEqual([
      [1, "plant/orders", "orders-1.csv", ["id"], [3, 3, 0, 0, 0]],
      [2, "plant/readings", "readings.csv", "content", [3, 3, 0, 0, 0]],
      [3, "plant/orders", "orders-2.csv", ["id"], [6, 2, 1, 1, 3]],
    ]);
  });

  it("has files of fixed columns", async () => {
    expect(await columnsOf(join(ORDERS, "000003/rows.parquet"))).toEqual(ROW_COLUMNS);
    expect(await columnsOf(join(ORDERS, "000003/rejects.parquet"))).toEqual(REJECT_COLUMNS);
  });

  it("holds every version of every row with its texts", async () => {
    const paths = ["000001", "000003"].map((run) => join(ORDERS, run, "rows.parquet"));
    const rows = await db.rows(
      `select run_no as run_no, position as position, line as line, kind as kind, key as key,
        to_json(fields)::varchar as fields
      from (${parquetQuery(paths)}) order by run_no, position nulls last`,
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      [1, 1, 2, "row", "1", '["1","pump leaks","12,50",null]'],
      [1, 2, 3, "row", "2", '["2","seal; worn",null,""]'],
      [1, 3, 4, "row", "3", '["3","two\\r\\nlines","0","2018-04-01"]'],
      [3, 1, 2, "row", "1", '["1","pump leaks","12,50","2018-04-02"]'],
      [3, 6, 8, "row", "5", '["5","Größe 5\\" €","7",null]'],
      [3, null, null, "delete", "2", null],
    ]);
  });

  it("holds every record that could not be landed, with its reason", async () => {
    const path = join(ORDERS, "000003/rejects.parquet");
    const rows = await db.rows(
      `select position as position, line as line, key as key, rule as rule,
        to_json(fields)::varchar as fields
      from (${parquetQuery([path])}) order by position`,
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      [3, 5, "3", "duplicate_key", '["3","again","1",null]'],
      [4, 6, null, "missing_key", '[null,"no key",null,null]'],
      [5, 7, null, "ragged", '["4;too;many;fields;here"]'],
    ]);
  });

  it("is what the same files are compared with: read again, nothing has changed", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "meantime-v1-"));
    try {
      cpSync(join(V1, "landing"), join(dataDir, "landing"), { recursive: true });
      const file = (name: string): string => join(V1, "files", name);
      const orders: FeedConfig = testFeed({
        files: [file("orders-1.csv"), file("orders-2.csv")],
        dialect: { delimiter: ";", quote: '"', encoding: "utf-8" },
        key: ["id"],
        snapshot: "full",
      });
      const readings = testFeed({ id: "readings", files: [file("readings.csv")] });
      const runs = await extractAll([testSource([orders, readings])], {
        dataDir,
        clock: fixedClock("2026-02-01T00:00:00Z"),
        log: silentLog,
        softwareVersion: "later",
      });
      const counts = runs.map((run) => [
        run.run_no,
        run.file,
        [run.rows_in, run.rows_landed, run.rows_unchanged, run.rows_deleted, run.rows_rejected],
      ]);
      expect(counts).toEqual([
        [4, "orders-2.csv", [6, 0, 3, 0, 3]],
        [5, "readings.csv", [3, 0, 3, 0, 0]],
      ]);
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });
});
