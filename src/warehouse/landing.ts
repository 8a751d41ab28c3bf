import { existsSync } from "node:fs";
import { join } from "node:path";
import type { SourceConfig } from "../config/index.js";
import { listManifests, runFolder, type RunManifest } from "../extract/index.js";
import { fail } from "./errors.js";

/** The complete runs of a data directory, or those up to one of them, oldest first. */
export interface LandedRuns {
  readonly runs: readonly RunManifest[];
  /** Number of the newest run there is, whether it is among them or not; 0 when there is none. */
  readonly newest_no: number;
}

/** The runs up to one of them, all for null. Throws `refresh.unknown_run` when there is none such. */
export function readRuns(dataDir: string, upToRun: number | null): LandedRuns {
  const all = listManifests(dataDir);
  const newest_no = all.at(-1)?.run_no ?? 0;
  if (upToRun === null) return { runs: all, newest_no };
  if (!all.some((run) => run.run_no === upToRun)) {
    throw fail("refresh.unknown_run", { run_no: upToRun, newest_no });
  }
  return { runs: all.filter((run) => run.run_no <= upToRun), newest_no };
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
