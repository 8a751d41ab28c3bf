import { limits, scopeKey, type Principal } from "../../core/index.js";

/** What a result depends on: same key parts, same rows. */
export interface ResultKey {
  readonly kind: string;
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly snapshot_id: string;
  readonly principal: Principal;
}

/** Results by what they depend on; two requests for the same one compute it once. */
export interface ResultCache {
  get<T>(key: ResultKey, compute: () => Promise<T>): Promise<T>;
  readonly size: number;
}

function keyText(key: ResultKey): string {
  const given = Object.entries(key.parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([key.snapshot_id, scopeKey(key.principal), key.kind, key.name, given]);
}

/** A cache of at most `limits.result_cache_entries` results; failures are not kept. */
export function resultCache(most = limits.result_cache_entries): ResultCache {
  const kept = new Map<string, Promise<unknown>>();
  return {
    get<T>(key: ResultKey, compute: () => Promise<T>): Promise<T> {
      const id = keyText(key);
      const found = kept.get(id);
      if (found !== undefined) {
        kept.delete(id);
        kept.set(id, found);
        return found as Promise<T>; // the key holds kind and name, so the type is the one computed
      }
      const made = compute();
      kept.set(id, made);
      made.catch(() => {
        kept.delete(id);
      });
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(oldest);
      }
      return made;
    },
    get size() {
      return kept.size;
    },
  };
}
