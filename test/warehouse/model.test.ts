import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { FeedConfig, SourceConfig } from "../../src/config/index.js";
import { fixedClock, silentLog } from "../../src/core/index.js";
import { refresh } from "../../src/warehouse/index.js";
import {
  buildPlant,
  BUILT_AT,
  fingerprint,
  openPlant,
  type OpenPlant,
} from "../fixtures/built-plant.js";
import { plainConfig, plainFeed, plainSource } from "../fixtures/plain-config.js";
import { extractPlant, sampleConfig } from "../fixtures/sample-plant.js";
import { writeLanding, type LandedRow } from "../fixtures/write-landing.js";
import { LandedPlant } from "./landed-plant.js";

const folder = mkdtempSync(join(tmpdir(), "meantime-model-"));
let count = 0;
afterAll(() => rmSync(folder, { recursive: true }));

const COLUMNS = {
  asset: ["tag", "area", "parent"],
  downtime: ["asset", "from", "to", "order", "class"],
  work_order: ["asset", "at", "number", "cost"],
} as const;

const FEEDS: Readonly<Record<keyof typeof COLUMNS, FeedConfig>> = {
  asset: plainFeed(
    { id: "asset", entity: "asset", snapshot: "full" },
    {
      tag: "tag",
      area: "area",
      parent: "parent",
    },
  ),
  downtime: plainFeed(
    { id: "downtime", entity: "downtime" },
    {
      asset: "asset",
      started_at: "from",
      ended_at: "to",
      work_order: "order",
      time_class: "class",
    },
  ),
  work_order: plainFeed(
    { id: "work_order", entity: "work_order" },
    {
      asset: "asset",
      reported_at: "at",
      number: "number",
      cost: "cost",
    },
  ),
};

interface Run {
  readonly feed: keyof typeof COLUMNS;
  /** Texts of the columns of the feed; the first one is the key unless a key is given. */
  readonly rows: readonly (readonly (string | null)[])[];
  readonly keys?: readonly string[];
  readonly deleted?: readonly string[];
}

interface Built {
  readonly dataDir: string;
  readonly source: SourceConfig;
  readonly plant: OpenPlant;
}

/** Builds one source from runs, numbered from 1. */
async function built(runs: readonly Run[], given: Partial<SourceConfig> = {}): Promise<Built> {
  count += 1;
  const dataDir = join(folder, String(count));
  for (const [i, { feed, rows, keys, deleted }] of runs.entries()) {
    const landed: LandedRow[] = rows.map((fields, n) => ({
      key: keys?.[n] ?? String(fields[0]),
      fields,
    }));
    const gone = (deleted ?? []).map((key): LandedRow => ({ key, fields: [], kind: "delete" }));
    await writeLanding(dataDir, {
      source: "s",
      feed,
      entity: feed,
      run_no: i + 1,
      columns: COLUMNS[feed],
      rows: [...landed, ...gone],
    });
  }
  const feeds = [...new Set(runs.map(({ feed }) => feed))].map((feed) => FEEDS[feed]);
  const source = plainSource({
    id: "s",
    observation: { basis: "declared", from: "2024-01-01T00:00:00Z", to: "2024-02-01T00:00:00Z" },
    feeds,
    ...given,
  });
  await buildPlant(dataDir, plainConfig(dataDir, { sources: [source] }));
  return { dataDir, source, plant: await openPlant(dataDir) };
}

async function treeOf(plant: OpenPlant): Promise<unknown[]> {
  const rows = await plant.rows(
    "select node.tag as tag, parent.tag as parent from dim_asset as node " +
      "left join dim_asset as parent on parent.asset_no = node.parent_no order by node.tag",
  );
  return rows.map(({ tag, parent }) => [tag, parent]);
}

