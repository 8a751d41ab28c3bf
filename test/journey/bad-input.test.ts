import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPlant } from "../fixtures/built-plant.js";
import {
  builtSmallPlant,
  copyOf,
  failuresOf,
  unbalancedRuns,
  type SmallPlant,
} from "./small-plant.js";

let whole: SmallPlant;
const spoilt: SmallPlant[] = [];

beforeAll(async () => {
  whole = await builtSmallPlant();
  // Three unplanned stops that touch no other.
  expect(await failuresOf(whole)).toBe(3);
});

afterAll(() => {
  for (const { folder } of [...spoilt, whole]) rmSync(folder, { recursive: true, force: true });
});

function copy(): SmallPlant {
  const plant = copyOf(whole);
  spoilt.push(plant);
  return plant;
}

/** One way to spoil a file, and what the error must say; FILE stands for its path. */
interface BadFile {
  readonly fault: string;
  readonly file: "machines.csv" | "stops.csv";
  readonly spoil: (plant: SmallPlant) => void;
  readonly code: string;
  readonly told: readonly string[];
}

function rewrite(
  plant: SmallPlant,
  file: string,
  change: (bytes: Buffer) => Buffer | string,
): void {
  writeFileSync(plant.path(file), change(readFileSync(plant.path(file))));
}

const BAD_FILES: readonly BadFile[] = [
  {
    fault: "a missing file",
    file: "stops.csv",
    spoil: (plant) => rmSync(plant.path("stops.csv")),
    code: "source.file_missing",
    told: ["file not found: FILE — expected a file that exists", "check `files` of the feed"],
  },
  {
    fault: "an empty file",
    file: "stops.csv",
    spoil: (plant) => rewrite(plant, "stops.csv", () => ""),
    code: "source.empty",
    told: ["file is empty: FILE — expected a line of column names"],
  },
  {
    fault: "another delimiter than declared",
    file: "stops.csv",
    spoil: (plant) => plant.edit("stops.csv", ",", ";"),
    code: "source.wrong_delimiter",
    told: [
      "only one column found: FILE, line 1 is `No;Machine;Start;End;Kind;Reason`",
      "expected columns separated by a comma",
      'declare delimiter: ";"',
    ],
  },
  {
    fault: "another encoding than declared",
    file: "machines.csv",
    // ü and Ö are one byte each in Windows-1252, and no UTF-8.
    spoil: (plant) =>
      rewrite(plant, "machines.csv", (bytes) => Buffer.from(bytes.toString("utf8"), "latin1")),
    code: "source.wrong_encoding",
    told: [
      "file is not utf-8: FILE, line 3, bytes fc 72 20 d6 — expected utf-8 text",
      "declare encoding: windows-1252",
    ],
  },
  {
    fault: "a renamed column",
    file: "stops.csv",
    spoil: (plant) => plant.edit("stops.csv", ",Start,", ",Begin,"),
    code: "source.column_missing",
    told: [
      'column not found: FILE, line 1 has no "Start"',
      'expected it among "No", "Machine", "Begin", "End", "Kind", "Reason"',
    ],
  },
  {
    fault: "a missing key column",
    file: "stops.csv",
    spoil: (plant) => plant.edit("stops.csv", "No,Machine", "Number,Machine"),
    code: "source.column_missing",
    told: ['column not found: FILE, line 1 has no "No"'],
  },
  {
    fault: "no line of column names",
    file: "machines.csv",
    spoil: (plant) => plant.edit("machines.csv", "Tag,Name\n", ""),
    code: "source.no_header",
    told: ["no column names found: FILE, line 1 is `P-101,Pump 1`", 'that names "Tag", "Name"'],
  },
  {
    fault: "a column name twice",
    file: "stops.csv",
    spoil: (plant) => plant.edit("stops.csv", "Kind,Reason\n", "Start,Reason\n"),
    code: "source.column_duplicate",
    told: ["column name is used twice: FILE, line 1", '"Start" in columns 3 and 5'],
  },
];

describe("a file that cannot be read", () => {
  const cases = BAD_FILES.map((bad) => [bad.fault, bad] as const);
  test.each(cases)("%s is told, and all that was known still answers", async (_, bad) => {
    const plant = copy();
    bad.spoil(plant);
    const { code, said } = await plant.run("refresh", "--extract");
    const told = said.join("\n");
    expect(told).toContain(`[${bad.code}]`);
    for (const words of bad.told)
      expect(told).toContain(words.replace("FILE", plant.path(bad.file)));
    expect(code).toBe(7);
    expect(await failuresOf(plant)).toBe(3);
    expect(await unbalancedRuns(plant)).toEqual([]);
  });

  test("is told before anything is built when it is all there is", async () => {
    const plant = copy();
    rmSync(plant.path("var"), { recursive: true });
    rmSync(plant.path("stops.csv"));
    rmSync(plant.path("machines.csv"));
    const { code, said, printed } = await plant.run("refresh", "--extract");
    expect({ code, printed }).toEqual({ code: 7, printed: [] });
    expect(said[0]).toContain("[source.file_missing]");
    expect(said.join("\n")).toContain(`cmms/stops: file not found: ${plant.path("stops.csv")}`);
    expect(await failuresOf(plant)).toBeNull();
  });
});

/** A row that cannot be used as written; its number is its line in the file less one. */
interface BadRow {
  readonly fault: string;
  readonly row: string;
  readonly column: string | null;
  readonly value: string | null;
  readonly message: string;
}

