import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPlant, fingerprint, openPlant, type OpenPlant } from "../fixtures/built-plant.js";
import { extractPlant, sampleConfig } from "../fixtures/sample-plant.js";

// Every expected figure is of data/*/facts.json, computed with pandas 1.5.3 from the same files.

const dataDir = mkdtempSync(join(tmpdir(), "meantime-facts-"));
const config = sampleConfig(dataDir);
let plant: OpenPlant;

beforeAll(async () => {
  await extractPlant(config, dataDir);
  await buildPlant(dataDir, config);
  plant = await openPlant(dataDir);
});

afterAll(async () => {
  await plant.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const SUBWAY =
  "select sum(failures)::integer as failures, sum(unplanned_s)::double / 3600 as union_h, " +
  "sum(closed)::integer as closed, sum(closed_down_s)::double / 3600 as closed_h " +
  "from comp_month join dim_asset using (asset_no) where source_id = 'mta'";

describe("the subway, 21 May 2018", () => {
  test("has 280 elevators: 270 registered and ten that only outages name", async () => {
    const row = await plant.row(
      "select count(*) filter (is_counted)::integer as counted, " +
        "count(*) filter (is_counted and is_registered)::integer as registered " +
        "from dim_asset where source_id = 'mta'",
    );
    expect(row).toEqual({ counted: 280, registered: 270 });
  });

  test("names each of the ten in a finding", async () => {
    const found = await plant.rows(
      "select subject from svc_dq_finding where rule = 'not_in_register' order by subject",
    );
    const tags = ["EL141", "EL190", "EL207X", "EL279", "EL398"];
    const suffixed = ["EL490X", "EL491X", "EL494X", "EL495X", "EL729X"];
    expect(found.map(({ subject }) => subject)).toEqual([...tags, ...suffixed]);
  });

  test("leaves the register's FAKE out by a rule, and counts it", async () => {
    expect(await plant.rows("select * from dim_asset where tag = 'FAKE'")).toEqual([]);
    const run = await plant.row(
      "select rows_excluded from svc_extract_run where feed = 'register'",
    );
    expect(run).toEqual({ rows_excluded: 1 });
  });

  test("has 2,819 effective failures, 20,709.69 h of union, 7.156 h over 2,813 closed ones", async () => {
    const row = await plant.row(SUBWAY);
    expect(row["failures"]).toBe(2_819);
    expect(row["closed"]).toBe(2_813);
    // One second per event: 2,819 s are 0.78 h.
    expect(Math.abs(Number(row["union_h"]) - 20_709.6865)).toBeLessThan(0.78);
    expect(Number(row["closed_h"]) / 2_813).toBeCloseTo(7.156, 3);
  });

  test("has an MTBF of 206.68 h and an availability of 0.965675", async () => {
    const { exposure_h } = await plant.row(
      "select sum(date_diff('second', observed_from, observed_to))::double / 3600 as exposure_h " +
        "from dim_asset where source_id = 'mta' and is_counted",
    );
    const { failures, union_h } = await plant.row(SUBWAY);
    const up_h = Number(exposure_h) - Number(union_h);
    expect(up_h / Number(failures)).toBeCloseTo(206.678, 2);
    expect(up_h / Number(exposure_h)).toBeCloseTo(0.965675, 6);
  });

  test("has 2,893 unplanned and 1,466 planned rows, open ones included", async () => {
    const rows = await plant.rows(
      "select time_class, count(*)::integer as rows, avg(duration_s) / 3600 as mean_h, " +
        "median(duration_s) / 3600 as median_h from fct_downtime group by all order by all",
    );
    const [planned, unplanned] = rows;
    expect([planned?.["rows"], unplanned?.["rows"]]).toEqual([1_466, 2_893]);
    expect(Number(unplanned?.["mean_h"])).toBeCloseTo(7.063, 3);
    expect(Number(unplanned?.["median_h"])).toBeCloseTo(3.077, 3);
  });

  test("has most unplanned rows on EL107, EL221, EL277, EL397 and EL104", async () => {
    const rows = await plant.rows(
      "select tag, count(*)::integer as rows from fct_downtime join dim_asset using (asset_no) " +
        "where time_class = 'unplanned' group by tag order by rows desc, tag limit 5",
    );
    expect(rows.map(({ tag, rows: n }) => [tag, n])).toEqual([
      ["EL107", 46],
      ["EL221", 43],
      ["EL277", 43],
      ["EL397", 40],
      ["EL104", 39],
    ]);
  });
});

describe("the excavators", () => {
  test("keep 5,484 orders that cost 17,506,068.13, copies included and flagged", async () => {
    const row = await plant.row(
      "select count(*)::integer as orders, sum(cost)::double as cost, " +
        "count(*) filter (is_duplicate)::integer as copies from fct_work_order",
    );
    expect(row).toEqual({ orders: 5_484, cost: 17_506_068.13, copies: 358 });
  });

  test("have line 3454 in quarantine, with its reason and its text", async () => {
    const rows = await plant.rows("select * from svc_quarantine");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      line: 3_454,
      column_name: "PMType",
      value: "t swing",
      rule: "pattern_mismatch",
      is_open: true,
      file: "excavators.csv",
      payload:
        '{"BscStartDate":"2003-12-31","Asset":"B","OriginalShorttext":"won",' +
        '"PMType":"t swing","Cost":"PM01"}',
    });
    expect(String(rows[0]?.["message"])).toContain("column Cost is not a number: PM01");
  });

  test("have the failures of facts.json, asset by asset, and no end to any", async () => {
    const rows = await plant.rows(
      "select tag, count(*)::integer as n, count(restored_at)::integer as ends, " +
        "bool_or(is_open) as open from fct_failure join dim_asset using (asset_no) " +
        "where fct_failure.source_id = 'excavators' group by tag order by tag",
    );
    expect(rows.map(({ tag, n }) => [tag, n])).toEqual([
      ["A", 149],
      ["B", 975],
      ["C", 896],
      ["D", 2_304],
      ["E", 892],
    ]);
    expect(rows.every(({ ends, open }) => ends === 0 && open === false)).toBe(true);
  });

  test("keep a day that has no time a day", async () => {
    const row = await plant.row(
      "select count(started_at)::integer as instants, min(day_on) as first, max(day_on) as last " +
        "from fct_failure where source_id = 'excavators'",
    );
    expect(row).toMatchObject({ instants: 0, first: "2001-07-05" });
  });
});

