import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FeedConfig } from "../config/index.js";
import { runFolder, type RunManifest } from "./manifest.js";

/** What the landing log knows of one feed. */
export interface FeedHistory {
  /** The files of every row landed so far. */
  readonly rowFiles: readonly string[];
  /** True when the feed's key is not the one that its newest run used. */
  readonly isKeyChanged: boolean;
  /** True when a file of these contents was landed with the feed's key. */
  readonly hasLanded: (sha256: string) => boolean;
  /** Runs whose rows have their texts in the same columns under the same key. */
  readonly comparableRuns: (columns: readonly string[]) => number[];
}

/** The history of a feed from the manifests of its runs, oldest first. */
export function feedHistory(
  dataDir: string,
  runs: readonly RunManifest[],
  feed: FeedConfig,
): FeedHistory {
  const key = JSON.stringify(feed.key);
  const last = runs.at(-1);
  const changedAt = runs.findLastIndex((run) => JSON.stringify(run.key) !== key);
  const current = runs.slice(changedAt + 1);
  return {
    rowFiles: runs
      .map((run) => join(runFolder(dataDir, run), "rows.parquet"))
      .filter((path) => existsSync(path)),
    isKeyChanged: last !== undefined && JSON.stringify(last.key) !== key,
    hasLanded: (sha256) => current.some((run) => run.file_sha256 === sha256),
    comparableRuns: (columns) =>
      current
        .filter((run) => JSON.stringify(run.columns) === JSON.stringify(columns))
        .map((run) => run.run_no),
  };
}
