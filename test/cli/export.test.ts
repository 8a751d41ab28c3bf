import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/index.js";
import { silentLog, systemClock } from "../../src/core/index.js";
import { csvQuery, openWriter, parquetQuery, type Database } from "../../src/duckdb/index.js";
import { startService, type Service } from "../../src/main.js";
import { datasets } from "../../src/metrics/index.js";
import { builtSample, copyOfSample } from "../journey/built-sample.js";
import { runRecorded } from "./recorded-run.js";

/** A cell in the one form in which the three formats are compared. */
type Plain = string | number | boolean | null;

interface PlainTable {
  readonly names: readonly string[];
  readonly types: readonly string[];
  readonly rows: readonly (readonly Plain[])[];
}

/** The site whose source fills each dataset, and how many rows facts.json counts there. */
const FILLED: Readonly<Record<string, { readonly site: string; readonly rows: number }>> = {
  // 2,893 unplanned and 1,466 planned outages.
  downtime: { site: "subway", rows: 4_359 },
  // Effective failures of the whole window.
  failures: { site: "subway", rows: 2_819 },
  // 5,485 rows less the malformed line.
  work_orders: { site: "mine", rows: 5_484 },
};

/** The names that Arrow and Parquet (by DuckDB) have for the types of dataset columns. */
const ARROW_TYPES: Readonly<Record<string, string>> = {
  Utf8: "varchar",
  Int32: "integer",
  Int64: "bigint",
  Float64: "double",
  Bool: "boolean",
  "Date32<DAY>": "date",
  "Timestamp<MICROSECOND, UTC>": "timestamp with time zone",
};

let folder: string;
let data: string;
let database: Database;
let service: Service;

beforeAll(async () => {
  data = await builtSample();
  folder = mkdtempSync(join(tmpdir(), "meantime-export-"));
  database = await openWriter(":memory:");
  const copy = await copyOfSample();
  const config = loadConfig({ env: {}, overrides: { data: copy, port: 0 } });
  const said = { log: silentLog, say: () => undefined };
  service = await startService({ config, config_words: [], clock: systemClock, ...said });
});

