import type { FeedConfig } from "../config/index.js";
import { fail } from "./errors.js";

/** A full list that lacks more of the known rows than this share, and than this many, is refused. */
const SHARE = 0.2;
const ROWS = 10;

/** What a file would do to the rows that the log knows of its feed. */
export interface Deletion {
  readonly source: string;
  readonly feed: FeedConfig;
  readonly file: string;
  /** Rows that the log knows. */
  readonly known: number;
  /** Rows of the file that are known as they are. */
  readonly unchanged: number;
  /** Rows of the file that are new or changed. */
  readonly landed: number;
  /** Rows that would be deleted. */
  readonly deleted: number;
  /** True when the rows have other keys than before, so that every old key goes. */
  readonly isKeyChanged: boolean;
}

/**
 * Throws when a full list lacks so much that it was more likely cut off than true:
 * `landing.nothing_left` for a list of nothing, which cannot be accepted, and
 * `landing.too_many_deleted`, which can. Under `key: content` a changed row is a deleted and a new
 * one, so there only the difference counts.
 */
export function assertPlausible(deletion: Deletion, isAccepted: boolean): void {
  const { feed, file, known, unchanged, landed, deleted, isKeyChanged } = deletion;
  if (feed.snapshot !== "full" && !isKeyChanged) return;
  if (landed + unchanged === 0 && known > 0) throw fail("landing.nothing_left", { file, known });
  if (feed.snapshot !== "full" || isAccepted) return;
  const lacking = feed.key === "content" || isKeyChanged ? deleted - landed : deleted;
  if (lacking <= ROWS || lacking <= known * SHARE) return;
  const values = { file, known, lacking, share: SHARE, rows: ROWS };
  const hint =
    "if the file was cut off, export it again; if the rows are truly gone, run " +
    `\`meantime extract ${deletion.source} --accept-deletions\` once`;
  throw fail("landing.too_many_deleted", values, { hint });
}
