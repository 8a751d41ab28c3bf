import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ObservationConfig } from "../../src/config/index.js";
import type { OpenPlant } from "../fixtures/built-plant.js";
import { plainFeed } from "../fixtures/plain-config.js";
import { LandedPlant } from "./landed-plant.js";

// The site's zone is Berlin: an hour ahead of UTC in winter, two in summer.

const stops = plainFeed(
  { id: "stops", entity: "downtime" },
  { asset: "asset", started_at: "from", ended_at: "to", time_class: { constant: "unplanned" } },
);
const moreStops = { ...stops, id: "more" };
const orders = plainFeed(
  { id: "orders", entity: "work_order" },
  { asset: "asset", reported_at: "at", ended_at: "to", is_failure: { constant: "true" } },
);
const failures = plainFeed(
  { id: "failures", entity: "failure" },
  { asset: "asset", detected_at: "at", restored_at: "to" },
);
const register = plainFeed(
  { id: "register", entity: "asset" },
  { tag: "tag", commissioned_on: "since" },
);

const UNTIL_LAST_END: ObservationConfig = { basis: "until_last_end", from: "2024-01-01T00:00:00Z" };
const DECLARED: ObservationConfig = {
  basis: "declared",
  from: "2024-01-01T00:00:00Z",
  to: "2030-01-01T00:00:00Z",
};
const FINISHED = { finished_at: "2024-02-01T12:00:00.789Z" };

let plant: LandedPlant;
let opened: OpenPlant | undefined;

beforeEach(() => {
  plant = new LandedPlant();
});
afterEach(async () => {
  await opened?.close();
  plant.remove();
});

async function windowsOf(open: OpenPlant): Promise<unknown> {
  opened = open;
  const rows = await open.rows(
    "select tag, observed_from, observed_to from dim_asset " +
      "where hierarchy_level = 'equipment' order by tag",
  );
  return Object.fromEntries(
    rows.map(({ tag, observed_from, observed_to }) => [tag, [observed_from, observed_to]]),
  );
}

describe("a declared window that lies ahead", () => {
  const row = ["P", "2024-01-10 08:00", "2024-01-10 09:00"];

  test("ends when the newest state of the file was first seen, in whole seconds", async () => {
    const file_sha256 = "a".repeat(64);
    await plant.land(
      { feed: stops, rows: [row], manifest: { ...FINISHED, file_sha256 } },
      // Read again a month later, unchanged: nothing new was told.
      { feed: stops, rows: [], manifest: { finished_at: "2024-03-01T12:00:00Z", file_sha256 } },
    );
    const open = await plant.build([stops], { observation: DECLARED });
    expect(await windowsOf(open)).toEqual({ P: ["2024-01-01T00:00:00Z", "2024-02-01T12:00:00Z"] });
  });

  test("ends with the feed that is behind, whatever the register does", async () => {
    await plant.land(
      { feed: stops, rows: [row], manifest: FINISHED },
      {
        feed: moreStops,
        rows: [["Q", ...row.slice(1)]],
        keys: ["2"],
        manifest: { finished_at: "2024-01-20T00:00:00Z" },
      },
      { feed: register, rows: [["P", null]], manifest: { finished_at: "2024-03-01T12:00:00Z" } },
    );
    const open = await plant.build([stops, moreStops, register], { observation: DECLARED });
    const window = ["2024-01-01T00:00:00Z", "2024-01-20T00:00:00Z"];
    expect(await windowsOf(open)).toEqual({ P: window, Q: window });
  });
});

