import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig } from "../../src/config/index.js";
import { openCurrent, type Snapshot } from "../../src/warehouse/index.js";
import { buildPlant } from "../fixtures/built-plant.js";
import { extractPlant } from "../fixtures/sample-plant.js";

const plants = new URL("../fixtures/plants/", import.meta.url).pathname;

/**
 * A site with two sources: `cmms`, the pumps of two-pumps, which have the newest data, and `other`,
 * the presses of press-shop.
 */
export async function openTwoSources(): Promise<Snapshot> {
  const folder = mkdtempSync(join(tmpdir(), "meantime-two-sources-"));
  for (const name of ["two-pumps", "press-shop"]) {
    cpSync(join(plants, name), folder, { recursive: true });
  }
  const pumps = readFileSync(join(plants, "two-pumps/meantime.yaml"), "utf8");
  const presses = readFileSync(join(plants, "press-shop/meantime.yaml"), "utf8");
  const [, sources = ""] = presses.split(/^sources:\n/m);
  const file = join(folder, "meantime.yaml");
  writeFileSync(file, `${pumps}${sources.replace("  cmms:", "  other:")}`);
  const dataDir = join(folder, "var");
  const config = loadConfig({ env: {}, cwd: folder, file, overrides: { data: dataDir } });
  await extractPlant(config, dataDir);
  await buildPlant(dataDir, config);
  return openCurrent(dataDir);
}
