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
