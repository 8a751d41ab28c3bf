import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWriter, type Database, type Db } from "../../src/duckdb/index.js";
import { buildOrder, lineageOf, lineageProblems } from "../../src/warehouse/lineage.js";
import { parseQueryFile, readQueryFiles, type QueryFile } from "../../src/warehouse/sql-files.js";

const queries = readQueryFiles();
let database: Database;
let db: Db;

beforeAll(async () => {
  database = await openWriter(":memory:");
  db = await database.connect();
});
afterAll(() => database.close());

function file(kind: QueryFile["kind"], sql: string): QueryFile {
  return parseQueryFile({ kind, path: `${kind}/x.sql`, content: `-- a test\n${sql}` });
}

describe("query files", () => {
  test("have a header, a name and their parameters", () => {
    const parsed = parseQueryFile({
      kind: "checks",
      path: "checks/fct_failure__unique.sql",
      content:
        "-- severity: stop\n-- One row per id.\n-- That is twice.\nselect $b::date, $a::date\n",
    });
    expect(parsed).toMatchObject({
      name: "fct_failure__unique",
      severity: "stop",
      doc: "One row per id. That is twice.",
      parameters: ["a", "b"],
      sql: "select $b::date, $a::date",
    });
  });

  test("without a header or a severity are refused", () => {
    const parse = (content: string) => (): QueryFile =>
      parseQueryFile({ kind: "checks", path: "checks/x.sql", content });
    expect(parse("select 1")).toThrow("expected a header comment");
    expect(parse("-- one row\nselect 1")).toThrow(
      "expected `-- severity: stop | quarantine | warn`",
    );
  });

  test("that do not exist are named in the error", () => {
    expect(() => queries.get("metrics", "mtbff")).toThrow("unknown query: metrics/mtbff");
  });
});

describe("lineage", () => {
  test("names the tables of joins, subqueries and unions, and not those made inside", async () => {
    const lineage = await lineageOf(
      db,
      file(
        "model",
        "with a as (select * from dim_site) select (select count(*) from comp_day) from a " +
          "join fct_failure using (site_id) union all select 1 from closure",
      ),
    );
    expect(lineage.tables).toEqual(["closure", "comp_day", "dim_site", "fct_failure"]);
  });

  test("sees table functions that read files", async () => {
    const lineage = await lineageOf(db, file("metrics", "select * from read_csv('/etc/passwd')"));
    expect(lineageProblems("metrics", lineage)).toEqual(["read_csv()"]);
  });

  test("of a statement that is no query is an error with the file", async () => {
    await expect(lineageOf(db, file("model", "create table x as select 1"))).rejects.toThrow(
      "query file cannot be used: model/x.sql",
    );
  });

  test("keeps every query file to the tables its folder may read", async () => {
    const found: string[] = [];
    for (const one of queries.all) {
      if (one.kind === "macros") continue;
      for (const problem of lineageProblems(one.kind, await lineageOf(db, one))) {
        found.push(`${one.path} reads ${problem}`);
      }
    }
    expect(found).toEqual([]);
  });

  test("would find a metric that reads what only a build has", async () => {
    const lineage = await lineageOf(db, file("metrics", "select * from stg_asset, allowed_site"));
    expect(lineageProblems("metrics", lineage)).toEqual(["stg_asset"]);
  });
});

describe("the build order", () => {
  test("puts what is read first, alphabetically where that leaves a choice", () => {
    const order = buildOrder([
      { name: "c", reads: ["b", "given"] },
      { name: "a", reads: ["made"] },
      { name: "b", reads: [] },
      { name: "pass", makes: ["made"], reads: ["c"] },
    ]);
    expect(order.map(({ name }) => name)).toEqual(["b", "c", "pass", "a"]);
  });

  test("of tables in a circle is an error that names the circle", () => {
    const circle = [
      { name: "a", reads: ["b"] },
      { name: "b", reads: ["a"] },
    ];
    expect(() => buildOrder(circle)).toThrow("a < b < a");
  });
});
