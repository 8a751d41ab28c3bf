import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FeedConfig } from "../../src/config/types.js";
import { connectors } from "../../src/sources/index.js";
import { parseRecord } from "../../src/sources/json/parse-record.js";
import { scanLines } from "../../src/sources/json/scan-lines.js";
import { scanList } from "../../src/sources/json/scan-list.js";
import { testFeed, TestReader, type ReadFile } from "./read-file.js";

let reader: TestReader;
let folder: string;
beforeAll(async () => {
  reader = await TestReader.open();
  folder = mkdtempSync(join(tmpdir(), "meantime-json-"));
});
afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true });
});

type Kind = "json" | "ndjson";

function write(content: string | Buffer): string {
  const path = join(folder, "file.json");
  writeFileSync(path, content);
  return path;
}

async function read(
  connector: Kind,
  content: string | Buffer,
  changes: Partial<FeedConfig> = {},
): Promise<ReadFile> {
  return reader.read(write(content), testFeed({ connector, ...changes }));
}

/** The one value of a record `{"v": <written>}`. */
async function textOf(written: string): Promise<unknown> {
  const { rows } = await read("ndjson", `{"v": ${written}}`);
  return rows[0]?.fields[0];
}

async function refusalOf(line: string): Promise<string> {
  const { rows, rejects } = await read("ndjson", `{"v": 1}\n${line}\n{"v": 2}\n`);
  expect(rows.map(({ line }) => line)).toEqual([1, 3]);
  expect(rejects).toHaveLength(1);
  return `${String(rejects[0]?.["rule"])}: ${String(rejects[0]?.["message"])}`;
}

describe("values", () => {
  it.each([
    ["12345678901234567890", "12345678901234567890"],
    ["1.10", "1.10"],
    ["-0.0", "-0.0"],
    ["1E+400", "1E+400"],
    ["true", "true"],
    ["null", null],
    ['""', ""],
    [String.raw`"a\n\"é\u00e9\\"`, 'a\n"éé\\'],
    [String.raw`"\\"`, "\\"],
    ['[ 1.10, { "a" : [ ] }, "x \\" y" ]', '[1.10,{"a":[]},"x \\" y"]'],
  ])("%s becomes %s", async (written, expected) => {
    expect(await textOf(written)).toBe(expected);
  });

  it("agrees with JSON.parse on which texts are JSON", () => {
    const pieces = [
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"a"',
      '"b"',
      "1",
      "-",
      "01",
      "1.",
      "null",
      "tru",
      " ",
    ];
    let seed = 7;
    const next = (): number => (seed = (seed * 48_271) % 2_147_483_647);
    for (let i = 0; i < 30_000; i += 1) {
      const inner = Array.from({ length: next() % 9 }, () => pieces[next() % pieces.length]).join(
        "",
      );
      const text = `{"k":${inner}}`;
      expect(
        isReadable(() => parseRecord(text)),
        text,
      ).toBe(isReadable(() => JSON.parse(text)));
    }
  });
});

