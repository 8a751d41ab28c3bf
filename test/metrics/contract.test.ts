import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWriter, type Database, type Db, type StatementInfo } from "../../src/duckdb/index.js";
import {
  datasets,
  DETAILS,
  LEFT_OUT_CODES,
  leftOutText,
  metrics,
  type Column,
} from "../../src/metrics/index.js";
import { filesBelow } from "../structure/source-files.js";
import { MODEL_TABLES } from "./model-tables.js";

let database: Database;
let db: Db;

beforeAll(async () => {
  database = await openWriter(":memory:");
  db = await database.connect();
  for (const [name, columns] of Object.entries(MODEL_TABLES)) {
    await db.run(`create table ${name} (${columns})`);
  }
  await db.run("create temp table allowed_site (site_id uuid)");
});

afterAll(() => database.close());

function prepare(kind: string, name: string): Promise<StatementInfo> {
  const url = new URL(`../../queries/${kind}/${name}.sql`, import.meta.url);
  return db.prepareInfo(readFileSync(url, "utf8"));
}

function typed(columns: readonly Column[]): string[] {
  return columns.map(({ name, type }) => `${name} ${type}`);
}

function namesOf(kind: string): string[] {
  return filesBelow([`queries/${kind}`], [".sql"])
    .map(({ path }) => path.replace(/^.*\//, "").replace(/\.sql$/, ""))
    .sort();
}

const COMPONENT_WINDOW = ["from", "head_to", "month_from", "month_to", "tail_from", "to"];
const ALLOWED = /^(varchar|integer|double|boolean|date|timestamp)$/;

describe("every metric's query matches its declaration", () => {
  test.each(metrics.map((metric) => [metric.id, metric] as const))("%s", async (id, metric) => {
    const { columns, parameters } = await prepare("metrics", id);
    const shown = metric.columns.filter(({ name }) => !metric.computed.includes(name));
    const extra = columns.filter(({ name }) => !shown.some((column) => column.name === name));
    expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual(
      expect.arrayContaining(typed(shown)),
    );
    const internal = extra.map(({ name }) => name);
    expect(internal.sort()).toEqual([...metric.moments].sort());
    expect(columns.filter(({ type }) => !ALLOWED.test(type))).toEqual([]);
    const own = metric.parameters.filter((name) => !["base", "from", "to", "by"].includes(name));
    const window = metric.reads === "components" ? COMPONENT_WINDOW : ["from", "to"];
    const by = metric.by.length > 0 ? ["by"] : ["row_limit"];
    expect(parameters.map(({ name }) => name).sort()).toEqual([...own, ...window, ...by].sort());
  });

  test("there is one query file for each metric and no other", () => {
    expect(namesOf("metrics")).toEqual(metrics.map(({ id }) => id));
    expect(metrics.map(({ id }) => id)).toEqual([...metrics.map(({ id }) => id)].sort());
  });
});

describe("every details query matches its declaration", () => {
  test.each(Object.entries(DETAILS))("%s", async (name, declaration) => {
    const { columns, parameters } = await prepare("details", declaration.query);
    const [part, status, count, ...records] = columns.map(
      (column) => `${column.name} ${column.type}`,
    );
    expect([part, status, count]).toEqual(["part varchar", "status varchar", "row_count integer"]);
    expect(records.at(-1)).toBe("sort_key varchar");
    expect(["status varchar", ...records.slice(0, -1)]).toEqual(typed(declaration.columns));
    const own = declaration.parameters.flatMap((parameter) =>
      parameter === "dimension" ? ["dimension", "group"] : [parameter],
    );
    const always = ["after", "asset", "from", "page_rows", "show", "site", "source", "to"];
    expect(parameters.map((parameter) => parameter.name).sort()).toEqual(
      [...always, ...own].sort(),
    );
    expect(declaration.query).toBe(name);
  });

  test("there is one file for each", () => {
    expect(namesOf("details")).toEqual(Object.keys(DETAILS).sort());
  });

  test("every reason for leaving a record out has its two sentences", () => {
    const statements = filesBelow(["queries/details"], [".sql"]).map(({ content }) => content);
    const said = statements.flatMap((sql) => [...sql.matchAll(/(?:then|else) '([a-z_]+)'$/gm)]);
    const classes = ["planned", "external", "unknown"].map((name) => `${name}_stop`);
    const codes = new Set([...said.map((match) => match[1] ?? ""), ...classes]);
    codes.delete("counted");
    expect(codes.size).toBeGreaterThan(10);
    expect([...codes].sort()).toEqual([...LEFT_OUT_CODES].sort());
    for (const code of codes) {
      expect(leftOutText(code)?.reason).toMatch(/^[A-Z]/);
      expect(leftOutText(code)?.effect).not.toBe("");
    }
    expect(leftOutText("counted")).toBeNull();
  });
});

describe("every dataset's query matches its declaration", () => {
  test.each(datasets.map((dataset) => [dataset.id, dataset] as const))(
    "%s",
    async (id, dataset) => {
      const { columns, parameters } = await prepare("datasets", id);
      expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual(typed(dataset.columns));
      const names = ["asset", "from", "row_limit", "site", "source", "to"];
      expect(parameters.map(({ name }) => name).sort()).toEqual(names);
    },
  );

  test("there is one file for each", () => {
    expect(namesOf("datasets")).toEqual(datasets.map(({ id }) => id));
  });
});

describe("an empty plant", () => {
  const GIVEN: Readonly<Record<string, string | number>> = {
    site: "nowhere",
    source: "nothing",
    asset: "",
    by: "month",
    from: "2026-01-05",
    head_to: "2026-02-01",
    month_from: "2026-02-01",
    month_to: "2026-03-01",
    tail_from: "2026-03-01",
    to: "2026-03-05",
    downtime: "all",
    measure: "hours",
    dimension: "mode",
    group: "",
    within_days: 30,
    show: "all",
    after: "",
    page_rows: 10,
    row_limit: 10,
    root: "",
  };

  const asked = ["metrics", "details", "datasets"].flatMap((kind) =>
    namesOf(kind).map((name) => [kind, name] as const),
  );
  const own = ["sites", "asset_scope"].map((name) => ["lists", name] as const);

  test.each([...asked, ...own])("gives no row of %s/%s", async (kind, name) => {
    const { parameters } = await prepare(kind, name);
    const values: Record<string, string | number> = {};
    for (const parameter of parameters) {
      const value = GIVEN[parameter.name];
      expect(value, parameter.name).toBeDefined();
      if (value !== undefined) values[parameter.name] = value;
    }
    const url = new URL(`../../queries/${kind}/${name}.sql`, import.meta.url);
    expect(await db.rows(readFileSync(url, "utf8"), values)).toEqual([]);
  });
});
