import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPlant, type OpenPlant } from "../fixtures/built-plant.js";
import { copyPlant, refreshPlant, type SmallPlant } from "../fixtures/plants.js";

// The figures are worked out by hand in fixtures/plants/<name>/expected.md.

const HOUR_S = 3_600;

async function built(name: string): Promise<{ small: SmallPlant; plant: OpenPlant }> {
  const small = copyPlant(name);
  await refreshPlant(small);
  return { small, plant: await openPlant(small.dataDir) };
}

describe("two pumps around the change to summer time", () => {
  let small: SmallPlant;
  let plant: OpenPlant;

  beforeAll(async () => {
    ({ small, plant } = await built("two-pumps"));
  });
  afterAll(async () => {
    await plant.close();
    rmSync(small.folder, { recursive: true });
  });

  test("are observed 71, 47, 71 and 71 hours", async () => {
    const rows = await plant.rows(
      "select tag, date_diff('second', observed_from, observed_to) as s from dim_asset " +
        "where is_counted order by tag",
    );
    expect(rows.map(({ tag, s }) => [tag, Number(s) / HOUR_S])).toEqual([
      ["P1", 71],
      ["P2", 47],
      ["P3", 71],
      ["P4", 71],
    ]);
  });

  test("have the failures and hours of the table", async () => {
    const rows = await plant.rows(
      "select tag, sum(failures)::integer as failures, sum(closed)::integer as closed, " +
        "sum(closed_down_s)::integer as closed_s, sum(unplanned_s)::integer as u, " +
        "sum(planned_s)::integer as p, sum(external_s)::integer as x " +
        "from comp_day join dim_asset using (asset_no) group by tag order by tag",
    );
    const hours = (value: unknown): number => Number(value) / HOUR_S;
    expect(
      rows.map((row) => [
        row["tag"],
        row["failures"],
        row["closed"],
        ...[row["closed_s"], row["u"], row["p"], row["x"]].map(hours),
      ]),
    ).toEqual([
      ["P1", 3, 2, 5.5, 6.5, 1, 0],
      ["P2", 1, 0, 0, 2, 0, 0],
      ["P3", 1, 1, 6, 2, 0, 1],
      ["P4", 1, 1, 1, 1, 0, 0],
    ]);
  });

  test("put seconds on every day they last and failures on the day they start", async () => {
    const rows = await plant.rows(
      "select day_on::varchar as day_on, unplanned_s, failures from comp_day " +
        "join dim_asset using (asset_no) where tag = 'P1' order by day_on",
    );
    expect(rows).toEqual([
      { day_on: "2024-03-30", unplanned_s: 3.5 * HOUR_S, failures: 1 },
      { day_on: "2024-03-31", unplanned_s: 2 * HOUR_S, failures: 1 },
      { day_on: "2024-04-01", unplanned_s: 1 * HOUR_S, failures: 1 },
    ]);
  });

  test("describe a merged failure by its first record and list all of them", async () => {
    const row = await plant.row(
      "select record_count, failure.mode as mode, (select list(source_key order by source_key) " +
        "from fct_downtime as stop where stop.failure_id = failure.failure_id)::varchar as keys " +
        "from fct_failure as failure join dim_asset using (asset_no) " +
        "where tag = 'P1' and day_on = date '2024-03-30'",
    );
    expect(row).toEqual({ record_count: 3, mode: "seal", keys: "[1, 2, 3]" });
  });

  test("count a failure that was running from the start of observation, and keep its begin", async () => {
    const row = await plant.row(
      "select started_at, began_at, down_s, is_clipped, day_on from fct_failure " +
        "join dim_asset using (asset_no) where tag = 'P3'",
    );
    expect(row).toEqual({
      started_at: "2024-03-29T23:00:00Z",
      began_at: "2024-03-29T19:00:00Z",
      down_s: 6 * HOUR_S,
      is_clipped: true,
      day_on: "2024-03-30",
    });
  });

  test("set aside what cannot be true, each with line, column, value and expectation", async () => {
    const rows = await plant.rows(
      "select line, rule, column_name, value, expected from svc_quarantine order by line",
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      [9, "skipped_by_clock", "from", "31.03.2024 02:30", "written as %d.%m.%Y %H:%M"],
      [10, "end_before_start", "to", "01.04.2024 11:00", "01.04.2024 12:00"],
      [16, "not_mapped", "kind", "?", "one of U, P, X"],
    ]);
  });

  test("stand under their areas and the site", async () => {
    const rows = await plant.rows(
      "select node.tag as node, list(leaf.tag order by leaf.tag)::varchar as leaves from closure " +
        "join dim_asset as node on node.asset_no = closure.ancestor_no " +
        "join dim_asset as leaf on leaf.asset_no = closure.asset_no " +
        "where leaf.is_counted and not node.is_counted group by node.tag order by node.tag",
    );
    expect(rows.map(({ node, leaves }) => [node, leaves])).toEqual([
      ["North", "[P1, P2]"],
      ["South", "[P3]"],
      ["works", "[P1, P2, P3, P4]"],
    ]);
  });
});

