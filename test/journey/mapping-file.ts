import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { ROOT } from "../structure/source-files.js";

/** The bundled sample as a value, for tests that map a part of it in another way. */
interface SampleMapping {
  sites: Record<string, unknown>;
  sources: Record<string, { feeds: Record<string, { files: string[] | string }> }>;
}

const SAMPLE = join(ROOT, "data", "sample");

/** Absolute path of a file of the bundled sample. */
export function sampleFile(name: string): string {
  return join(SAMPLE, name);
}

/**
 * Writes a mapping of the subway alone, with these states of its outages and further keys; gives
 * its path.
 */
export function writeSubwayMapping(
  folder: string,
  outages: readonly string[],
  more: Readonly<Record<string, unknown>> = {},
): string {
  const text = readFileSync(join(SAMPLE, "meantime.yaml"), "utf8");
  const { sites, sources } = parse(text, { merge: true }) as SampleMapping;
  const { subway } = sites;
  const { mta } = sources;
  if (mta === undefined) throw new Error("the sample has no source mta");
  const register = { ...mta.feeds["register"] };
  const feeds = {
    register: { ...register, files: sampleFile("mta_elevators/elevators_elevator.csv") },
    outages: { ...mta.feeds["outages"], files: [...outages] },
  };
  const path = join(folder, "meantime.yaml");
  const mapping = { sites: { subway }, sources: { mta: { ...mta, feeds } }, ...more };
  writeFileSync(path, stringify(mapping));
  return path;
}

/** An empty folder for a test. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "meantime-journey-"));
}
