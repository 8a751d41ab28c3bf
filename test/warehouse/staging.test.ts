import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FieldMapping } from "../../src/config/index.js";
import type { EntityName } from "../../src/core/index.js";
import { buildPlant, openPlant, type OpenPlant } from "../fixtures/built-plant.js";
import { plainConfig, plainFeed, plainSource } from "../fixtures/plain-config.js";
import { writeLanding } from "../fixtures/write-landing.js";

interface Given {
  readonly entity: EntityName;
  readonly fields: Readonly<Record<string, FieldMapping | string>>;
  /** Rows by column name; a column left out holds nothing. Their keys are 1, 2, 3. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** Zone of the site; Berlin when absent. */
  readonly zone?: string;
}

// Every case is a source of its own, and all of them are one plant, built once.
const folder = mkdtempSync(join(tmpdir(), "meantime-staging-"));
const cases: Given[] = [];
let plant: OpenPlant;

beforeAll(async () => {
  for (const [i, { entity, rows }] of cases.entries()) {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    await writeLanding(folder, {
      source: `s${i}`,
      feed: "f",
      entity,
      run_no: i + 1,
      columns,
      rows: rows.map((row, n) => ({
        key: String(n + 1),
        fields: columns.map((column) => row[column] ?? null),
      })),
    });
  }
  const sites = cases.map(({ zone = "Europe/Berlin" }, i) => ({
    id: `site${i}`,
    name: zone,
    zone,
    currency: "EUR",
  }));
  const sources = cases.map(({ entity, fields }, i) =>
    plainSource({
      id: `s${i}`,
      site: `site${i}`,
      failures_from: entity === "asset" ? "downtime" : entity,
      feeds: [plainFeed({ id: "f", entity }, fields)],
    }),
  );
  await buildPlant(folder, plainConfig(folder, { sites, sources }));
  plant = await openPlant(folder);
});
afterAll(async () => {
  await plant.close();
  rmSync(folder, { recursive: true });
});

/** Tests that a column of the model has these values by key, or the rule that refused the row. */
function reads(
  title: string,
  given: Given,
  [expression, expected]: [expression: string, expected: Readonly<Record<string, unknown>>],
): void {
  const source = `s${cases.push(given) - 1}`;
  test(title, async () => {
    const table = given.entity === "work_order" ? "fct_work_order" : "fct_downtime";
    const rows = await plant.rows(
      `select source_key as key, ${expression} as value from ${table} where source_id = '${source}'`,
    );
    const refused = await plant.rows(
      `select key, rule as value from svc_quarantine where source_id = '${source}'`,
    );
    const found = [...rows, ...refused].map(({ key, value }) => [String(key), value] as const);
    expect(Object.fromEntries(found)).toEqual(expected);
  });
}

const stop = { asset: "asset", started_at: "at" };
const order = { asset: "asset", reported_at: "at" };

function texts(column: string, values: readonly string[]): Given["rows"] {
  return values.map((value) => ({ asset: "A", at: "2024-01-10T08:00:00Z", [column]: value }));
}

/** Downtime with one column more, filled with these texts. */
function stops(values: readonly string[], field: string, mapping: FieldMapping | string): Given {
  const fields = { ...stop, [field]: mapping };
  const column = typeof mapping === "string" ? mapping : (mapping.column ?? "x");
  return { entity: "downtime", fields, rows: texts(column, values) };
}

/** Work orders with one column more, filled with these texts. */
function orders(values: readonly string[], field: string, mapping: FieldMapping | string): Given {
  const fields = { ...order, [field]: mapping };
  const column = typeof mapping === "string" ? mapping : (mapping.column ?? "x");
  return { entity: "work_order", fields, rows: texts(column, values) };
}

const BAD_TIME = "not_a_time";
const BAD_NUMBER = "not_a_number";

