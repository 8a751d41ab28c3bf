import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { interleave, median, say, type Line } from "./measurement.js";
import { plantWords, type Plant } from "./plant.js";
import { bareScript, MEANTIME, runToEnd, type Finished } from "./processes.js";

const configSchema = z.object({
  sources: z.record(
    z.string(),
    z.object({
      defaults: z.object({ delimiter: z.string() }),
      feeds: z.record(z.string(), z.object({ files: z.string() })),
    }),
  ),
});

/** The files of the plant with their delimiters. */
function filesOf({ config_file }: Plant): { path: string; delimiter: string }[] {
  const { sources } = configSchema.parse(parse(readFileSync(config_file, "utf8")));
  return Object.values(sources).flatMap(({ defaults, feeds }) =>
    Object.values(feeds).map(({ files }) => ({
      path: join(config_file, "..", files),
      delimiter: defaults.delimiter,
    })),
  );
}

/** Reads every file of the plant: into the landing log, and by bare DuckDB into Parquet. */
export async function measureExtraction(plant: Plant, rounds: number): Promise<Line[]> {
  say("extraction");
  const out = join(plant.folder, "bare-extraction");
  const data = join(plant.folder, "fresh-landing");
  const list = join(plant.folder, "files.json");
  writeFileSync(list, JSON.stringify(filesOf(plant)));
  const empty = (folder: string): void => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
  };
  const { ours, bare } = await interleave<Finished>(rounds, {
    ours: () => {
      empty(data);
      return runToEnd([MEANTIME, "extract", ...plantWords(plant, data)]);
    },
    bare: () => {
      empty(out);
      return runToEnd([bareScript("extraction.js"), list, out]);
    },
  });
  for (const folder of [out, data]) rmSync(folder, { recursive: true, force: true });
  const seconds = (side: readonly Finished[]): number => median(side.map((one) => one.seconds));
  const name = "extraction of every file, against bare read_csv to Parquet";
  return [
    { name, unit: "s", ours: seconds(ours), bare: seconds(bare), runs: rounds },
    ...peakLine("peak memory, extraction", { ours, bare }),
  ];
}

/** The most memory of both sides; none where the system does not tell. */
export function peakLine(
  name: string,
  sides: { readonly ours: readonly Finished[]; readonly bare: readonly Finished[] },
): Line[] {
  const peaks = (side: readonly Finished[]): number[] => side.flatMap((one) => one.peak_mib ?? []);
  const [ours, bare] = [peaks(sides.ours), peaks(sides.bare)];
  if (ours.length === 0 || bare.length === 0) return [];
  return [{ name, unit: "MiB", ours: median(ours), bare: median(bare), runs: ours.length }];
}
