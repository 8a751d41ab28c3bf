import { readdir, stat } from "node:fs/promises";
import { basename, join, parse, sep } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../core/index.js";
import { fail } from "./errors.js";

/** A file that neither grew nor was touched for so long is taken to be finished. */
const SETTLE_MS = 2_000;
/** How writers name a file that they have not finished. */
const UNFINISHED = /\.(part|partial|tmp|crdownload)$/i;
const MAGIC = /[*?]/;

/** The files of a feed, as they are now. */
export interface FoundFiles {
  /** Oldest first. */
  readonly files: readonly string[];
  /** Files that someone still writes; they are left for the next time. */
  readonly unfinished: readonly string[];
}

/**
 * The files that a feed names: paths as they are, patterns (`drop/*.csv`, `drop/**\/x?.csv`) by the
 * files that they match, in natural order of their paths: `day 9` before `day 10`. The name orders
 * them and not the time of modification, which changes when files are copied or restored. Throws
 * `source.no_match` when a pattern matches nothing.
 */
export async function findFiles(named: readonly string[], clock: Clock): Promise<FoundFiles> {
  const files = new Set<string>();
  const unfinished = new Set<string>();
  for (const name of named) {
    if (!MAGIC.test(name) || (await sizeAndTime(name)) !== null) {
      files.add(name);
      continue;
    }
    const found = await matchesOf(name);
    if (found.length === 0) {
      const hint = "check `files` of the feed; hidden files are not looked at";
      throw fail("source.no_match", { pattern: name }, { hint });
    }
    const busy = await busyOf(found, clock);
    for (const path of found) (busy.has(path) ? unfinished : files).add(path);
  }
  return { files: [...files], unfinished: [...unfinished] };
}

async function matchesOf(pattern: string): Promise<string[]> {
  const { root } = parse(pattern);
  const found: string[] = [];
  for (const path of await walk(root, pattern.slice(root.length).split(sep))) {
    if ((await sizeAndTime(path)) !== null) found.push(path);
  }
  return [...new Set(found)].sort(naturalOrder);
}

async function walk(folder: string, parts: readonly string[]): Promise<string[]> {
  const [part, ...rest] = parts;
  if (part === undefined) return [folder];
  if (!MAGIC.test(part)) return walk(join(folder, part), rest);
  const entries = await entriesOf(folder);
  if (part === "**") {
    const below = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith("."));
    const deeper = below.map(({ name }) => walk(join(folder, name), parts));
    return (await Promise.all([walk(folder, rest), ...deeper])).flat();
  }
  const isMatch = matcher(part);
  const fitting = entries.filter(({ name }) => isMatch.test(name));
  return (await Promise.all(fitting.map(({ name }) => walk(join(folder, name), rest)))).flat();
}

/** What a folder holds; nothing when there is none. */
async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return [];
    const reason = error instanceof Error ? error.message : String(error);
    throw fail("source.file_unreadable", { file: folder, reason }, { cause: error });
  }
}

/** A name with `*` and `?` as a pattern; hidden names match only what begins with a point. */
function matcher(part: string): RegExp {
  const escaped = part.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  const hidden = part.startsWith(".") ? "" : "(?!\\.)";
  return new RegExp(`^${hidden}${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "su");
}

/** Those files that bear the name of an unfinished one, or change while they are looked at. */
async function busyOf(paths: readonly string[], clock: Clock): Promise<ReadonlySet<string>> {
  const busy = new Set(paths.filter((path) => UNFINISHED.test(basename(path))));
  const before = new Map<string, string | null>();
  const now = clock.now().getTime();
  for (const path of paths) {
    const state = await sizeAndTime(path);
    const isOld = state !== null && now - state.modified_ms > SETTLE_MS;
    if (!busy.has(path) && !isOld) before.set(path, state?.text ?? null);
  }
  if (before.size > 0) await wait(SETTLE_MS);
  for (const [path, text] of before) {
    if (text === null || (await sizeAndTime(path))?.text !== text) busy.add(path);
  }
  return busy;
}

async function sizeAndTime(path: string): Promise<{ text: string; modified_ms: number } | null> {
  const stats = await stat(path).catch(() => null);
  if (stats?.isFile() !== true) return null;
  return { text: `${stats.size} ${stats.mtimeMs}`, modified_ms: stats.mtimeMs };
}

/** Digits by the number that they are, everything else by its characters. */
function naturalOrder(a: string, b: string): number {
  const [left, right] = [a, b].map((path) => path.match(/\d+|\D+/g) ?? []);
  for (const [i, piece] of (left ?? []).entries()) {
    const other = right?.[i];
    if (other === undefined) return 1;
    const isNumeric = /^\d/.test(piece) && /^\d/.test(other);
    const order = isNumeric ? Number(BigInt(piece) - BigInt(other)) : compare(piece, other);
    if (order !== 0) return order;
  }
  return (left?.length ?? 0) - (right?.length ?? 0) || compare(a, b);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