describe("a time", () => {
  const iso = {
    "2024-07-01 10:00": "2024-07-01T08:00:00Z",
    "2024-07-01T10:00:00": "2024-07-01T08:00:00Z",
    "2024-07-01T10:00:00Z": "2024-07-01T10:00:00Z",
    "2024-07-01 10:00:00+05:30": "2024-07-01T04:30:00Z",
    "2024-07-01 10:00:00-0400": "2024-07-01T14:00:00Z",
    "2024-07-01 10:00:00.499+00": "2024-07-01T10:00:00Z",
    "2024-07-01 10:00:00,5Z": "2024-07-01T10:00:01Z",
    "2024-07-01": BAD_TIME,
    "2024-02-30 10:00": BAD_TIME,
    infinity: BAD_TIME,
    "10:00": BAD_TIME,
    "01.07.2024 10:00": BAD_TIME,
  };
  // Berlin is two hours ahead in July. Fractions are rounded to whole seconds.
  reads(
    "in ISO 8601 is read with its offset, or in the site's zone",
    stops(Object.keys(iso), "started_at", "at"),
    ["started_at", numbered(iso)],
  );

  const written = {
    "01.07.2024 10:00": "2024-07-01T14:00:00Z",
    "07/01/2024 10:00 PM": "2024-07-02T02:00:00Z",
    "20240701100000 +0200": "2024-07-01T08:00:00Z",
    "2024-07-01 10:00": BAD_TIME,
    "31.06.2024 10:00": BAD_TIME,
  };
  const format = ["%d.%m.%Y %H:%M", "%m/%d/%Y %I:%M %p", "%Y%m%d%H%M%S %z"];
  const inNewYork: FieldMapping = { column: "at", format, zone: "America/New_York" };
  reads(
    "in declared formats is read by the first that fits, in the declared zone",
    stops(Object.keys(written), "started_at", inNewYork),
    ["started_at", numbered(written)],
  );

  const counted = {
    "1720000000123": "2024-07-03T09:46:40Z",
    "1720000000500": "2024-07-03T09:46:41Z",
    "99999999999999": "out_of_range",
    "2024-07-01T10:00:00Z": BAD_TIME,
  };
  reads(
    "in milliseconds since 1970 is read where that is declared",
    stops(Object.keys(counted), "started_at", { column: "at", format: ["epoch_ms"] }),
    ["started_at", numbered(counted)],
  );
  const seconds = { "1720000000": "2024-07-03T09:46:40Z", "1720000000.5": "2024-07-03T09:46:41Z" };
  reads(
    "in seconds since 1970 is read where that is declared, beside a format of days",
    stops([...Object.keys(seconds), "03.07.2024 10:00"], "started_at", {
      column: "at",
      format: ["epoch_s", "%d.%m.%Y %H:%M"],
    }),
    ["started_at", numbered({ ...seconds, x: "2024-07-03T08:00:00Z" })],
  );

  const changes: Record<string, readonly [skipped: string, twice: string, first: string]> = {
    "America/New_York": ["2018-03-11 02:30", "2018-11-04 01:30", "2018-11-04T05:30:00Z"],
    "Australia/Lord_Howe": ["2018-10-07 02:15", "2018-04-01 01:45", "2018-03-31T14:45:00Z"],
    "America/Havana": ["2018-03-11 00:30", "2018-11-04 00:30", "2018-11-04T04:30:00Z"],
    "Atlantic/Azores": ["2018-03-25 00:30", "2018-10-28 00:30", "2018-10-28T00:30:00Z"],
  };
  for (const [zone, [skipped, twice, first]] of Object.entries(changes)) {
    reads(
      `that the clock skipped is refused, of one shown twice the first is taken, in ${zone}`,
      { ...stops([skipped, twice], "started_at", "at"), zone },
      ["started_at", { 1: "skipped_by_clock", 2: first }],
    );
  }

  const plain = "2024-01-10T08:00:00Z";
  // The clock of Berlin is put back on 27 October 2024, 03:00 to 02:00.
  const folded = {
    "2024-10-27 02:10": "2024-10-27T01:10:00Z",
    "2024-10-27 02:55": "2024-10-27T00:55:00Z",
    "2024-10-27 01:10": "end_before_start",
    "2024-10-27 03:10": "2024-10-27T02:10:00Z",
  };
  reads(
    "of an end is the second of an hour shown twice when the first lies before the start",
    {
      entity: "downtime",
      fields: { ...stop, ended_at: "to" },
      rows: Object.keys(folded).map((to) => ({ asset: "A", at: "2024-10-27 02:50", to })),
    },
    ["ended_at", numbered(folded)],
  );
  reads(
    "of an order's end too, after its report",
    {
      entity: "work_order",
      fields: { ...order, done_at: "to" },
      rows: [{ asset: "A", at: "2024-10-27 02:50", to: "2024-10-27 02:10" }],
    },
    ["done_at", { 1: "2024-10-27T01:10:00Z" }],
  );

  const far = ["1949-12-31T23:59:59Z", "1950-01-01T00:00:00Z", "2100-01-01T00:00:00Z"];
  reads("too far away to be meant is refused", stops(far, "started_at", "at"), [
    "started_at",
    { 1: "out_of_range", 2: "1950-01-01T00:00:00Z", 3: "out_of_range" },
  ]);
  reads(
    "that stands for no end is refused, unless the mapping says that it means nothing",
    {
      entity: "downtime",
      fields: { ...stop, ended_at: { column: "to", nothing: ["2999-12-31 00:00"] } },
      rows: [
        { asset: "A", at: plain, to: "9999-12-31 00:00" },
        { asset: "A", at: plain, to: "2999-12-31 00:00" },
      ],
    },
    ["ended_at", { 1: "out_of_range", 2: null }],
  );
  reads("known to the day must be near too", orders(["1900-01-01"], "reported_at", "at"), [
    "day_on::varchar",
    { 1: "out_of_range" },
  ]);
  const unpadded: FieldMapping = { column: "at", format: ["%-d.%-m.%Y %-H:%M"] };
  reads(
    "without leading zeros keeps its time of day",
    orders(["5.1.2024 8:30"], "reported_at", unpadded),
    ["reported_at", { 1: "2024-01-05T07:30:00Z" }],
  );

  const days = ["2024-07-01", "2024-07-01T22:30:00Z", "2024-07-01 00:00:00", "yesterday"];
  // 22:30 UTC is half past midnight of the next day in Berlin.
  reads("may be only a day where the field allows it", orders(days, "reported_at", "at"), [
    "day_on::varchar",
    { 1: "2024-07-01", 2: "2024-07-02", 3: "2024-07-01", 4: BAD_TIME },
  ]);
  reads("that is only a day stays one", orders(days, "reported_at", "at"), [
    "reported_at",
    { 1: null, 2: "2024-07-01T22:30:00Z", 3: "2024-06-30T22:00:00Z", 4: BAD_TIME },
  ]);
});

