import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { FeedConfig, SourceConfig } from "../config/index.js";
import { AppError, isAppError, type Clock, type Log } from "../core/index.js";
import { outOfSpaceCause, reasonOf } from "../duckdb/index.js";
import { findFiles, hashFile, readFileState } from "../sources/index.js";
import { fail } from "./errors.js";
import { clearFailure, noteFailure } from "./feed-failures.js";
import { feedHistory, needlessRun } from "./feed-history.js";
import { assertKeyMayChange } from "./key-change.js";
import { KnownRuns } from "./known-runs.js";
import { landFile, type ExtractDeps } from "./land-file.js";
import { takeLock, type Lock } from "./lock.js";
import { readLandingLog, removeRun, runFolder, type RunManifest } from "./manifest.js";
import type { ExtractProgress, FeedFailure } from "./progress.js";

/** How an extraction is to run. */
export interface ExtractOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly softwareVersion: string;
  readonly progress?: (progress: ExtractProgress) => void;
  /** Only this source, and of it only this feed; all when absent. */
  readonly only?: { readonly source: string; readonly feed?: string };
  /** A lock already held for the data directory; taken and released here when absent. */
  readonly lock?: Lock;
  /** True when full lists may lack any number of the rows that are known. */
  readonly acceptDeletions?: boolean;
}

/**
 * Reads the files of every feed, oldest first, and appends what changed to the landing log. A file
 * already landed is passed over, but the newest of a feed is always read. A feed that fails does not
 * keep the others; the first failure is thrown after the last feed, with the others as its issues.
 */
export async function extractAll(
  sources: readonly SourceConfig[],
  options: ExtractOptions,
): Promise<RunManifest[]> {
  const feeds = chosenFeeds(sources, options.only);
  const lock = options.lock ?? (await takeLock(options.dataDir, options.clock));
  try {
    const { runs, unfinished } = await readLandingLog(options.dataDir);
    await removeLeftovers(options.dataDir, unfinished);
    return await extractFeeds(feeds, new KnownRuns(runs), { ...options, lock });
  } finally {
    if (options.lock === undefined) await lock.release();
  }
}

type Held = ExtractOptions & { readonly lock: Lock };

async function extractFeeds(
  feeds: readonly ChosenFeed[],
  known: KnownRuns,
  options: Held,
): Promise<RunManifest[]> {
  const before = known.newestNumber;
  const failures: FeedFailure[] = [];
  for (const chosen of feeds) {
    const place = { source: chosen.source.id, feed: chosen.feed.id };
    try {
      await extractFeed(chosen, known, options);
      await clearFailure(options.dataDir, place);
    } catch (error) {
      failures.push({ ...place, error });
      // A full disk must not hide what went wrong.
      await noteFailure(options.dataDir, { ...place, error }, options.clock).catch(
        (problem: unknown) => {
          options.log.warn("extract.failure_not_noted", { ...place, error: reasonOf(problem) });
        },
      );
      options.log.error("extract.failed", { ...place, error: reasonOf(error) });
    }
  }
  const [first] = failures;
  if (first !== undefined) throw summary(first, failures);
  return known.after(before);
}

async function extractFeed(
  { source: { id: source }, feed: declared }: ChosenFeed,
  known: KnownRuns,
  options: Held,
): Promise<void> {
  const { dataDir, lock, log, acceptDeletions = false } = options;
  const progress = options.progress ?? (() => undefined);
  const deps: ExtractDeps = { ...options, progress };
  const { files, unfinished } = await findFiles(declared.files, options.clock);
  for (const file of unfinished) {
    progress({ source, feed: declared.id, file, step: "unfinished" });
    log.info("extract.unfinished", { source, feed: declared.id, file });
  }
  const feed = { ...declared, files };
  await assertKeyMayChange(feed, known.of(source, feed.id));
  for (const [i, path] of feed.files.entries()) {
    const own = known.of(source, feed.id);
    const history = feedHistory(dataDir, own, feed);
    const isNewest = i === feed.files.length - 1;
    if (!isNewest && (await isLanded(path, history.hasLanded))) {
      progress({ source, feed: feed.id, file: path, step: "skipped" });
      continue;
    }
    const run_no = known.newestNumber + 1;
    const task = { source, feed, path, run_no, history, lock, acceptDeletions };
    const run = await withSpaceChecked(dataDir, () => landFile(task, deps));
    log.info("extract.landed", { source, feed: feed.id, run_no, rows_in: run.rows_in });
    known.add(run);
    const needless = needlessRun(own, run);
    if (needless === undefined) continue;
    await removeRun(runFolder(dataDir, needless));
    known.remove(needless);
  }
}

async function isLanded(path: string, hasLanded: (sha256: string) => boolean): Promise<boolean> {
  await readFileState(path);
  return hasLanded(await hashFile(path));
}

async function withSpaceChecked<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (outOfSpaceCause(error) === null) throw error;
    const hint = "make room or raise the limit, then extract again";
    const values = { path: dataDir, reason: reasonOf(error) };
    throw fail("landing.no_space", values, { cause: error, hint });
  }
}

/**
 * Removes what extractions that were killed have left: runs without a manifest, work files. A
 * version before this one had its work files in `tmp`.
 */
async function removeLeftovers(dataDir: string, unfinished: readonly string[]): Promise<void> {
  for (const folder of unfinished) await rm(folder, { recursive: true, force: true });
  const work = join(dataDir, "tmp");
  const names = await readdir(work).catch(() => []);
  for (const name of names) {
    if (name.startsWith("extract-")) await rm(join(work, name), { recursive: true, force: true });
  }
}

interface ChosenFeed {
  readonly source: SourceConfig;
  readonly feed: FeedConfig;
}

function chosenFeeds(sources: readonly SourceConfig[], only: ExtractOptions["only"]): ChosenFeed[] {
  const all = sources.flatMap((source) => source.feeds.map((feed) => ({ source, feed })));
  if (only === undefined) return all;
  const chosen = all.filter(
    ({ source, feed }) =>
      source.id === only.source && (only.feed === undefined || feed.id === only.feed),
  );
  if (chosen.length > 0) return chosen;
  const wanted = only.feed === undefined ? only.source : `${only.source}/${only.feed}`;
  const known = all.map(({ source, feed }) => `${source.id}/${feed.id}`);
  throw fail("extract.unknown_source", { wanted, known });
}

/** The first failure; the others are its issues. */
function summary(first: FeedFailure, failures: readonly FeedFailure[]): unknown {
  if (failures.length === 1 || !isAppError(first.error)) return first.error;
  const issues = failures.map(({ source, feed, error }) => ({
    where: `${source}/${feed}`,
    message: reasonOf(error),
    ...(isAppError(error) && error.hint !== undefined ? { hint: error.hint } : {}),
  }));
  return withIssues(first.error, issues);
}

function withIssues(error: AppError, issues: AppError["issues"]): AppError {
  const { code, kind, message, hint } = error;
  return new AppError(code, kind, {
    message,
    issues,
    cause: error,
    ...(hint === undefined ? {} : { hint }),
  });
}
