import { join } from "node:path";
import type { FeedConfig } from "../config/index.js";
import { runFolder, type RunManifest } from "./manifest.js";

/** What the landing log knows of one feed. */
export interface FeedHistory {
  /** The runs of the feed, oldest first. */
  readonly runs: readonly RunManifest[];
  /** The files of every row landed so far. */
  readonly rowFiles: readonly string[];
  /** True when the feed's key is not the one that its newest run used. */
  readonly isKeyChanged: boolean;
  /** True when a file of these contents was landed with the feed's key. */
  readonly hasLanded: (sha256: string) => boolean;
  /** Runs whose rows have their texts in the same columns under the same key. */
  readonly comparableRuns: (columns: readonly string[]) => number[];
  /**
   * The columns of a file in the order in which they were landed last; in their own when the log
   * has no file with the same columns.
   */
  readonly knownOrder: (columns: readonly string[]) => readonly string[];
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
    runs,
    rowFiles: runs
      .filter((run) => run.rows_landed + run.rows_deleted > 0)
      .map((run) => join(runFolder(dataDir, run), "rows.parquet")),
    isKeyChanged: last !== undefined && JSON.stringify(last.key) !== key,
    hasLanded: (sha256) => current.some((run) => run.file_sha256 === sha256),
    comparableRuns: (columns) =>
      current
        .filter((run) => JSON.stringify(run.columns) === JSON.stringify(columns))
        .map((run) => run.run_no),
    knownOrder: (columns) => {
      const names = new Set(columns);
      const isSame = (run: RunManifest): boolean =>
        run.columns.length === columns.length && run.columns.every((name) => names.has(name));
      return runs.findLast(isSame)?.columns ?? columns;
    },
  };
}

/** What two runs have in common when the second found the same file just as it was. */
const SAME = ["file", "file_sha256", "key", "columns", "rows_in", "rows_rejected"] as const;

function isRepeat(run: RunManifest, earlier: RunManifest): boolean {
  return (
    run.rows_landed + run.rows_deleted === 0 &&
    SAME.every((name) => JSON.stringify(run[name]) === JSON.stringify(earlier[name]))
  );
}

/**
 * The run that a new one makes needless, of the runs of its feed, oldest first: one that only said
 * that nothing had changed since the run before it, as the new one says again. The first run of a
 * state of a file stays, so that it is known since when the state was there.
 */
export function needlessRun(
  earlier: readonly RunManifest[],
  run: RunManifest,
): RunManifest | undefined {
  const [before, last] = earlier.slice(-2);
  if (before === undefined || last === undefined) return undefined;
  return isRepeat(last, before) && isRepeat(run, last) ? last : undefined;
}
