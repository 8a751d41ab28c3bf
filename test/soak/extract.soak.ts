import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock, silentLog } from "../../src/core/index.js";
import { literal, openWriter } from "../../src/duckdb/index.js";
import { extractAll, type RunManifest } from "../../src/extract/index.js";
import { testSource } from "../extract/test-plant.js";
import { testFeed } from "../sources/read-file.js";

const ROWS = Number(process.env["MEANTIME_SOAK_ROWS"] ?? 5_000_000);
const ROUNDS = 3;
const COLUMNS = 12;
/** What one extraction may hold in memory: DuckDB's limit, the heap, and room for both to err. */
const PEAK_BYTES = 3_000_000_000;

let folder: string;
let file: string;
const results: Record<string, number[]> = {};

/** Work orders of 12 columns with a text that holds commas, one row in a thousand broken in two. */
const EXPORT = (
  rows: number,
): string => `select 'WO-' || i as number, 'A' || (hash(i * 64 + 1) % 20000) as asset,
  'SITE' || (hash(i * 64 + 2) % 10) as site, 'CM' as type,
  timestamp '2015-01-01' + to_seconds((hash(i * 64 + 4) % 315360000)::bigint) as reported,
  timestamp '2015-01-01' + to_seconds((hash(i * 64 + 5) % 315360000)::bigint) as started,
  case when i % 10 = 0 then null else timestamp '2016-01-01' end as finished,
  (hash(i * 64 + 8) % 1000000) / 100.0 as cost, hash(i * 64 + 9) % 5 as priority,
  'CLOSE' as status, 'F' || (hash(i * 64 + 11) % 60) as code,
  'Pump ' || (hash(i * 64 + 12) % 500) || ' leaks, seal replaced' || case when $broken::boolean
    and i % 1000 = 0 then chr(10) else ' ' end || (hash(i * 64 + 13) % 9999) as text
  from range(${rows}) as numbers (i)`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "meantime-soak-"));
  file = join(folder, "orders.csv");
});
afterAll(() => {
  const [bare] = median("bare read_csv to Parquet");
  for (const [name, times] of Object.entries(results)) {
    const [ms] = median(name);
    const ratio = (ms! / bare!).toFixed(2);
    console.info(`${name}: ${Math.round(ms!)} ms, ${ratio}x bare (of ${times.length})`);
  }
  rmSync(folder, { recursive: true });
});

function median(name: string): number[] {
  const sorted = [...(results[name] ?? [NaN])].sort((a, b) => a - b);
  return [sorted[Math.floor(sorted.length / 2)]!];
}

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  (results[name] ??= []).push(performance.now() - start);
  return result;
}

async function writeExport(broken: boolean): Promise<void> {
  const database = await openWriter(":memory:", { threads: 2, memoryLimitMb: 2_048 });
  const db = await database.connect();
  await db.run(`copy (${EXPORT(ROWS)}) to ${literal(file)} (format csv, header true)`, { broken });
  await database.close();
}

async function readBare(): Promise<void> {
  const database = await openWriter(":memory:", { threads: 2, memoryLimitMb: 2_048 });
  const db = await database.connect();
  const options = "header = true, all_varchar = true, delim = ',', quote = '\"'";
  const target = literal(join(folder, "bare.parquet"));
  await db.run(
    `copy (select * from read_csv(${literal(file)}, ${options})) to ${target}
    (format parquet, compression zstd, compression_level 1)`,
  );
  await database.close();
}

async function land(dataDir: string): Promise<RunManifest> {
  const feed = testFeed({ key: ["number"], files: [file] });
  const clock = fixedClock("2026-01-01T00:00:00Z");
  const options = { dataDir, clock, log: silentLog, softwareVersion: "soak" };
  const [run] = await extractAll([testSource([feed])], options);
  return run!;
}

describe(`${ROWS} rows of ${COLUMNS} columns`, () => {
  it("land in a few times the time of a bare copy, in bounded memory", async () => {
    await writeExport(false);
    console.info(`file: ${Math.round(statSync(file).size / 1e6)} MB`);
    let peak = 0;
    const sampling = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 100);
    for (let round = 0; round < ROUNDS; round += 1) {
      const dataDir = join(folder, `var-${round}`);
      await timed("bare read_csv to Parquet", readBare);
      const first = await timed("first landing", () => land(dataDir));
      expect([first.rows_in, first.rows_landed]).toEqual([ROWS, ROWS]);
      const again = await timed("read again, unchanged", () => land(dataDir));
      expect([again.rows_landed, again.rows_unchanged]).toEqual([0, ROWS]);
      rmSync(dataDir, { recursive: true });
    }
    clearInterval(sampling);
    console.info(`peak memory: ${Math.round(peak / 1e6)} MB`);
    expect(peak).toBeLessThan(PEAK_BYTES);
  });

  it("with line ends inside values land as many, by the scan", async () => {
    await writeExport(true);
    const dataDir = join(folder, "var-broken");
    const run = await timed("first landing, line ends in values", () => land(dataDir));
    expect([run.rows_in, run.rows_landed, run.rows_rejected]).toEqual([ROWS, ROWS, 0]);
  });
});
