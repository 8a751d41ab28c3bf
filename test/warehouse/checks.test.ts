import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FeedConfig } from "../../src/config/index.js";
import { openWriter, type Database, type Db } from "../../src/duckdb/index.js";
import { openCurrent, readQueryFiles, type CheckResult } from "../../src/warehouse/index.js";
import { buildPlant } from "../fixtures/built-plant.js";
import { plainConfig, plainFeed, plainSource } from "../fixtures/plain-config.js";
import { copyPlant, refreshPlant } from "../fixtures/plants.js";
import { writeLanding, type LandedRow } from "../fixtures/write-landing.js";

const queries = readQueryFiles();
const folder = mkdtempSync(join(tmpdir(), "meantime-checks-"));
afterAll(() => rmSync(folder, { recursive: true }));

const FEEDS: Readonly<Record<string, FeedConfig>> = {
  register: plainFeed(
    {
      id: "register",
      entity: "asset",
      exclude: [{ column: "tag", equals: ["FAKE"], reason: "made up" }],
    },
    { tag: "tag", parent: "parent", commissioned_on: "from", decommissioned_on: "to" },
  ),
  failures: plainFeed(
    { id: "failures", entity: "failure" },
    { asset: "asset", detected_at: "at", restored_at: "to", mode: "mode" },
  ),
  orders: plainFeed(
    { id: "orders", entity: "work_order", key: "content" },
    {
      asset: "asset",
      reported_at: "at",
      started_at: "from",
      ended_at: "to",
      is_failure: { column: "failure", map: { Y: "true", N: "false" } },
      cost: "cost",
      currency: "currency",
    },
  ),
  stops: plainFeed(
    { id: "stops", entity: "downtime" },
    {
      asset: "asset",
      started_at: "at",
      ended_at: "to",
      work_order: "job",
      time_class: { constant: "unplanned" },
    },
  ),
  jobs: plainFeed(
    { id: "jobs", entity: "work_order" },
    { asset: "asset", reported_at: "at", number: "job" },
  ),
};

type Cells = readonly (string | null)[];

/** Rows with something wrong in each, but for the first of a feed. */
const ROWS: Readonly<Record<string, { columns: readonly string[]; rows: readonly Cells[] }>> = {
  register: {
    columns: ["tag", "parent", "from", "to"],
    rows: [
      ["P", null, null, null],
      ["C", "P", null, null],
      ["UNREADABLE", null, "soon", null],
      ["BACKWARDS", null, "2024-02-01", "2024-01-01"],
      ["TWICE", null, null, null],
      ["TWICE", null, null, null],
      ["ORPHAN", "NOBODY", null, null],
      ["SELF", "SELF", null, null],
      ["FAKE", null, null, null],
    ],
  },
  failures: {
    columns: ["asset", "at", "to", "mode"],
    rows: [
      ["C", "2024-01-05T00:00:00Z", null, "leak"],
      ["C", "never", null, "leak"],
      ["C", "2024-01-06T02:00:00Z", "2024-01-06T01:00:00Z", "leak"],
      ["C", "2025-01-05T00:00:00Z", null, "leak"],
      ["C", "2024-01-07T00:00:00Z", null, null],
      ["P", "2024-01-08T00:00:00Z", null, "leak"],
      ["UNKNOWN", "2024-01-09T00:00:00Z", null, "leak"],
    ],
  },
  orders: {
    columns: ["asset", "at", "from", "to", "failure", "cost", "currency"],
    rows: [
      ["M", "2024-01-05T00:00:00Z", null, null, "Y", "5", null],
      ["M", "2024-01-05T00:00:00Z", null, null, "Y", "5", null],
      ["M", "2024-01-06T00:00:00Z", null, null, "Y", "a lot", null],
      ["M", "2024-01-07", "2024-01-08T02:00:00Z", "2024-01-08T01:00:00Z", "Y", null, null],
      ["M", "2024-01-09T00:00:00Z", null, null, null, null, null],
      ["M", "2024-01-10T00:00:00Z", null, null, "N", "7", "USD"],
      ["M", "2024-01-11T09:00:00Z", null, "2024-01-11T08:00:00Z", "Y", null, null],
      ["M", "2030-01-01T00:00:00Z", null, null, "N", null, null],
    ],
  },
  stops: {
    columns: ["asset", "at", "to", "job"],
    rows: [
      ["M", "2024-01-05T00:00:00Z", "2024-01-05T01:00:00Z", "7"],
      ["M", "??", null, null],
      ["M", "2024-01-06T02:00:00Z", "2024-01-06T01:00:00Z", null],
      ["M", "2023-01-05T00:00:00Z", "2023-01-05T01:00:00Z", null],
      ["M", "2023-10-29 02:30:00", "2023-10-29 12:00:00", null],
      ["M", "2024-01-20T00:00:00Z", null, null],
      ["M", "2024-01-25T00:00:00Z", "2024-01-25T01:00:00Z", null],
    ],
  },
  jobs: {
    columns: ["asset", "at", "job"],
    rows: [
      ["M", "2024-01-05T00:00:00Z", "7"],
      ["M", "2024-01-05T00:00:00Z", "7"],
      ["M", "2024-01-06T00:00:00Z", "8"],
    ],
  },
};

