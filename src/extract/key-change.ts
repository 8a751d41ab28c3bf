import type { FeedConfig } from "../config/index.js";
import { hashFile } from "../sources/index.js";
import { fail } from "./errors.js";
import type { RunManifest } from "./manifest.js";

/**
 * Throws `landing.key_changed` when the feed has another key than its newest run and the log holds
 * rows of files that are not listed any more: under the new key they could not be read again, so
 * they would be gone. A full list needs no earlier files.
 */
export async function assertKeyMayChange(
  feed: FeedConfig,
  runs: readonly RunManifest[],
): Promise<void> {
  const last = runs.at(-1);
  const isChanged = last !== undefined && JSON.stringify(last.key) !== JSON.stringify(feed.key);
  if (!isChanged || feed.snapshot === "full") return;
  const listed = new Set(await Promise.all(feed.files.map(hashFile)));
  const gone = runs.filter((run) => run.rows_landed > 0 && !listed.has(run.file_sha256));
  if (gone.length === 0) return;
  const values = {
    feed: `${last.source}/${feed.id}`,
    before: keyWords(last.key),
    after: keyWords(feed.key),
    files: [...new Set(gone.map((run) => run.file))],
    runs: gone.map((run) => run.run_no),
  };
  const hint = `keep \`key: ${keyWords(last.key)}\`, or list these files as they were then`;
  throw fail("landing.key_changed", values, { hint });
}

function keyWords(key: RunManifest["key"] | FeedConfig["key"]): string {
  return key === "content" ? key : `[${key.join(", ")}]`;
}