function isReadable(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

describe("columns", () => {
  it("are the keys in order of first appearance, nested ones with dots", async () => {
    const { read: done, rows } = await read(
      "ndjson",
      '{"id":1,"asset":{"name":"P1","site":{"id":7}}}\n\n{"note":"x","id":2,"asset":{}}\r\n{"id":3}',
    );
    expect(done.columns).toEqual(["id", "asset.name", "asset.site.id", "note"]);
    expect(rows).toEqual([
      { position: 1, line: 1, fields: ["1", "P1", "7", null] },
      { position: 2, line: 3, fields: ["2", null, null, "x"] },
      { position: 3, line: 4, fields: ["3", null, null, null] },
    ]);
  });

  it("that the mapping names must be there, unless declared as new", async () => {
    const fields = { tag: { column: "id" }, description: { column: "text" } };
    const missing = read("ndjson", '{"id":1}', { fields });
    await expect(missing).rejects.toMatchObject({
      code: "source.column_missing",
      hint: expect.stringContaining("is_new: true") as string,
    });
    const sparse = { ...fields, description: { column: "text", is_new: true } };
    expect((await read("ndjson", '{"id":1}', { fields: sparse })).rows).toHaveLength(1);
  });

  it("of a list without records are those of the mapping", async () => {
    const { read: done, rows } = await read("json", " [ ] ", { fields: { tag: { column: "id" } } });
    expect([done.columns, rows]).toEqual([["id"], []]);
  });

  it("are at most a thousand", async () => {
    const keys = Array.from({ length: 1_001 }, (_, i) => `"k${i}":1`).join(",");
    const code = "source.too_many_columns";
    await expect(read("ndjson", `{${keys}}`)).rejects.toMatchObject({ code });
  });
});

describe("records that cannot be read", () => {
  it.each([
    ['{"v": 1,}', "bad_json: line 2 is not JSON: unexpected `}` at character 9"],
    ['{"v": 1', "bad_json: line 2 is not JSON: it ends in the middle"],
    ['{"v": "x', "bad_json: line 2 is not JSON: it ends in the middle"],
    [
      '{"v": 1} {"v": 2}',
      'bad_json: line 2 is not JSON: `{"v": 2}` follows its end at character 10',
    ],
    ["nonsense", "bad_json: line 2 is not JSON: unexpected `nonsense` at character 1"],
    ["[1, 2]", "not_an_object: line 2 holds no object — expected one with a key for each column"],
    ['{"v": "\\ud800"}', expect.stringContaining("half a character") as string],
    ['{"v": "a\tb"}', expect.stringContaining("line break") as string],
    [`{"v": ${"[".repeat(200)}${"]".repeat(200)}}`, expect.stringContaining("deeply") as string],
    [
      '{"v": 1, "v": 1}',
      expect.stringContaining("name_twice: line 2 has the key v twice") as string,
    ],
    ['{"a.b": 1, "a": {"b": 2}}', expect.stringContaining("the key a.b twice") as string],
    [`{"v": "${"x".repeat(2_097_152)}"}`, expect.stringContaining("too_long") as string],
    [`{"v": "${"x".repeat(9_000_000)}"}`, expect.stringContaining("too_long") as string],
  ])("%.40s", async (line, expected) => {
    expect(await refusalOf(line)).toEqual(expected);
  });

  it("keep their text, and one with bytes that are no text its bytes", async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"v":"\u00e9\u00e8"}\n{"v":"'),
      Buffer.from([0xff]),
      Buffer.from('"}\n{"v":1'),
    ]);
    const { rejects, rows } = await read("ndjson", bytes);
    expect(rejects.map(({ rule, raw }) => [rule, raw])).toEqual([
      ["bad_bytes", '{"v":"\u00ff"}'],
      ["bad_json", '{"v":1'],
    ]);
    expect(rows).toHaveLength(1);
  });

  it("are refused one by one in a list too", async () => {
    const { rows, rejects } = await read("json", '[\n{"v":1},\n{"v":1,},\n null,\n{"v":2}\n]');
    expect(rows.map(({ position, line }) => [position, line])).toEqual([
      [1, 2],
      [4, 5],
    ]);
    expect(rejects.map(({ rule, line }) => [rule, Number(line)])).toEqual([
      ["bad_json", 3],
      ["not_an_object", 4],
    ]);
  });
});