describe("the hierarchy", () => {
  test("puts assets under their parent, else their area, else the site", async () => {
    const { plant } = await built([
      {
        feed: "asset",
        rows: [
          ["LINE", "Hall", null],
          ["PUMP", null, "LINE"],
          ["SEAL", "Store", "PUMP"],
          ["FAN", null, null],
          ["LOST", "Hall", "NOWHERE"],
        ],
      },
    ]);
    expect(await treeOf(plant)).toEqual([
      ["FAN", "plant"],
      ["Hall", "plant"],
      ["LINE", "Hall"],
      ["LOST", "Hall"],
      ["PUMP", "LINE"],
      ["SEAL", "PUMP"],
      ["Store", "plant"],
      ["plant", null],
    ]);
    const areas = await plant.rows("select tag, area from dim_asset where is_counted order by tag");
    // The nearest area above counts, not the one the row names beside its parent.
    expect(areas.map(({ tag, area }) => [tag, area])).toEqual([
      ["FAN", null],
      ["LOST", "Hall"],
      ["SEAL", "Hall"],
    ]);
    const findings = await plant.rows("select rule, subject, detail from svc_dq_finding");
    expect(findings).toEqual([{ rule: "unknown_parent", subject: "LOST", detail: "NOWHERE" }]);
    await plant.close();
  });

  test("cuts a circle of parents once, at its first asset, and says so", async () => {
    const { plant } = await built([
      {
        feed: "asset",
        rows: [
          ["A", "Hall", "C"],
          ["B", null, "A"],
          ["C", null, "B"],
          ["D", null, "C"],
          ["E", null, "E"],
        ],
      },
    ]);
    expect(await treeOf(plant)).toEqual([
      ["A", "Hall"],
      ["B", "A"],
      ["C", "B"],
      ["D", "C"],
      ["E", "plant"],
      ["Hall", "plant"],
      ["plant", null],
    ]);
    const findings = await plant.rows("select rule, subject from svc_dq_finding order by subject");
    expect(findings).toEqual([
      { rule: "parent_circle", subject: "A" },
      { rule: "parent_circle", subject: "E" },
    ]);
    await plant.close();
  });

  test("keeps the numbers of assets when later runs bring more", async () => {
    const runs: Run[] = [
      {
        feed: "downtime",
        rows: [["M", "2024-01-02T00:00:00Z", "2024-01-02T01:00:00Z", null, null]],
      },
      {
        feed: "asset",
        rows: [
          ["B", "Hall", null],
          ["M", "Hall", null],
        ],
      },
    ];
    const first = await built(runs);
    const later = await built([...runs, { feed: "asset", rows: [["A", "Annex", null]] }]);
    const numbers = async (plant: OpenPlant): Promise<Record<string, unknown>> => {
      const rows = await plant.rows("select tag, asset_no, id from dim_asset");
      return Object.fromEntries(rows.map(({ tag, ...rest }) => [String(tag), rest]));
    };
    const [before, after] = [await numbers(first.plant), await numbers(later.plant)];
    expect(after).toMatchObject(before);
    expect(Object.keys(after)).toHaveLength(Object.keys(before).length + 2);
    await first.plant.close();
    await later.plant.close();
  });
});

describe("the newest version of a row", () => {
  test("counts, and a deleted one does not, up to the run that is asked for", async () => {
    const stop = (to: string): (string | null)[] => [
      "M",
      "2024-01-02T00:00:00Z",
      to,
      null,
      "unplanned",
    ];
    const { dataDir, source, plant } = await built([
      {
        feed: "downtime",
        keys: ["1", "2"],
        rows: [stop("2024-01-02T01:00:00Z"), stop("2024-01-02T02:00:00Z")],
      },
      { feed: "downtime", keys: ["1"], rows: [stop("2024-01-02T05:00:00Z")] },
      { feed: "downtime", rows: [], deleted: ["2"] },
    ]);
    const seen = async (open: OpenPlant): Promise<unknown[]> => {
      const rows = await open.rows(
        "select source_key, duration_s / 3600 as h from fct_downtime order by 1",
      );
      return rows.map(({ source_key, h }) => [source_key, h]);
    };
    expect(await seen(plant)).toEqual([["1", 5]]);
    await plant.close();
    for (const [upToRun, expected] of [
      [
        1,
        [
          ["1", 1],
          ["2", 2],
        ],
      ],
      [
        2,
        [
          ["1", 5],
          ["2", 2],
        ],
      ],
    ] as const) {
      await buildPlant(dataDir, plainConfig(dataDir, { sources: [source] }), { upToRun });
      const past = await openPlant(dataDir);
      expect(await seen(past)).toEqual(expected);
      await past.close();
    }
  });
});

describe("the state after a run", () => {
  const stop = (key: string): (string | null)[] => [key, "2024-01-02T00:00:00Z", null, null, null];

  test("that does not exist is an error that names the newest", async () => {
    const { dataDir, source, plant } = await built([{ feed: "downtime", rows: [stop("M")] }]);
    await plant.close();
    const config = plainConfig(dataDir, { sources: [source] });
    const message =
      "no such run: 999 — expected a complete run of the landing log, of which 1 is the newest";
    await expect(buildPlant(dataDir, config, { upToRun: 999 })).rejects.toMatchObject({
      code: "refresh.unknown_run",
      message,
    });
  });

  test("is published as what it is when it is not the newest", async () => {
    const runs = ["M", "N"].map((key): Run => ({ feed: "downtime", rows: [stop(key)] }));
    const { dataDir, source, plant } = await built(runs);
    await plant.close();
    const config = plainConfig(dataDir, { sources: [source] });
    const told: string[] = [];
    await refresh({
      config,
      configHash: "test",
      softwareVersion: "0.0.0",
      dataDir,
      clock: fixedClock(BUILT_AT),
      log: silentLog,
      progress: ({ step }) => told.push(step),
      upToRun: 1,
    });
    expect(told.at(-1)).toBe(
      "publish the state after run 1, which serves until the next refresh; the newest run is 2",
    );
  });
});

