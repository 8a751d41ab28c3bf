import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CsvDialect, FeedConfig } from "../../src/config/types.js";
import { isAppError, type AppError } from "../../src/core/index.js";
import { openWriter } from "../../src/duckdb/index.js";
import { connectors } from "../../src/sources/index.js";
import { testFeed, TestReader, type ReadFile } from "./read-file.js";

let reader: TestReader;
let folder: string;
beforeAll(async () => {
  reader = await TestReader.open();
  folder = mkdtempSync(join(tmpdir(), "meantime-csv-"));
});
afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true });
});

const COMMA: CsvDialect = { delimiter: ",", quote: '"', encoding: "utf-8" };

async function read(
  content: string | Buffer,
  changes: Partial<FeedConfig> = {},
): Promise<ReadFile> {
  const path = join(folder, "orders.csv");
  writeFileSync(path, content);
  return reader.read(path, testFeed(changes));
}

async function failure(
  content: string | Buffer,
  changes: Partial<FeedConfig> = {},
): Promise<AppError> {
  const error = await read(content, changes).then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!isAppError(error)) throw new Error(`expected an error of ours, not ${String(error)}`);
  return error;
}

const mapped: Partial<FeedConfig> = {
  key: ["number"],
  fields: { title: { column: "title" }, cost: { column: "cost" } },
};

describe("the texts of a file", () => {
  it("are null for nothing and empty for quotes around nothing", async () => {
    const { rows } = await read('a,b,c\n,"",NULL\n');
    expect(rows).toEqual([{ position: 1, line: 2, fields: [null, "", "NULL"] }]);
  });

  it("keep quotes and blanks inside, and lose only the blanks around quotes", async () => {
    const { rows } = await read('a,b\n5" pipe, x \n"1" , "2"\n');
    expect(rows.map(({ fields }) => fields)).toEqual([
      ['5" pipe', " x "],
      ["1", "2"],
    ]);
  });

  it("come with the line they stand in, also after quoted line ends and blank lines", async () => {
    const { read: how, rows } = await read('\na,b\r\n1,"x\r\ny"\r\n\r\n2,z');
    expect(how.is_plain).toBe(false);
    expect(rows).toEqual([
      { position: 1, line: 3, fields: ["1", "x\r\ny"] },
      { position: 2, line: 6, fields: ["2", "z"] },
    ]);
  });

  it("are read at once when each line is a record", async () => {
    const { read: how, rows } = await read("a,b\n1,x\n2,y\n");
    expect(how.is_plain).toBe(true);
    expect(rows.map(({ position, line }) => [position, line])).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });

  it("are those of the file even if its name is a pattern", async () => {
    const odd = join(folder, "a [1]*.csv");
    writeFileSync(odd, "a,b\n1,x\n");
    writeFileSync(join(folder, "a 1.csv"), "a,b\n2,y\n");
    const { rows } = await reader.read(odd, testFeed());
    expect(rows.map(({ fields }) => fields)).toEqual([["1", "x"]]);
  });

  it("of a table with one column are its lines", async () => {
    const { rows } = await read("tag\nP-1\n\nP-2\n", { key: ["tag"] });
    expect(rows).toEqual([
      { position: 1, line: 2, fields: ["P-1"] },
      { position: 2, line: 4, fields: ["P-2"] },
    ]);
  });
});

describe("column names", () => {
  it("are trimmed, without a byte order mark, and named by place where empty", async () => {
    const { read: how } = await read('\ufeff id , "name",,last,\n1,2,3,4\n');
    expect(how.columns).toEqual(["id", "name", "column 3", "last"]);
  });
});

describe("encodings", () => {
  const text = "number;name\n1;Größe €\n2;žluť\n";
  const rows = [
    ["1", "Größe €"],
    ["2", "žluť"],
  ];
  const utf16 = (order: "le" | "be"): Buffer => {
    const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
    return order === "le" ? bytes : bytes.swap16();
  };
  const dialect = (encoding: CsvDialect["encoding"]): Partial<FeedConfig> => ({
    dialect: { delimiter: ";", quote: '"', encoding },
  });

  it.each([
    ["utf-8", Buffer.from(text)],
    ["utf-8", Buffer.from(`\ufeff${text}`)],
    ["utf-16", utf16("le")],
    ["utf-16", utf16("be")],
  ] as const)("%s is read with and without its mark", async (encoding, bytes) => {
    const found = await read(bytes, dialect(encoding));
    expect(found.rows.map(({ fields }) => fields)).toEqual(rows);
    expect(found.read.file_bytes).toBe(bytes.length);
  });

  it("windows-1252 is read with its own characters", async () => {
    const bytes = Buffer.concat([Buffer.from("a;b\n1;Gr"), Buffer.from([0xf6, 0xdf, 0x65, 0x80])]);
    expect((await read(bytes, dialect("windows-1252"))).rows[0]?.fields).toEqual(["1", "Größe€"]);
  });

  it("a few damaged bytes reject their record, not the file", async () => {
    const bytes = Buffer.concat([
      Buffer.from("a,b\n1,ö\n2,x"),
      Buffer.from([0xc3]),
      Buffer.from("\n3,y\n"),
    ]);
    const { rows: good, rejects } = await read(bytes);
    expect(good.map(({ line }) => line)).toEqual([2, 4]);
    expect(rejects).toMatchObject([{ position: 2, line: 3, rule: "bad_bytes", raw: "2,xÃ" }]);
    const nul = await read("a,b\n1,x\u0000\n2,y\n");
    expect(nul.rejects).toMatchObject([{ line: 2, rule: "bad_bytes" }]);
  });

  it.each([
    [
      "utf-8",
      Buffer.from([...Buffer.from("a;b\n1;x\n2;Gr"), 0xf6, 0xdf, 0x65, 0x0a]),
      "line 3, bytes f6 df 65 0a",
      "encoding: windows-1252",
    ],
    ["utf-8", utf16("le"), "line 1", "encoding: utf-16"],
    ["windows-1252", Buffer.from(text), "valid UTF-8", "encoding: utf-8"],
    ["windows-1252", Buffer.from("\ufeffa;b\n"), "ef bb bf", "encoding: utf-8"],
    ["utf-16", Buffer.from(text), "without a byte order mark", "encoding: utf-8"],
    ["utf-16", utf16("le").subarray(0, -1), "half a character", "utf-16"],
  ] as const)(
    "declared %s but another is told with the one that reads it",
    async (encoding, bytes, place, hint) => {
      const error = await failure(bytes, dialect(encoding));
      expect(error.code).toBe("source.wrong_encoding");
      expect(error.message).toContain(place);
      expect(`${error.hint ?? ""} ${error.message}`).toContain(hint);
    },
  );
});

