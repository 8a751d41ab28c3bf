import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { measureExtraction } from "./extraction.js";
import { measureKpi } from "./kpi.js";
import { loadText, type Line } from "./measurement.js";
import { parseOptions, type BenchOptions, type Part } from "./options.js";
import { measurePages } from "./pages.js";
import { buildMemory, makePlant, type Plant } from "./plant.js";
import { measureRefresh } from "./refresh.js";
import { documentText, headText, tableText } from "./results.js";
import { measureStart } from "./start.js";

const OF_PLANT: Readonly<
  Record<Exclude<Part, "start">, (plant: Plant, rounds: number) => Promise<Line[]>>
> = {
  extraction: measureExtraction,
  refresh: measureRefresh,
  kpi: measureKpi,
  pages: measurePages,
};

async function measure(options: BenchOptions, plant: Plant | null): Promise<Line[]> {
  const { parts, rounds, folder } = options;
  const lines: Line[] = plant === null ? [] : buildMemory(plant);
  for (const part of parts) {
    if (part === "start") lines.push(...(await measureStart(folder, rounds)));
    else if (plant !== null) lines.push(...(await OF_PLANT[part](plant, rounds)));
  }
  return lines;
}

async function run(options: BenchOptions, words: readonly string[]): Promise<void> {
  const load_before = loadText();
  const { folder, orders, output } = options;
  mkdirSync(folder, { recursive: true });
  const needsPlant = options.parts.some((part) => part !== "start");
  const plant = needsPlant ? await makePlant(folder, orders) : null;
  const lines = await measure(options, plant);
  const shown = words.filter((_, i) => !words.slice(Math.max(0, i - 1), i + 1).includes("--dir"));
  const command = ["npm run bench", ...(shown.length > 0 ? ["--", ...shown] : [])].join(" ");
  const results = { plant, lines, load_before, command };
  console.log(`${headText(results)}\n\n${tableText(lines)}`);
  if (output !== null) writeFileSync(output, documentText(results));
}

const words = process.argv.slice(2);
const options = parseOptions(words);
if (options !== null) {
  try {
    await run(options, words);
  } finally {
    if (!options.is_folder_kept) rmSync(options.folder, { recursive: true, force: true });
  }
}
