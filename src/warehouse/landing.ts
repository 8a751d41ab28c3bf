import { existsSync } from "node:fs";
import { join } from "node:path";
import type { SourceConfig } from "../config/index.js";
import { listManifests, runFolder, type RunManifest } from "../extract/index.js";

/** The complete runs of a data directory up to a run (all of them for null), oldest first. */
export function readRuns(dataDir: string, upToRun: number | null): RunManifest[] {
  return listManifests(dataDir).filter((run) => upToRun === null || run.run_no <= upToRun);
}

/**
 * The runs of feeds that the configuration still has, as records of the entity that it now gives
 * the feed. What other feeds landed stays in the log and out of the snapshot.
 */
export function configuredRuns(
  runs: readonly RunManifest[],
  sources: readonly SourceConfig[],
): RunManifest[] {
  return runs.flatMap((run) => {
    const source = sources.find(({ id }) => id === run.source);
    const feed = source?.feeds.find(({ id }) => id === run.feed);
    return feed === undefined ? [] : [{ ...run, entity: feed.entity }];
  });
}

/** Runs of one feed whose files have the same columns in the same order, oldest first. */
export interface Layout {
  readonly columns: readonly string[];
  readonly runs: readonly RunManifest[];
}

/** The runs of a feed by the columns of their files. */
export function layoutsOf(runs: readonly RunManifest[]): Layout[] {
  const layouts = new Map<string, { columns: readonly string[]; runs: RunManifest[] }>();
  for (const run of runs) {
    const key = JSON.stringify(run.columns);
    const layout = layouts.get(key) ?? { columns: run.columns, runs: [] };
    layout.runs.push(run);
    layouts.set(key, layout);
  }
  return [...layouts.values()];
}

/** Paths of the files of that name that the runs have; a run without such rows has none. */
export function filesOf(
  dataDir: string,
  runs: readonly RunManifest[],
  name: "rows.parquet" | "rejects.parquet",
): string[] {
  return runs.map((run) => join(runFolder(dataDir, run), name)).filter((path) => existsSync(path));
}