describe("a number", () => {
  const german = {
    "1.234,56": 1_234.56,
    "1234,5": 1_234.5,
    "-7": -7,
    "1,234.56": BAD_NUMBER,
    "12.34": BAD_NUMBER,
    "1.2345": BAD_NUMBER,
    "1 234": BAD_NUMBER,
    "€ 5": BAD_NUMBER,
  };
  reads(
    "has the marks that are declared, and groups of three",
    orders(Object.keys(german), "cost", { column: "money", decimal: ",", thousands: "." }),
    ["cost::double", numbered(german)],
  );

  const plain = {
    "1234.56": 1_234.56,
    "1,234.56": BAD_NUMBER,
    "1,5": BAD_NUMBER,
    "+0.1234": 0.1234,
    NaN: BAD_NUMBER,
    "1e5": BAD_NUMBER,
  };
  reads(
    "has a decimal point and no groups when nothing is declared",
    orders(Object.keys(plain), "cost", "money"),
    ["cost::double", numbered(plain)],
  );

  reads(
    "of a duration is in the declared unit",
    orders(["90", "0,5", "-"], "labor", { column: "worked", unit: "min", decimal: "," }),
    ["labor_s", { 1: 5_400, 2: 30, 3: BAD_NUMBER }],
  );
  // 0.04168 of a day is 3,601.152 s; its first four decimals would be 3,602.88 s.
  reads(
    "of a duration keeps all its decimals",
    orders(["0.04168", "1"], "labor", { column: "worked", unit: "d" }),
    ["labor_s", { 1: 3_601, 2: 86_400 }],
  );
});