describe("a press shop of work orders", () => {
  let small: SmallPlant;
  let plant: OpenPlant;

  beforeAll(async () => {
    ({ small, plant } = await built("press-shop"));
  });
  afterAll(async () => {
    await plant.close();
    rmSync(small.folder, { recursive: true });
  });

  test("has the failures, orders and costs of the table", async () => {
    const rows = await plant.rows(
      "select tag, sum(failures)::integer as failures, sum(closed)::integer as closed, " +
        "sum(closed_down_s)::integer as closed_s, sum(orders)::integer as orders, " +
        "sum(cost)::double as money, sum(labor_s)::integer as labor_s " +
        "from comp_month join dim_asset using (asset_no) group by tag order by tag",
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ["Presse 1", 2, 2, 11.5 * HOUR_S, 3, 1_244.56, 9_000 + 3_600 + 900],
      ["Presse 2", 2, 0, 0, 2, -20, null],
    ]);
  });

  test("reads marks, classes, dates and texts as the mapping says", async () => {
    const row = await plant.row(
      "select title, text_key, work_class, work_class_raw, is_failure, status_class, reported_at, " +
        "labor_s, cost::double as money, currency, mode from fct_work_order where number = '1001'",
    );
    expect(row).toEqual({
      title: "Hydraulik undicht!",
      text_key: "HYDRAULIK UNDICHT",
      work_class: "corrective",
      work_class_raw: "STÖ",
      is_failure: true,
      status_class: "work_done",
      reported_at: "2023-10-28T20:00:00Z",
      labor_s: 9_000,
      money: 1_234.56,
      currency: "EUR",
      mode: "Leck",
    });
  });

  test("takes the first of a time that comes twice, and says so", async () => {
    const row = await plant.row("select reported_at from fct_work_order where number = '1002'");
    expect(row).toEqual({ reported_at: "2023-10-29T00:30:00Z" });
    const finding = await plant.row(
      "select subject, count, detail from svc_dq_finding where rule = 'twice_on_clock'",
    );
    expect(finding).toEqual({ subject: "orders", count: 1, detail: "1002" });
  });

  test("looks back to the same mode on the same asset", async () => {
    const rows = await plant.rows(
      "select recurrence_key, previous_same_at, previous_ended_at from fct_failure " +
        "join dim_asset using (asset_no) where tag = 'Presse 1' order by started_at",
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ["Leck", null, null],
      ["Leck", "2023-10-29T03:00:00Z", "2023-10-29T03:00:00Z"],
    ]);
  });

  test("keeps open and day-only failures without a duration, and cancelled ones out", async () => {
    const rows = await plant.rows(
      "select day_on::varchar as day_on, started_at, is_open, down_s from fct_failure " +
        "join dim_asset using (asset_no) where tag = 'Presse 2' order by day_on",
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ["2023-11-05", "2023-11-05T09:00:00Z", true, null],
      ["2023-11-07", null, false, null],
    ]);
  });

  test("adds up: 12 rows are 7 loaded, one of them excluded, and 5 quarantined", async () => {
    const run = await plant.row(
      "select rows_in, rows_loaded, rows_quarantined, rows_excluded from svc_extract_run",
    );
    expect(Object.values(run)).toEqual([12, 7, 5, 1]);
    const rules = await plant.rows("select rule from svc_quarantine order by line");
    expect(rules.map(({ rule }) => rule)).toEqual([
      "missing_value",
      "not_a_number",
      "not_a_time",
      "not_mapped",
      "end_before_start",
    ]);
  });
});

describe("a row in quarantine", () => {
  test("leaves by itself when the source repairs it, and the model takes it in", async () => {
    const { small, plant } = await built("press-shop");
    await plant.close();
    const file = join(small.folder, "orders.csv");
    const text = readFileSync(file, "latin1");
    writeFileSync(file, text.replace("1,234.56", "1.234,56"), "latin1");
    await refreshPlant(small);
    const after = await openPlant(small.dataDir);
    const waiting = await after.rows(
      "select key, is_open from svc_quarantine where rule = 'not_a_number'",
    );
    // The old version stays on record as closed.
    expect(waiting).toEqual([{ key: "1008", is_open: false }]);
    const order = await after.row(
      "select cost::double as money from fct_work_order where number = '1008'",
    );
    expect(order).toEqual({ money: 1_234.56 });
    const run = await after.row(
      "select rows_in, rows_loaded, rows_unchanged, rows_quarantined from svc_extract_run " +
        "where run_no = 2",
    );
    expect(Object.values(run)).toEqual([12, 1, 11, 0]);
    await after.close();
    rmSync(small.folder, { recursive: true });
  });
});
