import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runMetric } from "../../src/metrics/index.js";
import { plainFeed } from "../fixtures/plain-config.js";
import { openMetrics } from "../metrics/metric-context.js";
import { LandedPlant } from "./landed-plant.js";

const register = plainFeed(
  { id: "register", entity: "asset" },
  { tag: "tag", parent: "parent", level: "level" },
);
const stops = plainFeed(
  { id: "stops", entity: "downtime" },
  { asset: "asset", started_at: "from", ended_at: "to", time_class: { constant: "unplanned" } },
);
const observation = {
  basis: "declared",
  from: "2024-01-01T00:00:00Z",
  to: "2024-02-01T00:00:00Z",
} as const;

/** A stop of one hour on a day of January 2024. */
function stop(asset: string, day: string): string[] {
  return [asset, `2024-01-${day}T08:00:00Z`, `2024-01-${day}T09:00:00Z`];
}

let landed: LandedPlant;
beforeEach(() => {
  landed = new LandedPlant();
});
afterEach(() => landed.remove());

/** Lands a register and stops, keyed by their place, and builds the plant. */
async function build(
  assets: readonly (readonly (string | null)[])[],
  records: readonly (readonly string[])[],
): Promise<Awaited<ReturnType<LandedPlant["build"]>>> {
  await landed.land(
    { feed: register, rows: assets },
    { feed: stops, rows: records, keys: records.map((_, i) => String(i + 1)) },
  );
  return landed.build([register, stops], { observation });
}

describe("stops of an asset that has assets below it", () => {
  test("are in no figure, which says so, as the finding does", async () => {
    const plant = await build(
      [["LINE"], ["PUMP", "LINE"], ["FAN", "LINE"], ["YARD", null, "area"], ["LAMP"]],
      [stop("LINE", "05"), stop("line", "06"), stop("YARD", "08"), stop("PUMP", "07")],
    );
    const found = await plant.rows(
      "select subject, count from svc_dq_finding where rule = 'records_on_parent' order by 1",
    );
    await plant.close();
    expect(found).toEqual([
      { subject: "LINE", count: 2 },
      { subject: "YARD", count: 1 },
    ]);
    const { ctx, snapshot } = await openMetrics(landed.dataDir);
    const leftOut = async (id: string, given: Record<string, string>): Promise<unknown> => {
      const days = { from: "2024-01-02", to: "2024-01-31" };
      const { value, reasons } = await runMetric(id, { ...days, ...given }, ctx);
      return [value, reasons.find(({ code }) => code === "parents_excluded")?.values];
    };
    expect(await leftOut("failure_count", {})).toEqual([1, { count: 3 }]);
    expect(await leftOut("failure_pareto", {})).toEqual([1, { count: 3 }]);
    expect(await leftOut("failure_count", { asset: "LINE" })).toEqual([1, { count: 2 }]);
    expect(await leftOut("failure_count", { asset: "PUMP" })).toEqual([1, undefined]);
    await snapshot.close();
  });
});

describe("a text that names an asset", () => {
  const tags = async (
    assets: readonly (readonly (string | null)[])[],
    names: readonly string[],
  ): Promise<unknown[]> => {
    const plant = await build(
      assets,
      names.map((name) => stop(name, "05")),
    );
    const rows = await plant.rows(
      "select coalesce(parent.tag, '') || '/' || asset.tag || ' ' || " +
        "(select count(*) from fct_downtime as stop where stop.asset_no = asset.asset_no) as text " +
        "from dim_asset as asset left join dim_asset as parent on parent.asset_no = asset.parent_no " +
        "where asset.hierarchy_level = 'equipment' order by 1",
    );
    await plant.close();
    return rows.map(({ text }) => text);
  };

  test("means the registered one whatever its capitals and blanks, if there is one such", async () => {
    const names = ["P-1", "p-1", " P-1 ", "Main  pump", "ZZ-9", "zz-9"];
    expect(await tags([["P-1"], ["MAIN PUMP", "p-1"]], names)).toEqual([
      "P-1/MAIN PUMP 1",
      "plant/P-1 3",
      "plant/ZZ-9 1",
      "plant/zz-9 1",
    ]);
  });

  test("stands for itself when several are alike, and for the one that is written so", async () => {
    expect(await tags([["Ab"], ["aB"]], ["Ab", "aB", "AB"])).toEqual([
      "plant/AB 1",
      "plant/Ab 1",
      "plant/aB 1",
    ]);
  });
});