afterAll(async () => {
  await service.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function queryRows(sql: string): Promise<PlainTable> {
  const db = await database.connect();
  const { columns, rows } = await db.table(sql);
  await db.close();
  const names = columns.map(({ name }) => name);
  const cells = rows.map((row) => names.map((name) => row[name] ?? null));
  return { names, types: columns.map(({ type }) => type), rows: cells };
}

async function readParquet(bytes: Buffer): Promise<PlainTable> {
  const path = join(folder, "read.parquet");
  writeFileSync(path, bytes);
  return queryRows(parquetQuery([path]));
}

function arrowCell(type: string, cell: unknown): Plain {
  if (cell === null || cell === undefined) return null;
  if (type === "date") return new Date(Number(cell)).toISOString().slice(0, 10);
  if (type.startsWith("timestamp")) {
    return new Date(Number(cell)).toISOString().replace(".000Z", "Z");
  }
  // A whole number of 64 bits; those of the sample are all exact as a number.
  return typeof cell === "bigint" ? Number(cell) : (cell as Plain);
}

function readArrow(bytes: Buffer): PlainTable {
  const table = tableFromIPC(bytes);
  const { fields } = table.schema;
  const types = fields.map(({ type }) => ARROW_TYPES[String(type)] ?? `unknown: ${String(type)}`);
  const columns = fields.map((_, i) => [...(table.getChildAt(i) ?? [])] as unknown[]);
  const rows = Array.from({ length: table.numRows }, (_, row) =>
    columns.map((column, i) => arrowCell(types[i] ?? "", column[row])),
  );
  return { names: fields.map(({ name }) => name), types, rows };
}

/** A text of a CSV as a value of the column's type. */
function typed(type: string, cell: Plain): Plain {
  if (cell === null) return null;
  if (["integer", "bigint", "double"].includes(type)) return Number(cell);
  if (type === "boolean") return cell === "true" ? true : cell === "false" ? false : "no flag";
  return cell;
}

async function readCsv(bytes: Buffer, types: readonly string[]): Promise<PlainTable> {
  const path = join(folder, "read.csv");
  writeFileSync(path, bytes);
  const file = { path, delimiter: ",", quote: '"', columnCount: types.length };
  const names = types.map((_, i) => `fields[${i + 1}] as f${i}`).join(", ");
  const { rows } = await queryRows(`select ${names} from (${csvQuery(file)})`);
  const [header = [], ...records] = rows;
  const cells = records.map((record) => record.map((cell, i) => typed(types[i] ?? "", cell)));
  return { names: header.map(String), types, rows: cells };
}

/** The first row in which two tables differ, or null; faster than a deep comparison of all. */
function firstDifference(one: PlainTable, other: PlainTable): unknown {
  const rows = Array.from({ length: Math.max(one.rows.length, other.rows.length) });
  const at = rows.findIndex(
    (_, i) => JSON.stringify(one.rows[i]) !== JSON.stringify(other.rows[i]),
  );
  return at < 0 ? null : { at, one: one.rows[at], other: other.rows[at] };
}

async function exported(dataset: string, format: string, ...more: string[]): Promise<Buffer> {
  const words = ["--format", format, "--site", FILLED[dataset]?.site ?? "", ...more];
  const result = await runRecorded(["export", dataset, ...words, "--data", data]);
  expect({ code: result.code, said: result.said }).toEqual({ code: 0, said: [] });
  return result.bytes;
}

describe.each(datasets.map(({ id }) => id))("an export of %s", (dataset) => {
  test("has the declared columns and every row, with equal cells and types in each format", async () => {
    const parquet = await readParquet(await exported(dataset, "parquet"));
    const declared = datasets.find(({ id }) => id === dataset)?.columns ?? [];
    expect(parquet.names).toEqual(declared.map(({ name }) => name));
    expect(parquet.rows).toHaveLength(FILLED[dataset]?.rows ?? 0);
    const arrow = readArrow(await exported(dataset, "arrow"));
    const csv = await readCsv(await exported(dataset, "csv"), parquet.types);
    expect([arrow.types, arrow.names, csv.names]).toEqual([
      ...[parquet.types, parquet.names, parquet.names],
    ]);
    expect(firstDifference(arrow, parquet)).toBeNull();
    expect(firstDifference(csv, parquet)).toBeNull();
  });

  test("is the same as what the API gives for the same question", async () => {
    const site = FILLED[dataset]?.site ?? "";
    for (const format of ["csv", "parquet", "arrow"]) {
      const response = await fetch(`${service.url}api/datasets/${dataset}.${format}?site=${site}`);
      expect(response.status).toBe(200);
      const downloaded = Buffer.from(await response.arrayBuffer());
      expect(downloaded.equals(await exported(dataset, format)), format).toBe(true);
    }
  });
});

describe("meantime export", () => {
  test("takes a period: only what began in it, by days of the site", async () => {
    const april = ["--from", "2018-04-01", "--to", "2018-05-01"];
    const { names, rows } = await readParquet(await exported("failures", "parquet", ...april));
    // 898 failures began in April; test/metrics holds the count against an independent one.
    expect(rows).toHaveLength(898);
    const days = rows.map((row) => String(row[names.indexOf("started_on")]));
    expect([days.sort().at(0), days.at(-1)]).toEqual(["2018-04-01", "2018-04-30"]);
  });

  test("takes an asset by its tag", async () => {
    const bytes = await exported("downtime", "parquet", "--asset", "EL107");
    const { names, rows } = await readParquet(bytes);
    const of = (name: string) => names.indexOf(name);
    expect(new Set(rows.map((row) => row[of("asset_tag")]))).toEqual(new Set(["EL107"]));
    // 46 unplanned outages of EL107, the most of any elevator.
    expect(rows.filter((row) => row[of("time_class")] === "unplanned")).toHaveLength(46);
  });

  test("writes a file with -o, says how many rows, and leaves nothing else behind", async () => {
    const out = mkdtempSync(join(tmpdir(), "meantime-export-"));
    const path = join(out, "orders.csv");
    const words = ["--site", "mine", "-o", path, "--data", data];
    const { code, said, bytes } = await runRecorded(["export", "work_orders", ...words]);
    expect({ code, said }).toEqual({ code: 0, said: [`wrote 5,484 rows to ${path}`] });
    expect(bytes).toHaveLength(0);
    expect(readFileSync(path).equals(await exported("work_orders", "csv"))).toBe(true);
    expect(readdirSync(out)).toEqual(["orders.csv"]);
    // Other tests may read the same sample meanwhile, each with a folder for what it spills.
    const left = readdirSync(join(data, "exports")).filter((name) => !name.startsWith(".spill-"));
    expect(left).toEqual([]);
  });

  test("to a folder that is not there is refused before anything is read", async () => {
    const path = join(folder, "nowhere", "orders.csv");
    for (const typed of [
      ["export", "work_orders"],
      ["report", "monthly-kpi"],
    ]) {
      for (const output of [path, folder]) {
        const { code, said } = await runRecorded([...typed, "-o", output, "--data", folder]);
        expect(code).toBe(2);
        expect(said).toEqual([
          `error: wrong value of --output: ${output} — expected a file in a folder that is there ` +
            "and can be written [input.option_value]",
        ]);
      }
    }
  });
});
