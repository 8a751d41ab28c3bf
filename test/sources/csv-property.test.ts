import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CsvDialect } from "../../src/config/types.js";
import { seededRandom } from "../../src/core/index.js";
import { naiveRecords } from "./naive-csv.js";
import { randomSoup, randomTable } from "./random-csv.js";
import { testFeed, TestReader } from "./read-file.js";

const SEED = Number(process.env["MEANTIME_TEST_SEED"] ?? 20261122);
const CASES = Number(process.env["MEANTIME_TEST_CASES"] ?? 100);
const DIALECTS: readonly CsvDialect[] = [
  { delimiter: ",", quote: '"', encoding: "utf-8" },
  { delimiter: ";", quote: "'", encoding: "utf-8" },
  { delimiter: "\t", quote: '"', encoding: "utf-8" },
  { delimiter: "|", quote: "", encoding: "utf-8" },
];

let folder: string;
let reader: TestReader;
beforeAll(async () => {
  reader = await TestReader.open();
  folder = mkdtempSync(join(tmpdir(), "meantime-csv-property-"));
});
afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true });
});

it(`reads ${CASES} random texts as a plain parser does (seed ${SEED})`, async () => {
  const random = seededRandom(SEED);
  const path = join(folder, "random.csv");
  const seen = { plain: 0, placed: 0, rows: 0, rejects: 0 };
  for (let i = 0; i < CASES; i += 1) {
    const dialect = random.pick(DIALECTS);
    const text = random.next() < 0.5 ? randomTable(random, dialect) : randomSoup(random, dialect);
    writeFileSync(path, text);
    const [header, ...records] = naiveRecords(text, dialect);
    const about = `case ${i} of seed ${SEED}: ${JSON.stringify({ text, dialect })}`;
    expect(header?.fields, about).not.toBeNull();
    const found = await reader.read(path, testFeed({ dialect }));
    seen[found.read.is_plain ? "plain" : "placed"] += 1;
    seen.rows += found.rows.length;
    seen.rejects += found.rejects.length;
    const positioned = records.map((record, n) => ({ ...record, position: n + 1 }));
    expect(found.rows, about).toEqual(
      positioned
        .filter((record) => record.fields !== null)
        .map(({ position, line, fields }) => ({ position, line, fields })),
    );
    expect(
      found.rejects.map(({ position, line, rule, raw }) => ({ position, line, rule, raw })),
      about,
    ).toEqual(
      positioned
        .filter((record) => record.fields === null)
        .map(({ position, line, rule, raw }) => ({ position, line, rule, raw })),
    );
  }
  // Both ways of reading were taken often, or this test would say little.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(CASES / 10);
});
