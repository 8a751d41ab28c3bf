import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CsvDialect } from "../../src/config/types.js";
import { seededRandom } from "../../src/core/index.js";
import { recordRules } from "../../src/sources/text/dialect.js";
import { scanFile } from "../../src/sources/text/scan-file.js";
import { randomSoup, randomTable } from "./random-csv.js";

const DIALECT: CsvDialect = { delimiter: ",", quote: '"', encoding: "utf-8" };

let path: string;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "meantime-scan-"));
  path = join(folder, "scan.csv");
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Found {
  readonly line: number;
  readonly text: string;
  readonly verdict: string;
}

async function scan(text: string | Buffer, windowBytes?: number, columns = 2): Promise<Found[]> {
  writeFileSync(path, text);
  const found: Found[] = [];
  const rules = recordRules(DIALECT, 0x0a, columns);
  const window = windowBytes === undefined ? {} : { windowBytes };
  await scanFile(
    { path, offset: 0, rules, ...window },
    {
      record: ({ start, end, verdict }, line, bytes) => {
        found.push({ line, text: bytes.toString("utf8", start, end), verdict });
      },
      pause: () => Promise.resolve(),
    },
  );
  return found;
}

describe("a scan", () => {
  it("finds the same records however few bytes it reads at a time", async () => {
    const random = seededRandom(7);
    for (let i = 0; i < 150; i += 1) {
      const text = random.next() < 0.5 ? randomTable(random, DIALECT) : randomSoup(random, DIALECT);
      const whole = await scan(text);
      expect(await scan(text, random.integer(1, 9)), JSON.stringify(text)).toEqual(whole);
    }
  });

  it("counts physical lines through quoted line ends, blank lines and damage", async () => {
    const text = 'a,b\n"1\n2",x\n\n3\n4,"y\n5,z\n';
    expect(await scan(text)).toEqual([
      { line: 1, text: "a,b", verdict: "ok" },
      { line: 2, text: '"1\n2",x', verdict: "ok" },
      { line: 5, text: "3", verdict: "ragged" },
      { line: 6, text: '4,"y', verdict: "unclosed_quote" },
      { line: 7, text: "5,z", verdict: "ok" },
    ]);
  });

  it("blames a quote that is never closed on its line alone, also in a long file", async () => {
    const rows = Array.from({ length: 300_000 }, (_, i) => `${i},abcdef`);
    rows[10] = '10,"open';
    const found = await scan(`a,b\n${rows.join("\n")}\n`);
    expect(found.length).toBe(300_001);
    expect(found.filter(({ verdict }) => verdict !== "ok")).toEqual([
      { line: 12, text: '10,"open', verdict: "unclosed_quote" },
    ]);
  });

  it("marks a line that is longer than any record", async () => {
    const found = await scan(`a,b\n1,${"x".repeat(3_000_000)}\n2,y\n`);
    expect(found.map(({ line, verdict }) => ({ line, verdict }))).toEqual([
      { line: 1, verdict: "ok" },
      { line: 2, verdict: "too_long" },
      { line: 3, verdict: "ok" },
    ]);
  });

  it("refuses a file whose line never ends", async () => {
    await expect(scan(Buffer.alloc(40_000_000, 0x78))).rejects.toMatchObject({
      code: "source.line_too_long",
    });
  });
});