describe("the observation", () => {
  test("ends with the newest run when its declared end lies ahead", async () => {
    const { plant } = await built(
      [{ feed: "downtime", rows: [["M", "2025-06-01T00:00:00Z", null, null, "unplanned"]] }],
      {
        observation: {
          basis: "declared",
          from: "2025-01-01T00:00:00Z",
          to: "2030-01-01T00:00:00Z",
        },
      },
    );
    const row = await plant.row("select observed_to from dim_asset where tag = 'M'");
    // The runs of these tests end on 1 January 2026 (fixtures/write-landing.ts).
    expect(row).toEqual({ observed_to: "2026-01-01T00:00:01Z" });
    await plant.close();
  });
});

describe("a feed that the configuration no longer has", () => {
  test("stays in the log and out of the snapshot", async () => {
    const { dataDir, source, plant } = await built([
      { feed: "downtime", rows: [["M", "2024-01-02T00:00:00Z", null, null, "unplanned"]] },
      { feed: "work_order", rows: [["M", "2024-01-02", "W1", "100"]] },
    ]);
    await plant.close();
    const feeds = source.feeds.filter(({ id }) => id === "downtime");
    const config = plainConfig(dataDir, { sources: [{ ...source, feeds }] });
    const info = await buildPlant(dataDir, config);
    expect(info.landing_run_no).toBe(2);
    const after = await openPlant(dataDir);
    const runs = await after.rows("select feed from svc_extract_run");
    const orders = await after.rows("select * from fct_work_order");
    await after.close();
    expect([runs, orders]).toEqual([[{ feed: "downtime" }], []]);
  });
});

describe("costs", () => {
  test("of an order that several failures name count once, for the first of them", async () => {
    const stop = (day: string, order: string): (string | null)[] => [
      "M",
      `2024-01-${day}T00:00:00Z`,
      `2024-01-${day}T01:00:00Z`,
      order,
      "unplanned",
    ];
    const { plant } = await built([
      {
        feed: "downtime",
        keys: ["1", "2", "3"],
        rows: [stop("02", "W1"), stop("05", "W1"), stop("07", "W2")],
      },
      {
        feed: "work_order",
        keys: ["W1", "W2"],
        rows: [
          ["M", "2024-01-02", "W1", "100"],
          ["M", "2024-01-07", "W2", "7.5"],
        ],
      },
    ]);
    const rows = await plant.rows(
      "select day_on::varchar as day, cost::double as money from fct_failure order by day_on",
    );
    expect(rows.map(({ day, money }) => [day, money])).toEqual([
      ["2024-01-02", 100],
      ["2024-01-05", null],
      ["2024-01-07", 7.5],
    ]);
    await plant.close();
  });
});

describe("the cost of a failure", () => {
  const work = plainFeed(
    { id: "work_order", entity: "work_order" },
    { asset: "asset", reported_at: "at", number: "number", cost: "cost", status: "status" },
  );
  const failures = plainFeed(
    { id: "failure", entity: "failure" },
    { asset: "asset", detected_at: "at", work_order: "order" },
  );
  const landed = new LandedPlant();
  afterAll(() => landed.remove());

  test("is not that of cancelled orders, and goes to no failure that is not counted", async () => {
    await landed.land(
      {
        feed: work,
        columns: ["asset", "at", "number", "cost", "status"],
        keys: ["1", "2", "3"],
        rows: [
          ["M", "2024-01-02", "W1", "500", "cancelled"],
          ["M", "2024-01-02", "W1", "40", "closed"],
          ["M", "2024-01-02", "W1", "2", "closed"],
        ],
      },
      {
        feed: failures,
        keys: ["1", "2"],
        // The first lies before the observation.
        rows: [
          ["M", "2023-12-01T00:00:00Z", "W1"],
          ["M", "2024-01-02T00:00:00Z", "W1"],
        ],
      },
    );
    const plant = await landed.build([work, failures], {
      failures_from: "failure",
      observation: { basis: "declared", from: "2024-01-01T00:00:00Z", to: "2024-02-01T00:00:00Z" },
    });
    const rows = await plant.rows("select cost::double as money from fct_failure");
    const finding = await plant.row(
      "select count, detail from svc_dq_finding where rule = 'number_twice'",
    );
    await plant.close();
    expect(rows).toEqual([{ money: 42 }]);
    expect(finding).toEqual({ count: 1, detail: "W1" });
  });
});

