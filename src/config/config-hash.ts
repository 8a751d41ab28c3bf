import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { Config } from "./types.js";

/**
 * A SHA-256 over what shapes the figures: sites, sources with their mappings, and the recurrence
 * window. Addresses, mail, schedules and the folder the files lie in do not change it.
 */
export function configHash(config: Config): string {
  const { sites, sources, recurrence_days } = config;
  const shaping = {
    sites,
    sources: sources.map((source) => ({
      ...source,
      feeds: source.feeds.map((feed) => ({
        ...feed,
        files: feed.files.map((file) => basename(file)),
      })),
    })),
    recurrence_days,
  };
  return createHash("sha256")
    .update(JSON.stringify(sorted(shaping)))
    .digest("hex");
}

/** The same value with the keys of every mapping in order, so that writing order does not count. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inside]) => [key, sorted(inside)]));
}
