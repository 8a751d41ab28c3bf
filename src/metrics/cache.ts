import { limits } from "../core/index.js";

/** Answers already computed, the least recently asked for dropped first. */
export class ResultCache {
  private readonly entries = new Map<string, Promise<unknown>>();
  private readonly limit: number;

  constructor(limit: number = limits.result_cache_entries) {
    this.limit = limit;
  }

  /** How many answers are kept. */
  get size(): number {
    return this.entries.size;
  }

  /** The kept answer, or the one being computed now; a failed one is not kept. */
  async get<T>(key: string, compute: () => Promise<T>): Promise<T> {
    const kept = this.entries.get(key);
    if (kept !== undefined) {
      this.entries.delete(key);
      this.entries.set(key, kept);
      // The key names the function whose answer this is, so the type is the same.
      return kept as Promise<T>;
    }
    const answer = compute();
    this.entries.set(key, answer);
    if (this.entries.size > this.limit) {
      const oldest = this.entries.keys().next();
      if (oldest.done !== true) this.entries.delete(oldest.value);
    }
    try {
      return await answer;
    } catch (error) {
      this.entries.delete(key);
      throw error;
    }
  }
}
