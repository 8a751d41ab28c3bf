import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { crc32 as zlibCrc32 } from "node:zlib";
import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crc32 } from "../../src/sources/workbook/crc32.js";
import { kindOfCode } from "../../src/sources/workbook/number-format.js";
import { columnLetters } from "../../src/sources/workbook/read-sheet.js";
import { serialText } from "../../src/sources/workbook/serial-date.js";
import { testFeed, TestReader, type ReadFile } from "./read-file.js";
import { writeWorkbook, type WorkbookParts } from "./write-workbook.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const SAMPLE = join(root, "data/sample/edp_wind_failures");
const WIND = join(root, "test/fixtures/wind");

let reader: TestReader;
let folder: string;
beforeAll(async () => {
  reader = await TestReader.open();
  folder = mkdtempSync(join(tmpdir(), "meantime-xlsx-"));
});
afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true });
});

const feed = testFeed({ connector: "xlsx" });

async function readParts(parts: WorkbookParts, sheet: string | null = null): Promise<ReadFile> {
  const path = join(folder, "book.xlsx");
  writeWorkbook(path, parts);
  return reader.read(path, { ...feed, sheet });
}

function inline(address: string, text: string): string {
  return `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

const HEADER = `<row r="1">${inline("A1", "id")}${inline("B1", "value")}</row>`;

async function textOf(cell: string, parts: Partial<WorkbookParts> = {}): Promise<unknown> {
  const rows = `${HEADER}<row r="2">${inline("A2", "1")}${cell}</row>`;
  const { rows: found } = await readParts({ ...parts, sheets: { Sheet: rows } });
  return found[0]?.fields[1];
}

describe("a real workbook", () => {
  it.each([
    [join(SAMPLE, "Historical-Failure-Logbook-2016.xlsx"), join(WIND, "failures-2016.csv")],
    [join(WIND, "opendata-wind-failures-2017.xlsx"), join(SAMPLE, "failures-2017.csv")],
  ])("%s gives the rows of its CSV form", async (workbook, text) => {
    const dialect = { delimiter: ";", quote: '"', encoding: "utf-8" } as const;
    const fromText = await reader.read(text, testFeed({ dialect }));
    const fromWorkbook = await reader.read(workbook, feed);
    expect(fromWorkbook.read.columns).toEqual(fromText.read.columns);
    expect(fromWorkbook.rows).toEqual(fromText.rows);
    expect(fromText.rows.length).toBeGreaterThan(10);
  });

  it("is read as another library reads it", async () => {
    const path = join(SAMPLE, "Historical-Failure-Logbook-2016.xlsx");
    const [, ...others] = await readSheet(path, undefined, { trim: false });
    expect((await reader.read(path, feed)).rows.map(({ fields }) => fields)).toEqual(others);
  });
});

describe("a cell", () => {
  it.each([
    ["a number as its shortest decimal text", "<c r='B2'><v>0.10000000000000001</v></c>", "0.1"],
    ["a whole number without a point", '<c r="B2"><v>20709</v></c>', "20709"],
    ["a number with an exponent", '<c r="B2"><v>1.5E-3</v></c>', "0.0015"],
    ["true as shown", '<c r="B2" t="b"><v>1</v></c>', "TRUE"],
    ["false as shown", '<c r="B2" t="b"><v>0</v></c>', "FALSE"],
    ["an error as its text", '<c r="B2" t="e"><v>#N/A</v></c>', "#N/A"],
    ["a formula's text result", '<c r="B2" t="str"><f>A1&amp;"x"</f><v>idx</v></c>', "idx"],
    ["a formula without a result as its text", '<c r="B2"><f>A1*2</f></c>', "=A1*2"],
    ["an inline text with its blanks", inline("B2", "  two  words "), "  two  words "],
    ["entities and escapes", inline("B2", "a &lt; b &#xE9;_x000D_&#10;c"), "a < b é\r\nc"],
    ["characters as they are", inline("B2", "<![CDATA[a < b & c]]>"), "a < b & c"],
    ["an ISO date", '<c r="B2" t="d"><v>2018-04-01T10:00:00</v></c>', "2018-04-01T10:00:00"],
    ["nothing as nothing", '<c r="B2" s="0"/>', null],
  ])("gives %s", async (_, cell, expected) => {
    expect(await textOf(cell)).toBe(expected);
  });

  it("gives the runs of a shared text without the readings of its characters", async () => {
    const runs = "<r><t>Pum</t></r><r><rPr><b/></rPr><t>pe</t></r><rPh><t>ポンプ</t></rPh>";
    expect(await textOf('<c r="B2" t="s"><v>0</v></c>', { sharedTexts: [runs] })).toBe("Pumpe");
  });

  // Serial 43191 is 1 April 2018 in the 1900 calendar (43191 days after 31 December 1899, one of
  // them the 29 February 1900 that never was); 0.5 is noon.
  it.each([
    ["dd/mm/yyyy", 43191, "2018-04-01"],
    ["dd/mm/yyyy", 43191.5, "2018-04-01T12:00:00"],
    ["yyyy-mm-dd hh:mm", 43191, "2018-04-01T00:00:00"],
    ["m/d/yy h:mm AM/PM", 43191.75, "2018-04-01T18:00:00"],
    ["hh:mm:ss", 0.52109953703, "12:30:23"],
    ["[h]:mm", 1.5104166667, "36:15:00"],
    ["[$-409]d. mmm yyyy;@", 43191, "2018-04-01"],
    ['0.00" days"', 43191.5, "43191.5"],
    ["#,##0.00 [$€-407];[Red]-#,##0.00", 1234.5, "1234.5"],
    ["General", 43191, "43191"],
    ["dd/mm/yyyy", -1, "-1"],
  ])("of format %s gives %s as %s", async (format, serial, expected) => {
    expect(await textOf(`<c r="B2" s="1"><v>${serial}</v></c>`, { formats: [format] })).toBe(
      expected,
    );
  });

  it("counts days from 1904 where the workbook does", async () => {
    // 43191 - 1462 = 41729: the two calendars are 1462 days apart.
    const cell = '<c r="B2" s="1"><v>41729</v></c>';
    expect(await textOf(cell, { formats: ["yyyy-mm-dd"], is1904: true })).toBe("2018-04-01");
  });

  it.each([
    [1, "1900-01-01"],
    [59, "1900-02-28"],
    [60, "60"],
    [61, "1900-03-01"],
    [2958465, "9999-12-31"],
    [2958466, "2958466"],
  ])("of serial %d is %s at the edges of the calendar", (serial, expected) => {
    expect(serialText(serial, "date", false)).toBe(expected);
  });

  it.each([
    ["yyyy", "date"],
    ["mmm-yy", "date"],
    ["mm:ss", "time"],
    ["h:mm", "time"],
    ["[mm]:ss", "duration"],
    ["d/m h", "date_time"],
    ["0.0", "number"],
    ['"day "0', "number"],
    ["\\d0", "number"],
    ["[Red]0;[Blue]-0", "number"],
    ["General", "number"],
  ])("format %s shows a %s", (code, kind) => {
    expect(kindOfCode(code)).toBe(kind);
  });
});

describe("a sheet", () => {
  const row = (line: number, ...texts: (string | null)[]): string =>
    `<row r="${line}">${texts
      .map((text, i) => (text === null ? "" : inline(`${"ABCDEF"[i]!}${line}`, text)))
      .join("")}</row>`;

  it("passes over blank rows, keeps row numbers and fills short rows", async () => {
    const rows = row(3, "id", "b") + row(4, "1", "x") + row(6) + row(9, null, "y") + row(10, "3");
    const { read, rows: found } = await readParts({ sheets: { Sheet: rows } });
    expect(read.columns).toEqual(["id", "b"]);
    expect(found).toEqual([
      { position: 1, line: 4, fields: ["1", "x"] },
      { position: 2, line: 9, fields: [null, "y"] },
      { position: 3, line: 10, fields: ["3", null] },
    ]);
  });

  it("counts rows and cells on where they have no address", async () => {
    const cell = (text: string): string => inline("", text).replace('r="" ', "");
    const bare = `<row>${cell("id")}${cell("b")}${cell("c")}</row>`;
    const gap = `<row>${cell("1")}${inline("C2", "x")}</row>`;
    const { rows: found } = await readParts({ sheets: { Sheet: bare + gap } });
    expect(found).toEqual([{ position: 1, line: 2, fields: ["1", null, "x"] }]);
  });

  it("has columns beyond Z", async () => {
    // AB is column 28: 26 single letters, then AA, AB.
    const names = Array.from({ length: 28 }, (_, i) => `n${i + 1}`);
    const header = `<row r="1">${names.map((name) => inline("", name).replace('r="" ', "")).join("")}</row>`;
    const rows = `${header}<row r="2">${inline("AB2", "x")}</row>`;
    const { rows: found } = await readParts({ sheets: { Sheet: rows } });
    expect(found[0]?.fields).toEqual([...new Array<null>(27).fill(null), "x"]);
  });

  it("rejects a row that goes beyond the columns", async () => {
    const rows = row(1, "id", "b") + row(2, "1", "x", "more") + row(3, "2", "y");
    const { rows: found, rejects } = await readParts({ sheets: { Sheet: rows } });
    expect(found.map(({ position, line }) => [position, line])).toEqual([[2, 3]]);
    expect(rejects).toMatchObject([{ position: 1, line: 2, rule: "ragged" }]);
  });

  it("is chosen by name, and an unknown name is answered with those there are", async () => {
    const sheets = { Summary: row(1, "x"), "Orders &amp; more": row(1, "id") + row(2, "7") };
    expect((await readParts({ sheets }, "Orders & more")).rows[0]?.fields).toEqual(["7"]);
    expect((await readParts({ sheets })).read.columns).toEqual(["x"]);
    await expect(readParts({ sheets }, "Order")).rejects.toMatchObject({
      code: "source.sheet_missing",
      message: expect.stringContaining(
        '"Order" — expected one of "Summary", "Orders & more"',
      ) as string,
    });
  });

  it("without any row is empty", async () => {
    await expect(readParts({ sheets: { Sheet: "" } })).rejects.toMatchObject({
      code: "source.empty",
      hint: undefined,
    });
  });

  it.each([
    ["an empty one", "", "source.empty"],
    ["a cover", row(1, "Report of July"), "source.no_header"],
    ["one with some of the columns", row(1, "id"), "source.column_missing"],
  ])("that is %s is answered with the other sheets and how to name one", async (_, cover, code) => {
    const sheets = { Cover: cover, Data: row(1, "id", "b"), Notes: row(1, "x") };
    const path = join(folder, "cover.xlsx");
    writeWorkbook(path, { sheets });
    const mapped = testFeed({ connector: "xlsx", key: ["id"], fields: { class: { column: "b" } } });
    const error: unknown = await reader.read(path, mapped).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code,
      message: expect.stringContaining('cover.xlsx, sheet "Cover"') as string,
      hint: expect.stringContaining(
        'if the data stand in another sheet ("Data", "Notes"), name it, as in sheet: "Data"',
      ) as string,
    });
    expect((await reader.read(path, { ...mapped, sheet: "Data" })).read.sheet).toBe("Data");
  });
});

describe("an Excel error", () => {
  const error = (address: string): string => `<c r="${address}" t="e"><v>#N/A</v></c>`;
  const header = `<row r="1">${["id", "asset", "note", "more"].map((name, i) => inline(`${"ABCD"[i]!}1`, name)).join("")}</row>`;
  const log = testFeed({
    connector: "xlsx",
    key: ["id"],
    fields: { asset: { column: "asset" } },
    exclude: [{ column: "note", equals: ["sum"], reason: "a sum" }],
  });
  const cells = (line: number, ...made: readonly string[]): string =>
    `<row r="${line}">${made.join("")}</row>`;

  it.each([
    ["of a mapped column", cells(2, inline("A2", "1"), error("B2")), "cell B2 holds"],
    ["of the key", cells(2, error("A2"), inline("B2", "P")), "cell A2 holds"],
    ["of the key in a row left out", cells(2, error("A2"), inline("C2", "sum")), "cell A2 holds"],
    ["of a rule's column", cells(2, inline("A2", "1"), error("C2")), "cell C2 holds"],
    ["of a column not mapped", cells(2, inline("A2", "1"), inline("B2", "P"), error("D2")), null],
    ["of a row left out", cells(2, inline("A2", "1"), error("B2"), inline("C2", "sum ")), null],
    ["that is a text", cells(2, inline("A2", "1"), inline("B2", "#N/A")), null],
  ])("in a cell %s is no data", async (_, line, said) => {
    const path = join(folder, "errors.xlsx");
    writeWorkbook(path, { sheets: { Log: header + line } });
    const { rows, rejects } = await reader.read(path, log);
    expect([rows.length, rejects.length]).toEqual(said === null ? [1, 0] : [0, 1]);
    if (said === null) return;
    expect(rejects[0]).toMatchObject({
      line: 2,
      rule: "error_cell",
      message: expect.stringContaining(`sheet Log, ${said} the Excel error #N/A`) as string,
    });
  });

  it("has the address of its cell beyond column Z", () => {
    // 26 single letters, then AA to ZZ (702 in all), then AAA.
    expect([0, 25, 26, 27, 701, 702].map(columnLetters)).toEqual("A Z AA AB ZZ AAA".split(" "));
  });
});