describe("a file that is not as declared", () => {
  it("is told when another delimiter would cut it", async () => {
    const error = await failure("number;title;cost\n1;x;2\n", mapped);
    expect(error).toMatchObject({
      code: "source.wrong_delimiter",
      kind: "source",
      message: `only one column found: ${join(folder, "orders.csv")}, line 1 is \`number;title;cost\` — expected columns separated by a comma`,
      hint: 'a semicolon would give 3 columns: declare delimiter: ";"',
    });
  });

  it("is told so too when a comma cuts it somewhere else", async () => {
    const error = await failure("number;title;cost, net;cost\n1;x;2;3\n", mapped);
    expect(error.code).toBe("source.wrong_delimiter");
    expect(error.message).toContain("2 columns found");
    expect(error.hint).toContain("a semicolon would give 4 columns");
  });

  it("is told which column is missing and which was perhaps renamed", async () => {
    const error = await failure("number,titel,site,cost\n1,x,y,2\n", mapped);
    expect(error).toMatchObject({
      code: "source.column_missing",
      message: `column not found: ${join(folder, "orders.csv")}, line 1 has no "title" — expected it among "number", "titel", "site", "cost"`,
      hint: 'did you mean "titel" for "title"?',
    });
  });

  it("is told that it has no line of names", async () => {
    const error = await failure("1001,pump,12.5\n1002,motor,3\n", mapped);
    expect(error).toMatchObject({ code: "source.no_header" });
    expect(error.message).toContain(
      'line 1 is `1001,pump,12.5` — expected a line that names "number"',
    );
  });

  it("is told that a name comes twice", async () => {
    const error = await failure("number,title,cost,title\n1,x,2,y\n", mapped);
    expect(error.message).toContain('"title" in columns 2 and 4');
    expect(error.code).toBe("source.column_duplicate");
  });

  it.each(["", "\n\r\n\n", "\ufeff"])("is told that it is empty: %j", async (content) => {
    expect((await failure(content)).code).toBe("source.empty");
  });

  it("with a header alone has no records and is no error", async () => {
    expect((await read("a,b\n")).rows).toEqual([]);
  });

  it("is told that its names cannot be read", async () => {
    const error = await failure('number,"title\n1,x\n', mapped);
    expect(error.code).toBe("source.header_unreadable");
    expect(error.message).toContain("a quote is not closed");
  });

  it("is told that it is missing, or no file", async () => {
    const missing = reader.read(join(folder, "none.csv"), testFeed());
    await expect(missing).rejects.toMatchObject({ code: "source.file_missing", kind: "source" });
    await expect(reader.read(folder, testFeed())).rejects.toMatchObject({
      code: "source.file_unreadable",
    });
    symlinkSync(join(folder, "gone.csv"), join(folder, "link.csv"));
    const dangling = reader.read(join(folder, "link.csv"), testFeed());
    await expect(dangling).rejects.toMatchObject({ code: "source.file_missing" });
  });

  it("is told that it has too many columns", async () => {
    const error = await failure(Array.from({ length: 1001 }, (_, i) => `c${i}`).join(","));
    expect(error).toMatchObject({ code: "source.too_many_columns", kind: "limit" });
  });

  it("is told that it changed while it was read", async () => {
    const path = join(folder, "growing.csv");
    writeFileSync(path, "a,b\n1,2\n");
    const database = await openWriter(":memory:");
    const db = await database.connect();
    const load = async (): Promise<number> => {
      const [row] = await db.rows("select count(*) as n from source_text");
      appendFileSync(path, "3,4\n");
      return Number(row?.["n"]);
    };
    const scratch = join(folder, "scratch");
    mkdirSync(scratch, { recursive: true });
    const file = { path, feed: testFeed({ dialect: COMMA }) };
    const reading = connectors.csv.read(file, { database, db, folder: scratch, load });
    await expect(reading).rejects.toMatchObject({ code: "source.file_changed" });
    await database.close();
  });
});

it("a look at a file gives its columns without reading its records", async () => {
  const path = join(folder, "orders.csv");
  writeFileSync(path, "a,b\n1,2\n");
  expect(await connectors.csv.inspect({ path, feed: testFeed() }, folder)).toEqual({
    columns: ["a", "b"],
    sheets: [],
  });
});