/** Two rows of the same content have the same hash and another number, as extraction gives them. */
function keyed(feed: string, rows: readonly Cells[]): LandedRow[] {
  const seen = new Map<string, number>();
  return rows.map((fields, i) => {
    const content = JSON.stringify(fields);
    const times = (seen.get(content) ?? 0) + 1;
    seen.set(content, times);
    return { key: feed === "orders" ? `${content}#${times}` : String(i), fields };
  });
}

async function dirtyPlant(): Promise<readonly CheckResult[]> {
  const dataDir = join(folder, "dirty");
  const names = Object.keys(FEEDS);
  for (const [i, feed] of names.entries()) {
    const given = ROWS[feed];
    const { entity } = FEEDS[feed] ?? {};
    if (given === undefined || entity === undefined) throw new Error(`no rows for ${feed}`);
    const { columns } = given;
    const owner: Record<string, string> = { register: "failure", jobs: "downtime" };
    const source = owner[feed] ?? entity;
    const rows = keyed(feed, given.rows);
    await writeLanding(dataDir, { source, feed, entity, run_no: i + 1, columns, rows });
  }
  const observation = {
    basis: "declared",
    from: "2023-10-01T00:00:00Z",
    to: "2024-02-01T00:00:00Z",
  } as const;
  const source = (id: "failure" | "work_order" | "downtime", feeds: FeedConfig[]) =>
    plainSource({ id, observation, failures_from: id, feeds });
  const { register, failures, orders, stops, jobs } = FEEDS;
  const config = plainConfig(dataDir, {
    sources: [
      source(
        "failure",
        [register, failures].filter((feed) => feed !== undefined),
      ),
      source(
        "work_order",
        [orders].filter((feed) => feed !== undefined),
      ),
      source(
        "downtime",
        [stops, jobs].filter((feed) => feed !== undefined),
      ),
    ],
  });
  return (await buildPlant(dataDir, config)).checks;
}

describe("on a plant where everything goes wrong once", () => {
  let checks: readonly CheckResult[];

  beforeAll(async () => {
    checks = await dirtyPlant();
  });

  // How many rows each check returns: problems for those that refuse, findings for those that warn.
  const EXPECTED: Readonly<Record<string, number>> = {
    stg_asset__unreadable: 1,
    stg_asset__end_before_start: 1,
    stg_downtime__unreadable: 1,
    stg_downtime__end_before_start: 1,
    stg_failure__unreadable: 1,
    stg_failure__end_before_start: 1,
    stg_work_order__unreadable: 1,
    stg_work_order__end_before_start: 1,
    dim_asset__not_in_register: 1,
    dim_asset__records_on_parent: 1,
    fct_downtime__followed: 1,
    fct_downtime__outside_observation: 1,
    fct_downtime__running: 1,
    // One of the failure records, and all orders and stops, which have no field for it: three sources.
    fct_failure__no_mode: 3,
    fct_failure__outside_observation: 1,
    fct_row__after_extraction: 1,
    fct_work_order__copy: 1,
    fct_work_order__failure_unknown: 1,
    fct_work_order__mixed_currency: 1,
    fct_work_order__number_twice: 1,
    fct_work_order__reported_late: 1,
    int_parent__parent_circle: 1,
    int_register__tag_twice: 1,
    int_register__unknown_parent: 1,
    // Each feed here has one run, and with it one version a row: kept-rows.test.ts has several.
    int_kept__shown_as_before: 0,
    stg_row__excluded: 1,
    stg_row__twice_on_clock: 1,
  };

  test("every check that refuses or warns finds its fault, and no other", () => {
    const found = checks.filter(({ severity }) => severity !== "stop");
    expect(Object.fromEntries(found.map(({ name, rows }) => [name, rows]))).toEqual(EXPECTED);
  });
});