describe("a file that is no workbook", () => {
  const write = (name: string, content: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const good = (): Buffer => {
    writeWorkbook(join(folder, "good.xlsx"), { sheets: { Sheet: HEADER } });
    return readFileSync(join(folder, "good.xlsx"));
  };

  it.each([
    ["a text", () => Buffer.from("id,name\n1,x\n"), "no ZIP package"],
    ["an old .xls", () => Buffer.from("d0cf11e0a1b11ae1", "hex"), "old .xls file"],
    ["cut off", () => good().subarray(0, 700), "end is missing"],
    [
      "a ZIP of something else",
      () => Buffer.from("504b0506" + "00".repeat(18), "hex"),
      "no workbook",
    ],
    [
      "damaged inside",
      () => {
        const bytes = good();
        const at = bytes.indexOf("xl/worksheets/sheet1.xml") + 60;
        bytes[at] = (bytes[at] ?? 0) ^ 0xff;
        return bytes;
      },
      "damaged",
    ],
  ])("because it is %s is told so", async (_, content, reason) => {
    const path = write("bad.xlsx", content());
    const error = await reader.read(path, feed).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "source.not_a_workbook", kind: "source" });
    expect(String(error)).toContain(reason);
    expect(String(error)).toContain("bad.xlsx");
  });
});

it("the checksum is that of zlib", () => {
  const bytes = Buffer.from("The quick brown fox jumps over the lazy dog");
  expect(crc32(bytes)).toBe(zlibCrc32(bytes));
  expect(crc32(bytes.subarray(10), crc32(bytes.subarray(0, 10)))).toBe(zlibCrc32(bytes));
});
