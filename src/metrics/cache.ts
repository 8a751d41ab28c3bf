import { limits } from "../core/index.js";

/** Rows that all kept answers may have together; about 100 MB of cells. */
const KEPT_ROWS = 200_000;

interface Entry {
  readonly answer: Promise<unknown>;
  rows: number;
}

/** What a cache may hold; reaching either bound drops the answers least recently asked for. */
export interface CacheBounds {
  readonly entries: number;
  readonly rows: number;
}

function lengthOf(answer: unknown): number {
  return Array.isArray(answer) ? answer.length : 1;
}

/** Answers already computed, or being computed now. */
export class ResultCache {
  private readonly entries = new Map<string, Entry>();
  private readonly bounds: CacheBounds;
  private rows = 0;

  constructor(bounds: Partial<CacheBounds> = {}) {
    this.bounds = { entries: limits.result_cache_entries, rows: KEPT_ROWS, ...bounds };
  }

  /** How many answers are kept. */
  get size(): number {
    return this.entries.size;
  }

  /**
   * The kept answer, or the one being computed now; a failed one is not kept. `rowsOf` tells how
   * many rows an answer has (its length, for a list), so that a few large ones do not fill memory.
   */
  async get<T>(
    key: string,
    compute: () => Promise<T>,
    rowsOf: (answer: T) => number = lengthOf,
  ): Promise<T> {
    const kept = this.entries.get(key);
    if (kept !== undefined) {
      this.entries.delete(key);
      this.entries.set(key, kept);
      // The key names the question, and one question has answers of one type.
      return kept.answer as Promise<T>;
    }
    const answer = compute();
    const entry = { answer, rows: 1 };
    this.entries.set(key, entry);
    this.rows += 1;
    try {
      const value = await answer;
      if (this.entries.get(key) === entry) this.weigh(entry, rowsOf(value));
      return value;
    } catch (error) {
      if (this.entries.get(key) === entry) this.drop(key, entry);
      throw error;
    }
  }

  private weigh(entry: Entry, rows: number): void {
    this.rows += Math.max(1, rows) - entry.rows;
    entry.rows = Math.max(1, rows);
    for (const [key, oldest] of this.entries) {
      if (this.entries.size <= this.bounds.entries && this.rows <= this.bounds.rows) return;
      this.drop(key, oldest);
    }
  }

  private drop(key: string, entry: Entry): void {
    this.entries.delete(key);
    this.rows -= entry.rows;
  }
}