describe("the wind farm", () => {
  test("has 2, 8, 7, 7 and 4 failures over two years of five turbines", async () => {
    const rows = await plant.rows(
      "select tag, sum(failures)::integer as n, " +
        "date_diff('hour', any_value(observed_from), any_value(observed_to))::integer as h " +
        "from comp_month join dim_asset using (asset_no) where source_id = 'wind' " +
        "group by tag order by tag",
    );
    expect(rows).toEqual([
      { tag: "T01", n: 2, h: 17_544 },
      { tag: "T06", n: 8, h: 17_544 },
      { tag: "T07", n: 7, h: 17_544 },
      { tag: "T09", n: 7, h: 17_544 },
      { tag: "T11", n: 4, h: 17_544 },
    ]);
  });
});

describe("the runs", () => {
  test("add up: rows in are loaded, unchanged or quarantined", async () => {
    const rows = await plant.rows(
      "select feed, rows_in, rows_loaded, rows_unchanged, rows_quarantined from svc_extract_run " +
        "order by run_no",
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ["register", 271, 271, 0, 0],
      ["outages", 2_034, 2_034, 0, 0],
      // Nine that were open are closed in it, 2,325 are new (facts.json, snapshots).
      ["outages", 4_359, 2_334, 2_025, 0],
      ["orders", 5_485, 5_484, 0, 1],
      ["logbook_2016", 16, 16, 0, 0],
      ["logbook_2017", 12, 12, 0, 0],
    ]);
  });

  test("load the same files again and change nothing", async () => {
    const before = await fingerprint(plant);
    await extractPlant(config, dataDir);
    await buildPlant(dataDir, config);
    const again = await openPlant(dataDir);
    const after = await fingerprint(again);
    const { rows_loaded } = await again.row(
      "select sum(rows_loaded)::integer as rows_loaded from svc_extract_run where run_no > 6",
    );
    await again.close();
    const changed = Object.keys(before).filter((table) => before[table] !== after[table]);
    expect(changed).toEqual(["svc_extract_run", "svc_snapshot"]);
    expect(rows_loaded).toBe(0);
  });

  test("of the first state alone give its own figures: 1,428 failures, 9,935.24 h", async () => {
    await buildPlant(dataDir, config, { upToRun: 2 });
    const past = await openPlant(dataDir);
    const row = await past.row(SUBWAY);
    const open = await past.row(
      "select count(*)::integer as n from fct_downtime where ended_at is null",
    );
    await past.close();
    expect(row["failures"]).toBe(1_428);
    // One second per event: 1,428 s are 0.40 h.
    expect(Math.abs(Number(row["union_h"]) - 9_935.2396)).toBeLessThan(0.4);
    expect(open).toEqual({ n: 9 });
  });
});