describe("a value", () => {
  reads(
    "goes through its map, and what the map does not name is told",
    stops(["U", "P", "u", "planned", ""], "time_class", {
      column: "kind",
      map: { U: "unplanned", P: "planned" },
    }),
    [
      "time_class",
      { 1: "unplanned", 2: "planned", 3: "not_mapped", 4: "not_mapped", 5: "unknown" },
    ],
  );
  reads(
    "without a map must be a value of its class",
    stops(["unplanned", "Unplanned"], "time_class", "kind"),
    ["time_class", { 1: "unplanned", 2: "not_mapped" }],
  );
  reads(
    "takes `otherwise` where the map does not name it, and where it is empty",
    stops(["P", "?", ""], "time_class", {
      column: "kind",
      map: { P: "planned" },
      otherwise: "external",
    }),
    ["time_class", { 1: "planned", 2: "external", 3: "external" }],
  );
  reads(
    "that means nothing is nothing, also around blanks",
    stops(["leak", " leak ", "n/a", " - ", "  ", "N/A"], "mode", {
      column: "code",
      nothing: ["n/a", "-"],
    }),
    ["mode", { 1: "leak", 2: "leak", 3: null, 4: null, 5: null, 6: "N/A" }],
  );
  reads(
    "must match its pattern",
    stops(["M1", "M12", "xM1"], "mode", { column: "code", pattern: "^M\\d$" }),
    ["mode", { 1: "M1", 2: "pattern_mismatch", 3: "pattern_mismatch" }],
  );
  reads(
    "that a field needs may not be missing",
    {
      entity: "downtime",
      fields: stop,
      rows: [{ asset: "A", at: "2024-07-01 10:00" }, { asset: "A" }, { at: "2024-07-01 10:00" }],
    },
    ["asset_no is not null", { 1: true, 2: "missing_value", 3: "missing_value" }],
  );
  reads("is a constant where the mapping says so", stops(["1"], "mode", { constant: "stall" }), [
    "mode",
    { 1: "stall" },
  ]);
});

describe("whether an order is a failure", () => {
  reads(
    "is what its class says when no field tells",
    orders(["CM", "PM", "X"], "work_class", {
      column: "type",
      map: { CM: "corrective", PM: "preventive_time", X: "unknown" },
    }),
    ["is_failure", { 1: true, 2: false, 3: null }],
  );
  reads(
    "is what its field says when there is one, and unknown when that is empty",
    orders(["Y", "N", "maybe", ""], "is_failure", {
      column: "breakdown",
      map: { Y: "true", N: "false" },
    }),
    ["is_failure", { 1: true, 2: false, 3: "not_mapped", 4: null }],
  );
});

describe("a row with several problems", () => {
  const source = `s${
    cases.push({
      entity: "work_order",
      fields: { ...order, cost: "cost", due_on: "due" },
      rows: [{ asset: "A", at: "soon", cost: "much", due: "2024-13-01" }],
    }) - 1
  }`;

  test("is one row of the quarantine that tells all of them", async () => {
    const row = await plant.row(
      `select rule, column_name, message from svc_quarantine where source_id = '${source}'`,
    );
    expect(row).toMatchObject({ rule: BAD_TIME, column_name: "at" });
    const message = String(row["message"]);
    expect(message.split("; ")).toHaveLength(3);
    expect(message).toContain("column cost is not a number: much");
    expect(message).toContain("column due is not a day: 2024-13-01");
  });
});

/** The values by the number of their text, which is the key of its row. */
function numbered(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.values(values).map((value, i) => [String(i + 1), value]));
}