const BAD_ROWS: readonly BadRow[] = [
  {
    fault: "an impossible date",
    row: "5,P-101,31.02.2025 08:00,,U,Seal",
    column: "Start",
    value: "31.02.2025 08:00",
    message: "column Start is not a time: 31.02.2025 08:00 — expected written as %d.%m.%Y %H:%M",
  },
  {
    fault: "an end before the start",
    row: "6,P-101,20.02.2025 08:00,19.02.2025 08:00,U,Seal",
    column: "End",
    value: "19.02.2025 08:00",
    message: "ends before the start: 19.02.2025 08:00 — expected not before 20.02.2025 08:00",
  },
  {
    fault: "a key that stands twice",
    row: "4,P-101,20.02.2025 08:00,,U,Seal",
    column: null,
    value: null,
    message: "line 8 repeats the key of line 5 (4) — expected each key once; line 5 was taken",
  },
  {
    fault: "a value that the mapping does not name",
    row: "8,P-101,20.02.2025 08:00,,X,Seal",
    column: "Kind",
    value: "X",
    message: "column Kind has a value that the mapping does not name: X — expected one of U, P",
  },
  {
    fault: "no asset",
    row: "9,,20.02.2025 08:00,,U,Seal",
    column: "Machine",
    value: null,
    message: "column Machine is empty — expected",
  },
  {
    fault: "a field too many",
    row: "10,P-101,20.02.2025 08:00,,U,Seal,broken",
    column: null,
    value: null,
    message: "7 fields in line 11 — expected 6",
  },
  {
    fault: "an hour that the clock skipped",
    row: "11,P-101,30.03.2025 02:30,,U,Seal",
    column: "Start",
    value: "30.03.2025 02:30",
    message:
      "column Start is a time that the clock skipped when it was put forward: 30.03.2025 02:30",
  },
];

describe("a row that cannot be used as written", () => {
  test("waits with file, line, column, value and what was expected, and keeps no other", async () => {
    const plant = copy();
    plant.addStops(...BAD_ROWS.map(({ row }) => row), "12,P-102,25.03.2025 08:00,,U,Seal");
    const { code, printed, said } = await plant.run("refresh", "--extract");
    expect({ code, said }).toEqual({ code: 0, said: [] });
    expect(printed).toContainEqual(expect.stringMatching(/^7 rows of plant .* wait in quarantine/));
    expect(printed.at(-1)).toBe("  and 2 more: see the page /quality");
    const opened = await openPlant(plant.path("var"));
    const waiting = await opened.rows("select * from svc_quarantine order by line");
    const { rows_in } = await opened.row(
      "select rows_in from svc_extract_run where feed = 'stops' order by run_no desc limit 1",
    );
    await opened.close();
    expect(waiting).toHaveLength(BAD_ROWS.length);
    BAD_ROWS.forEach((bad, i) => {
      // The header and four good rows stand before the first of them.
      expect(waiting[i], bad.fault).toMatchObject({
        ...{ file: "stops.csv", line: 6 + i, column_name: bad.column, value: bad.value },
        message: expect.stringContaining(bad.message) as string,
      });
      const line = `  stops.csv, line ${6 + i}: ${String(waiting[i]?.["message"])}`;
      if (i < 5) expect(printed).toContain(line);
    });
    expect(Number(rows_in)).toBe(4 + BAD_ROWS.length + 1);
    expect(await unbalancedRuns(plant)).toEqual([]);
    // Three as before, and number 12.
    expect(await failuresOf(plant)).toBe(4);
  });

  test("leaves by itself once the source is mended", async () => {
    const plant = copy();
    plant.addStops("5,P-101,31.02.2025 08:00,,U,Seal");
    await plant.run("refresh", "--extract");
    expect(await failuresOf(plant)).toBe(3);
    plant.edit("stops.csv", "31.02.2025 08:00", "28.02.2025 08:00");
    const { code, printed } = await plant.run("refresh", "--extract");
    expect(code).toBe(0);
    expect(printed.filter((line) => line.includes("in quarantine"))).toEqual([]);
    expect(await failuresOf(plant)).toBe(4);
    expect(await unbalancedRuns(plant)).toEqual([]);
  });
});

/** A slip in the mapping, and what is told of it. */
const SLIPS: readonly [string, string, string, readonly string[]][] = [
  [
    "an unknown site",
    "site: plant",
    "site: plnt",
    ["meantime.yaml:5:11 sources.cmms.site", "unknown site: plnt", "did you mean plant?"],
  ],
  [
    "a misspelt field",
    "          reason: Reason",
    "          raeson: Reason",
    [
      "meantime.yaml:22:11",
      "unknown key: raeson",
      "did you mean reason?",
      "expected: one of: asset",
    ],
  ],
  [
    "a misspelt key",
    "entity: downtime",
    "entty: downtime",
    ["meantime.yaml:14:9", "unknown key: entty", "did you mean entity?"],
  ],
  [
    "a zone that is none",
    "Europe/Berlin",
    "Europe/Berlyn",
    ["meantime.yaml:2:31 sites.plant.zone", "Europe/Berlyn", "did you mean Europe/Berlin?"],
  ],
];

describe("a slip in meantime.yaml", () => {
  test.each(SLIPS)("%s is told with its place and the nearest right word", async (...slip) => {
    const [, from, to, words] = slip;
    const plant = copy();
    plant.edit("meantime.yaml", from, to);
    for (const command of ["refresh", "extract", "doctor"]) {
      const { code, said, printed } = await plant.run(command);
      expect({ code, printed }).toEqual({ code: 9, printed: [] });
      expect(said[0]).toMatch(/^error: \d problems? in .*meantime\.yaml — expected none/);
      for (const word of words) expect(said.join("\n")).toContain(word);
    }
    plant.edit("meantime.yaml", to, from);
    expect(await failuresOf(plant)).toBe(3);
  });
});