describe("a date after the newest run", () => {
  const rows = [
    ["P", "2024-01-10 08:00", "2024-01-10 09:00"],
    ["P", "2024-01-12 08:00", "2042-01-12 09:00"],
  ];

  test("does not stretch the window until the last end, and is told", async () => {
    await plant.land({ feed: stops, rows, keys: ["1", "2"], manifest: FINISHED });
    const open = await plant.build([stops], { observation: UNTIL_LAST_END });
    expect(await windowsOf(open)).toEqual({ P: ["2024-01-01T00:00:00Z", "2024-01-10T08:00:00Z"] });
    const finding = await open.row(
      "select entity, count from svc_dq_finding where rule = 'after_extraction'",
    );
    expect(finding).toEqual({ entity: "downtime", count: 1 });
  });

  test("does not stretch the window of its asset's records", async () => {
    await plant.land({ feed: stops, rows, keys: ["1", "2"], manifest: FINISHED });
    const open = await plant.build([stops]);
    expect(await windowsOf(open)).toEqual({ P: ["2024-01-09T23:00:00Z", "2024-01-12T23:00:00Z"] });
  });

  test("is told of failure records too", async () => {
    await plant.land({
      feed: failures,
      rows: [["P", "2024-01-10 08:00", "2042-01-10 09:00"]],
      manifest: FINISHED,
    });
    opened = await plant.build([failures], { failures_from: "failure" });
    const finding = await opened.row(
      "select entity, count from svc_dq_finding where rule = 'after_extraction'",
    );
    expect(finding).toEqual({ entity: "failure", count: 1 });
  });

  test("of a sentinel removes neither the asset nor the refresh", async () => {
    const far = ["P", "2024-01-12 08:00", "9999-12-31 00:00"];
    const old = ["P", "1900-01-01 00:00", "1900-01-01 00:00"];
    await plant.land({
      feed: stops,
      rows: [rows[0]!, far, old],
      keys: ["1", "2", "3"],
      manifest: FINISHED,
    });
    for (const observation of [UNTIL_LAST_END, DECLARED, { basis: "records_of_asset" } as const]) {
      const open = await plant.build([stops], { observation });
      const found = await open.rows("select restored_at from fct_failure");
      expect(found, observation.basis).toEqual([{ restored_at: "2024-01-10T08:00:00Z" }]);
      const waiting = await open.rows(
        "select column_name, value, expected from svc_quarantine order by line, column_name",
      );
      const expected =
        "a time from 1950 to 2099; what stands for no time belongs under nothing in the mapping";
      expect(waiting).toEqual([
        { column_name: "to", value: "9999-12-31 00:00", expected },
        { column_name: "from", value: "1900-01-01 00:00", expected },
      ]);
      await open.close();
    }
  });
});

describe("the window of an asset's own records", () => {
  test("reaches with a running stop to what the source knows last", async () => {
    await plant.land({
      feed: stops,
      rows: [
        ["P", "2024-01-10 08:00", null],
        ["Q", "2024-01-10 08:00", "2024-01-10 09:00"],
      ],
      manifest: FINISHED,
    });
    const open = await plant.build([stops]);
    expect(await windowsOf(open)).toEqual({
      P: ["2024-01-09T23:00:00Z", "2024-02-01T12:00:00Z"],
      Q: ["2024-01-09T23:00:00Z", "2024-01-10T23:00:00Z"],
    });
    // From 07:00 UTC on 10 January to 12:00 UTC on 1 February: 22 days and 5 hours.
    const down = await open.row(
      "select sum(unplanned_s)::integer as s from comp_day join dim_asset using (asset_no) where tag = 'P'",
    );
    expect(down).toEqual({ s: (22 * 24 + 5) * 3_600 });
  });

  test("holds the repair of a last order that ends after midnight", async () => {
    await plant.land({
      feed: orders,
      rows: [["P", "2024-01-10 22:00", "2024-01-11 04:00"]],
      manifest: FINISHED,
    });
    const open = await plant.build([orders], { failures_from: "work_order" });
    expect(await windowsOf(open)).toEqual({ P: ["2024-01-09T23:00:00Z", "2024-01-11T23:00:00Z"] });
    const row = await open.row("select is_open, down_s from fct_failure");
    expect(row).toEqual({ is_open: false, down_s: 6 * 3_600 });
  });
});

describe("an asset that enters service after the newest run", () => {
  test("is neither observed nor counted, and no data reach to it", async () => {
    await plant.land(
      {
        feed: register,
        rows: [
          ["P", null],
          ["NEW", "2030-05-01"],
        ],
        manifest: FINISHED,
      },
      { feed: stops, rows: [["P", "2024-01-10 08:00", "2024-01-10 09:00"]], manifest: FINISHED },
    );
    const open = await plant.build([register, stops], { observation: UNTIL_LAST_END });
    expect(await windowsOf(open)).toEqual({
      NEW: [null, null],
      P: ["2024-01-01T00:00:00Z", "2024-01-10T08:00:00Z"],
    });
    const row = await open.row("select data_to from svc_snapshot");
    expect(row).toEqual({ data_to: "2024-01-10T08:00:00Z" });
    const counted = await open.rows("select tag from dim_asset where is_counted");
    expect(counted).toEqual([{ tag: "P" }]);
  });
});