describe("an asset whose record of the register was refused", () => {
  const register = plainFeed(
    { id: "register", entity: "asset" },
    { tag: "tag", commissioned_on: "since" },
  );
  const landed = new LandedPlant();
  afterAll(() => landed.remove());

  test("keeps its identity and its tag", async () => {
    const columns = ["tag", "since"];
    const stop = ["P1", "2024-01-02T00:00:00Z", "2024-01-02T01:00:00Z", null, "unplanned"];
    await landed.land(
      { feed: register, columns, keys: ["17"], rows: [["P1", "2020-01-01"]] },
      { feed: FEEDS.downtime, columns: COLUMNS.downtime, rows: [stop] },
    );
    const seen: unknown[] = [];
    for (const since of ["2020-01-01", "2020-13-01"]) {
      await landed.land({ feed: register, columns, keys: ["17"], rows: [["P1", since]] });
      const plant = await landed.build([register, FEEDS.downtime]);
      seen.push(
        await plant.row(
          "select id, asset_no, tag, name from dim_asset where hierarchy_level = 'equipment'",
        ),
      );
      await plant.close();
    }
    expect(seen[1]).toEqual(seen[0]);
  });
});

describe("two feeds that hold a record of the same key", () => {
  const landed = new LandedPlant();
  afterAll(() => landed.remove());

  test("stop the refresh with both places", async () => {
    const more = { ...FEEDS.downtime, id: "more" };
    const stop = ["M", "2024-01-02T00:00:00Z", "2024-01-02T01:00:00Z", null, "unplanned"];
    const runs = [FEEDS.downtime, more].map((feed) => ({
      feed,
      columns: COLUMNS.downtime,
      keys: ["7"],
      rows: [stop],
    }));
    await landed.land(...runs);
    await expect(landed.build([FEEDS.downtime, more])).rejects.toThrow(
      "stg_row__one_feed found 1 offending rows, such as source s, entity downtime, key 7, " +
        "feed downtime, run 1, line 2, other_feed more, other_run 2, other_line 2",
    );
  });
});

describe("a rebuild", () => {
  test("from the same landing log gives the same tables", async () => {
    const { dataDir, source, plant } = await built([
      {
        feed: "asset",
        rows: [
          ["A", "Hall", null],
          ["B", "Hall", "A"],
        ],
      },
      { feed: "downtime", rows: [["B", "2024-01-02T00:00:00Z", null, null, "unplanned"]] },
    ]);
    const before = await fingerprint(plant);
    await plant.close();
    await buildPlant(dataDir, plainConfig(dataDir, { sources: [source] }));
    const again = await openPlant(dataDir);
    const after = await fingerprint(again);
    await again.close();
    // The snapshot names itself and nothing else differs.
    const differing = Object.keys(after).filter((table) => before[table] !== after[table]);
    expect(differing).toEqual(["svc_snapshot"]);
  });
});

describe("the wind farm's logbooks", () => {
  test("are the same rows from the workbook and from the text file of a year", async () => {
    const fixtures = new URL("../fixtures/wind/", import.meta.url).pathname;
    const dataDir = join(folder, "wind");
    const sample = sampleConfig(dataDir);
    const wind = sample.sources.find(({ id }) => id === "wind");
    if (wind === undefined) throw new Error("the sample has no wind farm");
    // The sample reads 2016 from the workbook and 2017 from the text file; here it is the reverse.
    const files: Record<string, string> = {
      logbook_2016: join(fixtures, "failures-2016.csv"),
      logbook_2017: join(fixtures, "opendata-wind-failures-2017.xlsx"),
    };
    const reversed = wind.feeds.map((feed): FeedConfig => {
      const file = files[feed.id] ?? "";
      const isText = file.endsWith(".csv");
      return {
        ...feed,
        files: [file],
        connector: isText ? "csv" : "xlsx",
        sheet: null,
        dialect: { ...feed.dialect, delimiter: ";" },
      };
    });
    const rows: unknown[] = [];
    for (const feeds of [wind.feeds, reversed]) {
      const config = plainConfig(dataDir, {
        sites: sample.sites,
        sources: [{ ...wind, feeds }],
      });
      rmSync(dataDir, { recursive: true, force: true });
      await extractPlant(config, dataDir);
      await buildPlant(dataDir, config);
      const plant = await openPlant(dataDir);
      rows.push(
        await plant.rows(
          "select tag, started_at, fct_failure.mode as mode, title, failure_id from fct_failure " +
            "join dim_asset using (asset_no) order by started_at, tag, mode",
        ),
      );
      await plant.close();
    }
    expect(rows[0]).toHaveLength(28);
    expect(rows[1]).toEqual(rows[0]);
  });
});
