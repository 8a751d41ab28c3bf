import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectors } from "../../src/sources/index.js";
import { testFeed, TestReader, type ReadFile } from "./read-file.js";
import { workbookFiles, zip } from "./write-workbook.js";

const SHEET = "xl/worksheets/sheet1.xml";
const ROWS =
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>' +
  '<row r="2"><c r="A2"><v>7</v></c><c r="B2" t="s"><v>2</v></c></row>';
const TEXTS = ["id", "value", "<r><t>Pum</t></r><r><t>pe</t></r>"];
const FOUND = [{ position: 1, line: 2, fields: ["7", "Pumpe"] }];

/** Places of fields in a member's entry of the directory (APPNOTE.TXT 4.3.12). */
const FLAGS = 8;
const METHOD = 10;
const BYTES = 24;

const feed = testFeed({ connector: "xlsx" });
let reader: TestReader;
let folder: string;
beforeAll(async () => {
  reader = await TestReader.open();
  folder = mkdtempSync(join(tmpdir(), "meantime-package-"));
});
afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true });
});

type Files = Record<string, string | Buffer>;

function goodFiles(): Record<string, string> {
  return workbookFiles({ sheets: { Sheet: ROWS }, sharedTexts: TEXTS });
}

/** The good package with one member changed. */
function withMember(name: string, change: (text: string) => string | Buffer): Buffer {
  const files: Files = goodFiles();
  files[name] = change(String(files[name]));
  return zip(files);
}

/** The good package with one field of a member's directory entry changed. */
function withEntry(name: string, field: number, value: number): Buffer {
  const bytes = zip(goodFiles());
  const entry = bytes.lastIndexOf(name) - 46;
  if (field === BYTES) bytes.writeUInt32LE(value, entry + field);
  else bytes.writeUInt16LE(value, entry + field);
  return bytes;
}

function save(bytes: Buffer): string {
  const path = join(folder, "book.xlsx");
  writeFileSync(path, bytes);
  return path;
}

const read = (bytes: Buffer): Promise<ReadFile> => reader.read(save(bytes), feed);

