import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig, type Config, type SourceConfig } from "../../src/config/index.js";
import { generateDemo, type DemoOptions, type DemoTruths } from "../../src/demo/index.js";
import { namedRecords, type Named } from "./csv-records.js";

/** One source of a plant, read back from its files by the columns of its mapping. */
export interface ReadSource {
  readonly source: SourceConfig;
  readonly zone: string;
  readonly assets: readonly Named[];
  readonly orders: readonly Named[];
  readonly stops: readonly Named[];
}

/** A plant made in a new folder, and what its mapping reads. */
export interface ReadPlant {
  readonly folder: string;
  readonly config: Config;
  readonly truths: DemoTruths;
  readonly sources: readonly ReadSource[];
}

/** The text of a file, by its path below a folder. */
export function filesOf(folder: string): Map<string, string> {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]));
}

/** A hash over every file below a folder and its name. */
export function hashOf(folder: string): string {
  const hash = createHash("sha256");
  for (const [path, content] of filesOf(folder)) hash.update(path).update("\0").update(content);
  return hash.digest("hex");
}

function recordsBy(source: SourceConfig, entity: string): Named[] {
  const feed = source.feeds.find((candidate) => candidate.entity === entity);
  if (feed === undefined) throw new Error(`no feed of ${entity}`);
  return namedRecords(readFileSync(feed.files[0] ?? "", "utf8"), feed.dialect.delimiter);
}

/** Makes a plant and reads it back. */
export async function makePlant(options: Omit<DemoOptions, "outDir"> = {}): Promise<ReadPlant> {
  const folder = mkdtempSync(join(tmpdir(), "meantime-demo-"));
  const { config_file, truths_file } = await generateDemo({ ...options, outDir: folder });
  const config = loadConfig({ env: {}, file: config_file });
  const sources = config.sources.map((source) => ({
    source,
    zone: config.sites.find(({ id }) => id === source.site)?.zone ?? "",
    assets: recordsBy(source, "asset"),
    orders: recordsBy(source, "work_order"),
    stops: recordsBy(source, "downtime"),
  }));
  const truths = JSON.parse(readFileSync(truths_file, "utf8")) as DemoTruths;
  return { folder, config, truths, sources };
}

/** A stamp of an export as `YYYY-MM-DDTHH:MM`, from any of the three styles; empty for none. */
export function isoLocal(stamp: string): string {
  const [day = "", time = ""] = stamp.split(" ");
  if (day === "") return "";
  const dotted = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(day);
  const slashed = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(day);
  const iso = dotted
    ? `${dotted[3]}-${dotted[2]}-${dotted[1]}`
    : slashed
      ? `${slashed[3]}-${slashed[1]}-${slashed[2]}`
      : day;
  return time === "" ? iso : `${iso}T${time}`;
}
