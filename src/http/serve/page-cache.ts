import { createHash } from "node:crypto";
import { limits } from "../../core/index.js";

/** A finished answer, kept while its snapshot lasts. */
export interface KeptAnswer {
  readonly type: string;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  /** The body compressed, made when it is first asked for. */
  gzip: Uint8Array | null;
}

/** Answers by key; the ones not asked for longest go first. */
export interface PageCache {
  get(key: string): KeptAnswer | undefined;
  put(key: string, answer: KeptAnswer): void;
  readonly bytes: number;
}

const MOST_BYTES = 64_000_000;

/** A cache of at most `limits.result_cache_entries` answers and 64 MB of bodies. */
export function pageCache(most_bytes = MOST_BYTES): PageCache {
  const kept = new Map<string, KeptAnswer>();
  let bytes = 0;
  const drop = (key: string): void => {
    bytes -= kept.get(key)?.body.length ?? 0;
    kept.delete(key);
  };
  return {
    get(key) {
      const found = kept.get(key);
      if (found !== undefined) {
        kept.delete(key);
        kept.set(key, found);
      }
      return found;
    },
    put(key, answer) {
      if (answer.body.length > most_bytes / 4) return;
      drop(key);
      kept.set(key, answer);
      bytes += answer.body.length;
      for (const oldest of kept.keys()) {
        if (bytes <= most_bytes && kept.size <= limits.result_cache_entries) break;
        drop(oldest);
      }
    },
    get bytes() {
      return bytes;
    },
  };
}

/** A strong validator made of everything the answer depends on. */
export function entityTag(parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
}

/** True when an If-None-Match header names the tag, in either encoding. */
export function matchesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  const named = header.split(",").map((item) => item.trim().replace(/^W\//, ""));
  return named.some((item) => item === "*" || item === `"${tag}"` || item === `"${tag}-gz"`);
}