describe("where the records are", () => {
  const nested = '{"meta":{"n":[1]},"data":{"total":2,"items":[{"id":1},{"id":2}]},"more":[]}';

  it("is the top, or a path of keys", async () => {
    expect((await read("json", '[{"id":1}]')).rows).toHaveLength(1);
    const { rows } = await read("json", nested, { records: "data.items" });
    expect(rows.map(({ fields }) => fields)).toEqual([["1"], ["2"]]);
  });

  it.each([
    [
      nested,
      undefined,
      "source.no_list",
      "has an object at its top level",
      "records: meta.n; other lists: data.items, more",
    ],
    [nested, "data.total", "source.no_list", "has a number at data.total", "data.items"],
    [nested, "data.rows", "source.no_list", "has nothing at data.rows", "data.items"],
    ['"x"', undefined, "source.no_list", "has a text at its top level", "ndjson"],
    ["12", undefined, "source.no_list", "has a number at its top level", "ndjson"],
    [
      '{"id":1}\n{"id":2}',
      undefined,
      "source.not_json",
      "line 2, something follows the end",
      "ndjson",
    ],
    ['[{"id":1} {"id":2}]', undefined, "source.not_json", "line 1, unexpected `{", ""],
    ['[\n{"id":[1}\n]', undefined, "source.not_json", "line 2, `}` closes nothing", ""],
    ['{"a":[],"a":[]}', "a", "source.not_json", "a comes a second time", ""],
    ['[\n{"id":1},\n{"id"', undefined, "source.json_cut_off", "after line 2", "fetch it again"],
    ['[{"id":1}', undefined, "source.json_cut_off", "after line 1", "fetch it again"],
    ['{"a":["', "b", "source.json_cut_off", "after line 1", "fetch it again"],
    [" \n", undefined, "source.empty_json", "file is empty", ""],
  ])("%s with %s: %s", async (content, records, code, message, hint) => {
    const error = await read("json", content, records === undefined ? {} : { records }).catch(
      (thrown: unknown) => thrown as { code: string; message: string; hint?: string },
    );
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) as string });
    expect((error as { hint?: string }).hint ?? "").toContain(hint);
  });

  it("is told of a list that is declared as lines", async () => {
    const code = "source.not_json";
    await expect(read("ndjson", '\n[{"id":1}]')).rejects.toMatchObject({ code });
  });

  it("does not depend on where the file is cut into windows", async () => {
    const record = String.raw`{"id": 1, "t": "a\"]}\\", "n": [[{}], 2]}`;
    const text = `{"x": [1, "]"], "y": {"z": "\\"", "w": -1.5}, "r" :\n[${record},\n7 , ${record}]\n}\n`;
    const path = write(text);
    const seen = async (windowBytes: number): Promise<unknown> => {
      const found: unknown[] = [];
      const record = (bytes: Buffer, line: number): unknown => found.push([bytes.toString(), line]);
      const start = { path, offset: 0, file: path, windowBytes };
      await scanList({ ...start, records: "r" }, { record, pause: () => undefined });
      await scanLines({ ...start, lineEnd: 10 }, { record, pause: () => undefined });
      return found;
    };
    const whole = await seen(4_096);
    expect(whole).toEqual([
      [record, 2],
      ["7", 3],
      [record, 3],
      ...text
        .split("\n")
        .slice(0, 4)
        .map((line, i) => [line, i + 1]),
    ]);
    for (let size = 1; size < 40; size += 1) expect(await seen(size)).toEqual(whole);
  });
});

describe("encodings", () => {
  const text = '[{"name":"Pümpe"}]';

  it("drops a byte order mark", async () => {
    const { rows } = await read("json", `\ufeff${text}`);
    expect(rows[0]?.fields).toEqual(["Pümpe"]);
  });

  it("reads UTF-16 where it is declared, and says so where it is not", async () => {
    const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
    const code = "source.wrong_encoding";
    await expect(read("json", bytes)).rejects.toMatchObject({ code });
    const dialect = { delimiter: ",", quote: '"', encoding: "utf-16" } as const;
    expect((await read("json", bytes, { dialect })).rows[0]?.fields).toEqual(["Pümpe"]);
  });
});

it("looks at the columns without writing", async () => {
  const path = write('{"a":1}\n{"b":2}\nbad');
  const feed = testFeed({ connector: "ndjson" });
  const shape = await connectors.ndjson.inspect({ path, feed }, folder);
  expect(shape).toEqual({ columns: ["a", "b"], sheets: [] });
});
