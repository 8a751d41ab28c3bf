import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FeedConfig, FieldMapping } from "../../src/config/index.js";
import { isAppError } from "../../src/core/index.js";
import { plainFeed } from "../fixtures/plain-config.js";
import { LandedPlant } from "./landed-plant.js";

/** A feed of stops whose end stands in this column. */
function stops(ended_at: FieldMapping, exclude: FeedConfig["exclude"] = []): FeedConfig {
  return plainFeed(
    { id: "stops", entity: "downtime", exclude },
    { asset: "asset", started_at: "from", ended_at, time_class: { constant: "unplanned" } },
  );
}

let plant: LandedPlant;

// The column `end` was renamed `finish` between two runs of a feed that only adds rows.
beforeEach(async () => {
  plant = new LandedPlant();
  const feed = stops({ column: "end" });
  const [old, now] = [
    ["asset", "from", "end"],
    ["from", "asset", "finish"],
  ] as const;
  await plant.land(
    { feed, columns: old, keys: ["1"], rows: [["P", "2024-01-10 08:00", "2024-01-10 09:00"]] },
    { feed, columns: now, keys: ["2"], rows: [["2024-01-12 08:00", "P", "2024-01-12 10:00"]] },
  );
});
afterEach(() => plant.remove());

async function hoursOf(feed: FeedConfig): Promise<unknown[]> {
  const open = await plant.build([feed]);
  const rows = await open.rows(
    "select source_key as key, duration_s / 3600 as h from fct_downtime order by key",
  );
  await open.close();
  return rows.map(({ h }) => h);
}

describe("a column that the source renamed", () => {
  test("stops the refresh instead of turning old rows into open stops", async () => {
    const error: unknown = await plant
      .build([stops({ column: "finish" })])
      .catch((e: unknown) => e);
    expect(isAppError(error) && [error.code, error.message, error.hint]).toEqual([
      "refresh.column_missing",
      "feed s/stops maps columns that run 1 has not: finish, in stops.csv — expected every mapped " +
        "column in every file that was landed",
      "if the source renamed finish, give its former names too, as in column: " +
        "[finish, former name]; if it was added later, say is_new: true",
    ]);
  });

  test("is read under its former name where files have that", async () => {
    expect(await hoursOf(stops({ column: "finish", former: ["end"] }))).toEqual([1, 2]);
  });

  test("may be one that came later, which reads as nothing before", async () => {
    expect(await hoursOf(stops({ column: "finish", is_new: true }))).toEqual([null, 2]);
  });

  test("is looked for in rules that leave rows out too", async () => {
    const ended = { column: "finish", former: ["end"] };
    const rule = { column: "finish", equals: ["2024-01-10 09:00"], reason: "known wrong" };
    await expect(hoursOf(stops(ended, [rule]))).rejects.toThrow("run 1 has not: finish");
    expect(await hoursOf(stops(ended, [{ ...rule, former: ["end"] }]))).toEqual([2]);
  });
});

describe("dates where a format is declared", () => {
  const time = (column: string): FieldMapping => ({
    column,
    format: ["%d.%m.%Y %H:%M", "%d.%m.%Y"],
  });
  const feed = plainFeed(
    { id: "cells", entity: "downtime" },
    {
      asset: { column: "asset" },
      started_at: time("from"),
      ended_at: time("to"),
      time_class: { constant: "unplanned" },
    },
  );
  const assets = plainFeed(
    { id: "assets", entity: "asset" },
    { tag: { column: "tag" }, commissioned_on: time("since") },
  );

  /** What is read of stops and assets that a connector landed. */
  async function readOf(connector: string): Promise<unknown> {
    const rows = [
      ["P", "2024-02-10T08:00:00", "2024-02-10T10:00:00"],
      ["P", "11.02.2024 08:00", "2024-02-11T11:00:00.400"],
    ];
    const since = [
      ["P", "2020-02-01"],
      ["Q", "2020-02-02T00:00:00"],
      ["R", "03.02.2020"],
    ];
    const manifest = { connector };
    await plant.land(
      { feed, keys: ["1", "2"], rows, manifest },
      { feed: assets, rows: since, manifest },
    );
    const open = await plant.build([feed, assets]);
    const stopped = await open.rows("select duration_s / 3600 as h from fct_downtime order by h");
    const known = await open.rows(
      "select tag || ' ' || commissioned_on as t from dim_asset where commissioned_on is not null",
    );
    await open.close();
    return [stopped.map(({ h }) => h), known.map(({ t }) => String(t)).sort()];
  }

  test("are read by their type from the cells of a workbook, and texts by the format", async () => {
    expect(await readOf("xlsx")).toEqual([
      [2, 3],
      ["P 2020-02-01", "Q 2020-02-02", "R 2020-02-03"],
    ]);
  });

  test("are read by the format alone from a text file", async () => {
    expect(await readOf("csv")).toEqual([[], ["R 2020-02-03"]]);
  });
});

test("a damaged file of the landing log is named with what to do", async () => {
  const path = join(plant.dataDir, "landing", "s", "stops", "000002", "rows.parquet");
  writeFileSync(path, "damaged");
  const error: unknown = await plant
    .build([stops({ column: "finish", former: ["end"] })])
    .catch((e: unknown) => e);
  expect(error).toMatchObject({ code: "landing.file_damaged", kind: "data" });
  expect(isAppError(error) && error.message).toContain(path);
});
