import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { generateDemo } from "../../src/demo/index.js";
import { say, type Line } from "./measurement.js";
import { MEANTIME, runToEnd } from "./processes.js";

const truthsSchema = z.object({
  from: z.string(),
  to: z.string(),
  sites: z.array(
    z.object({
      site: z.string(),
      assets: z.number(),
      work_orders: z.number(),
      downtime: z.number(),
    }),
  ),
});

/** A generated plant and a data directory built from it. */
export interface Plant {
  readonly folder: string;
  readonly config_file: string;
  readonly data: string;
  readonly from: string;
  readonly to: string;
  readonly sites: readonly string[];
  readonly work_orders: number;
  readonly downtime: number;
  readonly assets: number;
  /** Most memory of the process that extracted and built it; null where the system does not tell. */
  readonly build_peak_mib: number | null;
}

/** Generates the plant, or takes the one an earlier run left, and builds its first snapshot. */
export async function makePlant(folder: string, orders: number): Promise<Plant> {
  const plant = join(folder, `plant-${orders}`);
  const data = join(folder, `data-${orders}`);
  const config_file = join(plant, "meantime.yaml");
  if (!existsSync(config_file)) {
    say(`generating a plant with about ${orders} work orders`);
    await generateDemo({ outDir: plant, workOrders: orders });
  }
  say("extracting and building it");
  rmSync(data, { recursive: true, force: true });
  const words = ["refresh", "--extract", "--config", config_file, "--data", data];
  const { peak_mib: build_peak_mib } = await runToEnd([MEANTIME, ...words]);
  const truths = truthsSchema.parse(JSON.parse(readFileSync(join(plant, "truths.json"), "utf8")));
  const sum = (key: "assets" | "work_orders" | "downtime"): number =>
    truths.sites.reduce((total, site) => total + site[key], 0);
  return {
    folder,
    config_file,
    data,
    from: truths.from,
    to: truths.to,
    sites: truths.sites.map(({ site }) => site),
    work_orders: sum("work_orders"),
    downtime: sum("downtime"),
    assets: sum("assets"),
    build_peak_mib,
  };
}

/** The words that lead a command to the plant. */
export function plantWords(plant: Plant, data: string = plant.data): string[] {
  return ["--config", plant.config_file, "--data", data];
}

/** The memory line of the process that extracted and built the plant. */
export function buildMemory({ build_peak_mib }: Plant): Line[] {
  if (build_peak_mib === null) return [];
  const name = "peak memory, extract and refresh in one process";
  return [{ name, unit: "MiB", ours: build_peak_mib, bare: null, runs: 1 }];
}
