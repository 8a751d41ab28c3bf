import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fail } from "./errors.js";
import { mappingYaml } from "./mapping.js";
import { planOf, type DemoOptions } from "./options.js";
import { equipmentPerSite } from "./plan.js";
import { demoSite } from "./sites.js";
import { TruthLedger, type PlantedFault, type PlantedTruth } from "./truths.js";
import { writeSite, type SiteCounts } from "./write-site.js";

/** What truths.json says: how the plant was made, and what is planted in it. */
export interface DemoTruths {
  readonly format_version: 1;
  readonly is_generated: true;
  readonly seed: number;
  readonly years: number;
  readonly from: string;
  readonly to: string;
  readonly dirt_ratio: number;
  /** Records of each file, with the faulty ones, without headers. */
  readonly sites: readonly SiteCounts[];
  readonly truths: readonly PlantedTruth[];
  readonly faults: readonly PlantedFault[];
}

/** What was written. */
export interface DemoSummary {
  readonly config_file: string;
  readonly truths_file: string;
  readonly sites: readonly SiteCounts[];
  readonly work_orders: number;
  readonly downtime: number;
  readonly assets: number;
}

/**
 * Writes a generated plant: a folder of CSV files for each site, the mapping that reads them, and
 * `truths.json`. The same options give the same bytes. Memory does not grow with its size.
 */
export async function generateDemo(options: DemoOptions): Promise<DemoSummary> {
  const plan = planOf(options);
  const { outDir } = options;
  await checkFolder(outDir);
  await mkdir(outDir, { recursive: true });
  const equipment = equipmentPerSite(plan.workOrders, plan.sites * plan.years);
  const sites = Array.from({ length: plan.sites }, (_, index) => demoSite(index));
  const ledger = new TruthLedger();
  const onProgress = options.onProgress ?? ((): void => undefined);
  const counts: SiteCounts[] = [];
  for (const [site_index, site] of sites.entries()) {
    const job = { outDir, plan, site, site_index, equipment, ledger, onProgress };
    counts.push(await writeSite(job));
  }
  const config_file = join(outDir, "meantime.yaml");
  const truths_file = join(outDir, "truths.json");
  await writeFile(config_file, mappingYaml({ ...plan, sites }));
  const truths: DemoTruths = {
    format_version: 1,
    is_generated: true,
    seed: plan.seed,
    years: plan.years,
    from: plan.from,
    to: plan.to,
    dirt_ratio: plan.dirt,
    sites: counts,
    truths: ledger.truths(),
    faults: ledger.plantedFaults(),
  };
  await writeFile(truths_file, `${JSON.stringify(truths, null, 2)}\n`);
  const sum = (key: "assets" | "work_orders" | "downtime"): number =>
    counts.reduce((total, count) => total + count[key], 0);
  return {
    config_file,
    truths_file,
    sites: counts,
    work_orders: sum("work_orders"),
    downtime: sum("downtime"),
    assets: sum("assets"),
  };
}

/** Files that somebody else put there are never written over. */
async function checkFolder(folder: string): Promise<void> {
  if (!existsSync(folder) || existsSync(join(folder, "truths.json"))) return;
  if ((await readdir(folder)).length > 0) throw fail("demo.folder_taken", { folder });
}