/** What spoils a good plant for the check that stops a refresh because of it. */
const SPOILED: Readonly<Record<string, string>> = {
  cal_day__no_gap: "delete from cal_day where day_on = date '2024-03-31'",
  closure__acyclic:
    "insert into closure select asset_no, ancestor_no, 2 from closure where depth = 1",
  comp_day__equals_failures: "update comp_day set unplanned_s = unplanned_s + 1 where failures > 0",
  comp_month__equals_days: "update comp_month set planned_s = planned_s + 1",
  comp_row__one_per_key: "insert into comp_month select * from comp_month limit 1",
  dim_asset__unique: "insert into dim_asset select * from dim_asset limit 1",
  fct_downtime__unique: "insert into fct_downtime select * from fct_downtime limit 1",
  fct_failure__unique: "insert into fct_failure select * from fct_failure limit 1",
  fct_work_order__unique: "insert into fct_work_order select * from fct_work_order limit 1",
  fct_row__nothing_lost: "delete from fct_downtime where source_key = '1'",
  stg_row__one_feed:
    "insert into stg_downtime select * replace ('more' as feed, 2 as run_no, 7 as line) " +
    "from stg_downtime limit 1",
  stg_row__one_version: "insert into stg_downtime select * from stg_downtime limit 1",
  stg_row__usable_lost:
    "update stg_downtime set is_latest = false, deleted_no = 99; " +
    "insert into stg_downtime select * replace (99 as run_no, true as is_latest, null as deleted_no) " +
    "from stg_downtime; " +
    "insert into int_refused select run_no, position from stg_downtime where is_latest",
  svc_extract_run__rows_add_up: "update svc_extract_run set rows_in = rows_in + 1",
};

/** What the snapshot does not keep of the build, as far as the checks read it, made from its facts. */
const SCRATCH = [
  "create table int_refused (run_no integer, position bigint)",
  "create table int_kept as select * from int_refused",
  "create table int_live_failure (source_id varchar)",
  "create table ref_feed as select * from (values ('cmms', 'downtime'), ('cmms', 'downtime')) as feed(source_id, entity)",
  "create table stg_downtime as select source_id, 'stops' as feed, source_key as key, run_no, line as position, line, true as is_latest, null::integer as deleted_no, null::varchar as excluded_reason from fct_downtime",
  // The plant has no orders; one that is cancelled changes no figure and can be spoiled.
  "insert into fct_work_order (id, source_id, source_key, run_no, line, asset_no, status_class) values (uuid(), 'cmms', 'W', 9, 1, 3, 'cancelled')",
  "create table stg_work_order as select source_id, 'orders' as feed, source_key as key, run_no, line as position, line, true as is_latest, null::integer as deleted_no, null::varchar as excluded_reason from fct_work_order",
  "create table stg_failure as select * from stg_downtime where false",
  "create table stg_asset as select * from stg_downtime where false",
  "create table pass_failure as select asset_no, epoch(started_at) as from_s, epoch(restored_at) as to_s from fct_failure",
];

describe("a check that stops a refresh", () => {
  const small = copyPlant("two-pumps");
  let path: string;

  beforeAll(async () => {
    await refreshPlant(small);
    const snapshot = await openCurrent(small.dataDir);
    path = join(small.dataDir, "snapshots", `${snapshot.info.snapshot_id}.duckdb`);
    await snapshot.close();
  });
  afterAll(() => rmSync(small.folder, { recursive: true }));

  async function copyOfPlant(): Promise<{ database: Database; db: Db }> {
    const database = await openWriter(":memory:");
    const db = await database.connect();
    await db.run(`attach '${path}' as built (read_only)`);
    await db.run("copy from database built to memory");
    for (const statement of SCRATCH) await db.run(statement);
    return { database, db };
  }

  test("exists for every fault that is tested here, and the other way round", () => {
    const stops = queries.of("checks").filter(({ severity }) => severity === "stop");
    expect(stops.map(({ name }) => name)).toEqual(Object.keys(SPOILED).sort());
  });

  for (const [name, statement] of Object.entries(SPOILED)) {
    test(`finds nothing on a good plant and the fault on a spoiled one: ${name}`, async () => {
      const { database, db } = await copyOfPlant();
      const { sql } = queries.get("checks", name);
      expect(await db.rows(sql)).toEqual([]);
      await db.run(statement);
      expect((await db.rows(sql)).length).toBeGreaterThan(0);
      await database.close();
    });
  }
});
