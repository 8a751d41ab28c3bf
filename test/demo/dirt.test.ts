import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isCivilDate } from "../../src/core/index.js";
import type { DirtKind } from "../../src/demo/index.js";
import { recordsOf } from "./csv-records.js";
import { isoLocal, makePlant, type ReadPlant } from "./demo-plant.js";

interface Reading {
  readonly row: readonly string[];
  readonly columns: readonly string[];
  readonly decimal: string;
  readonly tags: ReadonlySet<string>;
  readonly keys: Set<string>;
}

/** What an independent reader finds wrong with a record; null for nothing. */
function faultOf({ row, columns, decimal, tags, keys }: Reading): DirtKind | null {
  if (row.length !== columns.length) return "ragged_line";
  const of = (name: string): string => row[columns.indexOf(name)] ?? "";
  const key = row[0] ?? "";
  if (keys.has(key)) return "duplicate_key";
  keys.add(key);
  const started = columns.includes("Start") ? of("Start") : of("Reported");
  if (of("Asset") === "" || started === "") return "blank_required";
  if (!isCivilDate(isoLocal(started).slice(0, 10))) return "impossible_date";
  const cost = of("Cost").replace(decimal, "#");
  if (cost !== "" && !/^\d+#\d\d$/.test(cost)) return "wrong_decimal_mark";
  const ended = isoLocal(of("End"));
  if (ended !== "" && ended < isoLocal(started)) return "end_before_start";
  return tags.has(of("Asset")) ? null : "unknown_asset";
}

function faultsOf(plant: ReadPlant): string[] {
  const found = new Map<string, number>();
  for (const { source, assets } of plant.sources) {
    const tags = new Set(assets.map((asset) => asset["Tag"] ?? ""));
    const decimal = source.feeds[1]?.fields["cost"]?.decimal ?? ".";
    for (const { files, dialect } of source.feeds.slice(1)) {
      const file = files[0] ?? "";
      const [columns = [], ...rows] = recordsOf(readFileSync(file, "utf8"), dialect.delimiter);
      const keys = new Set<string>();
      for (const row of rows) {
        const kind = faultOf({ row, columns, decimal, tags, keys });
        const name = `${source.site} ${file.split("/").at(-1)} ${kind}`;
        if (kind !== null) found.set(name, (found.get(name) ?? 0) + 1);
      }
    }
  }
  return [...found].map(([name, count]) => `${name} ${count}`).sort();
}

test("every fault in the files is in the truths, and the other way round", async () => {
  const plant = await makePlant({ sites: 3, years: 2, workOrders: 6_000, dirt: 0.08 });
  const planted = plant.truths.faults.map(
    ({ site, file, kind, count }) => `${site} ${file} ${kind} ${count}`,
  );
  expect(faultsOf(plant)).toEqual(planted.sort());
  // Six kinds fit an order, six a stop; over three sites each must have come up.
  expect(planted).toHaveLength(36);
});

test("the ratio of faulty records is the one asked for", async () => {
  const plant = await makePlant({ sites: 1, years: 3, workOrders: 8_000, dirt: 0.1 });
  const [site] = plant.truths.sites;
  const records = site!.work_orders + site!.downtime;
  const faults = plant.truths.faults.reduce((sum, { count }) => sum + count, 0);
  // Planted records stay clean; they are a few in a hundred. Three standard errors of a tenth of
  // some 11,000 records are 0.009.
  expect(faults / records).toBeGreaterThan(0.075);
  expect(faults / records).toBeLessThan(0.11);
});

test("a plant that was not asked to be dirty has no faults", async () => {
  const plant = await makePlant({ sites: 3, years: 1, workOrders: 3_000 });
  expect(faultsOf(plant)).toEqual([]);
});

test("an unknown asset is a finding, everything else is for quarantine", async () => {
  const plant = await makePlant({ sites: 1, years: 1, workOrders: 2_000, dirt: 0.2 });
  for (const { kind, outcome } of plant.truths.faults) {
    expect(outcome).toBe(kind === "unknown_asset" ? "loaded_with_finding" : "quarantined");
  }
});
