import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { text, type Clock } from "../core/index.js";
import { reasonOf } from "../duckdb/index.js";
import { landingFolder } from "./manifest.js";
import type { FeedFailure } from "./progress.js";

const FILE = "failure.json";
const noted = z.object({ at: z.string(), message: z.string() });

/** A feed whose last extraction failed. */
export interface NotedFailure {
  readonly source: string;
  readonly feed: string;
  /** When, ISO 8601 UTC. */
  readonly at: string;
  readonly message: string;
}

type Feed = Pick<NotedFailure, "source" | "feed">;

function folderOf(dataDir: string, { source, feed }: Feed): string {
  return join(landingFolder(dataDir), source, feed);
}

/** Notes beside a feed's runs that its last extraction failed, for the pages. */
export async function noteFailure(
  dataDir: string,
  failure: FeedFailure,
  clock: Clock,
): Promise<void> {
  const folder = folderOf(dataDir, failure);
  const note = { at: clock.now().toISOString(), message: reasonOf(failure.error) };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${FILE}.part`), `${JSON.stringify(note)}\n`);
  await rename(join(folder, `${FILE}.part`), join(folder, FILE));
}

/** Takes the note of a failure away: the feed was read. */
export async function clearFailure(dataDir: string, feed: Feed): Promise<void> {
  await rm(join(folderOf(dataDir, feed), FILE), { force: true });
}

/** The feeds whose last extraction failed; also those whose note of it cannot be read any more. */
export async function listFailures(
  dataDir: string,
  feeds: readonly Feed[],
): Promise<NotedFailure[]> {
  const found = await Promise.all(
    feeds.map(async ({ source, feed }): Promise<NotedFailure[]> => {
      const note = await readNote(join(folderOf(dataDir, { source, feed }), FILE));
      return note === null ? [] : [{ source, feed, ...note }];
    }),
  );
  return found.flat();
}

/** Null when there is no note. */
async function readNote(path: string): Promise<z.infer<typeof noted> | null> {
  try {
    return noted.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    const at = (await stat(path)).mtime.toISOString();
    return { at, message: text("extract.failure_note_damaged", { path }) };
  }
}