/** The columns of a workbook, or the code of the error. */
async function inspect(bytes: Buffer): Promise<unknown> {
  try {
    return (await connectors.xlsx.inspect({ path: save(bytes), feed }, folder)).columns;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
}

describe("a package", () => {
  it("is read with every name in a namespace prefix", async () => {
    const files = goodFiles();
    for (const [name, text] of Object.entries(files)) {
      files[name] = text
        .replace(/<(\/?)([A-Za-z])/g, "<$1x:$2")
        .replace(/ xmlns=/g, " xmlns:x=")
        .replace("<?x:", "<?");
    }
    expect(files[SHEET]).toContain("<x:row");
    expect((await read(zip(files))).rows).toEqual(FOUND);
  });

  it.each([
    ["absolute names", "/", "/"],
    ["names with backslashes", "", "\\"],
  ])("is read with %s", async (_, start, slash) => {
    const entries = Object.entries(goodFiles());
    const files = entries.map(([name, text]) => [start + name.replaceAll("/", slash), text]);
    expect((await read(zip(Object.fromEntries(files) as Files))).rows).toEqual(FOUND);
  });

  it("is read when its members are stored as they are", async () => {
    expect((await read(zip(goodFiles(), 0))).rows).toEqual(FOUND);
  });

  it("is read with comments and instructions between its tags", async () => {
    const noise = "<!-- <row> --><?note <row> ?>";
    const bytes = withMember(SHEET, (text) => text.replaceAll("<row", `${noise}<row`));
    expect((await read(bytes)).rows).toEqual(FOUND);
  });

  it("is read with texts across the pieces in which it is unpacked", async () => {
    // 60,000 characters of two bytes: cut at least three times at 16 KiB, some within a character.
    const long = "é".repeat(60_000);
    const bytes = withMember(SHEET, (text) =>
      text.replace('<c r="A2"><v>7</v></c>', `<c t="inlineStr"><is><t>x${long}</t></is></c>`),
    );
    expect((await read(bytes)).rows[0]?.fields[0]).toBe(`x${long}`);
  });
});

describe("a package is refused", () => {
  const doctype = '<!DOCTYPE x [<!ENTITY a "b">]>';
  /** The directory of a ZIP64 file: a locator that points to this place, and an end. */
  const zip64 = (high: number): Buffer => {
    const bytes = Buffer.alloc(142);
    bytes.writeUInt32LE(0x07064b50, 100);
    bytes.writeUInt32LE(high, 112);
    bytes.writeUInt32LE(0x06054b50, 120);
    return bytes;
  };
  const row = (content: string) => (text: string) => text.replace("<row", `${content}<row`);

  it.each<[string, () => Buffer, string]>([
    [
      "that holds 5 MB and declares 1,000 bytes",
      () => {
        const bytes = withMember(SHEET, row(" ".repeat(5_000_000)));
        bytes.writeUInt32LE(1_000, bytes.lastIndexOf(SHEET) - 46 + BYTES);
        return bytes;
      },
      `${SHEET} is larger than declared`,
    ],
    ["that holds less than declared", () => withEntry(SHEET, BYTES, 9_999), "is damaged"],
    ["that is packed in an unknown way", () => withEntry(SHEET, METHOD, 12), "an unknown way"],
    ["with a password", () => withEntry(SHEET, FLAGS, 0x1), "protected by a password"],
    ["with a strong password", () => withEntry(SHEET, FLAGS, 0x41), "protected by a password"],
    ["whose directory lies beyond its end", () => zip64(0), "no ZIP package"],
    ["whose directory lies beyond all files", () => zip64(0x7fffffff), "no ZIP package"],
    [
      "with 10,001 members",
      () => zip(Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`m${i}`, ""]))),
      "directory is too large",
    ],
    [
      "with a document type",
      () => withMember(SHEET, (text) => text.replace("<worksheet", `${doctype}<worksheet`)),
      `${SHEET} declares a document type`,
    ],
    [
      "with a document type in its list of sheets",
      () => withMember("xl/workbook.xml", (text) => text.replace("<workbook", `${doctype}$&`)),
      "xl/workbook.xml declares a document type",
    ],
    [
      "with an entity that XML does not know",
      () => withMember("xl/sharedStrings.xml", (text) => text.replace("value", "&nbsp;")),
      "xl/sharedStrings.xml is no well-formed XML",
    ],
    [
      "with a tag that is never closed",
      () => withMember(SHEET, (text) => text.replace("</row>", "")),
      `${SHEET} is no well-formed XML`,
    ],
    [
      "that ends within a tag",
      () => withMember(SHEET, (text) => text.slice(0, -5)),
      `${SHEET} is no well-formed XML`,
    ],
    ["with tags without number", () => withMember(SHEET, row("<a>".repeat(300))), "256 deep"],
    [
      "with a text of more than 1 MiB",
      () => withMember(SHEET, row("x".repeat(1_200_000))),
      "a tag or text without an end",
    ],
    [
      "with an attribute of more than 1 MiB",
      () => withMember(SHEET, row(`<a b="${"x".repeat(1_200_000)}"/>`)),
      "a tag or text without an end",
    ],
    [
      "that is no UTF-8",
      () => withMember(SHEET, (text) => Buffer.from(text.replace("<v>7", "<v>é"), "latin1")),
      `${SHEET} is not UTF-8 text`,
    ],
    [
      "that names a text it does not have",
      () => withMember(SHEET, (text) => text.replace("<v>2</v>", "<v>3</v>")),
      "row 2 names text 3, not there",
    ],
    [
      "with a cell beyond the last column",
      () => withMember(SHEET, (text) => text.replace('"B2"', '"XFE2"')),
      'sheet "Sheet", row 2, address XFE2',
    ],
    [
      "with cells so far out that their rows would take all memory",
      () => withMember(SHEET, (text) => text.replace('"B2"', '"ZZZZZZZ2"')),
      'sheet "Sheet", row 2, address ZZZZZZZ2',
    ],
    [
      "with a row below the last",
      () => withMember(SHEET, (text) => text.replace('<row r="2"', '<row r="1048577"')),
      'sheet "Sheet", row 1048577, address 1048577',
    ],
    [
      "with a row that has no number",
      () => withMember(SHEET, (text) => text.replace('<row r="2"', '<row r="two"')),
      "row NaN, address two",
    ],
  ])("%s", async (_, bytes, reason) => {
    const error = await read(bytes()).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "source.not_a_workbook", kind: "source" });
    expect(String(error)).toContain(reason);
  });

  it("but not for a cell in the last column", async () => {
    const wide = withMember(SHEET, (text) => text.replace('"B2"', '"XFD2"'));
    const { rejects } = await read(wide);
    expect(rejects.map(({ rule }) => rule)).toEqual(["ragged"]);
  });

  it("wherever it is cut off", async () => {
    const bytes = zip(goodFiles());
    const answers = new Set<unknown>();
    for (let length = 0; length < bytes.length; length += 23) {
      answers.add(await inspect(bytes.subarray(0, length)));
    }
    expect([...answers]).toEqual(["source.not_a_workbook"]);
  });

  it("or read as before, whichever byte is damaged", async () => {
    const bytes = zip(goodFiles());
    for (let at = 0; at < bytes.length; at += 19) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ (at % 2 === 0 ? 0xff : 0x01);
      const answer = await inspect(damaged);
      const isAsBefore = JSON.stringify(answer) === '["id","value"]';
      expect(isAsBefore || answer === "source.not_a_workbook", `byte ${at}`).toBe(true);
    }
  });
});
