import { statSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "../core/index.js";
import { openCurrent, readQueryFiles, type Snapshot } from "../warehouse/index.js";
import { errorLine } from "./error-line.js";

/** How long an old snapshot stays open for the answers, reports and exports still made from it. */
const GRACE_MS = 1_800_000;

/** The snapshot that serves; exchanged when a refresh, ours or a command line's, publishes one. */
export class SnapshotHolder {
  readonly #dataDir: string;
  readonly #log: Log;
  #held: { readonly snapshot: Snapshot; readonly pointer: string } | null = null;
  #opening: Promise<Snapshot> | null = null;
  #retired = new Map<Snapshot, NodeJS.Timeout>();
  /** What is wrong with snapshots that were opened and then turned out to be damaged, by their id. */
  readonly #damaged = new Map<string, string>();

  constructor(dataDir: string, log: Log) {
    this.#dataDir = dataDir;
    this.#log = log;
  }

  /**
   * The published snapshot, or the newest one before it that can be read; rejects with a `data` error
   * while there is none. One whose file turned out to be damaged is given up.
   */
  async current(): Promise<Snapshot> {
    const pointer = this.#pointer();
    const held = this.#held;
    const damage = held?.snapshot.damage ?? null;
    if (held !== null && damage !== null) this.#giveUp(held.snapshot, damage);
    else if (held?.pointer === pointer) return held.snapshot;
    this.#opening ??= this.#open(pointer).finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  /** Closes every snapshot. */
  async close(): Promise<void> {
    for (const [snapshot, timer] of this.#retired) {
      clearTimeout(timer);
      await snapshot.close();
    }
    this.#retired.clear();
    await this.#held?.snapshot.close();
    this.#held = null;
  }

  /** What tells one state of the pointer file from another, without reading it. */
  #pointer(): string {
    const entry = statSync(join(this.#dataDir, "current.json"), { throwIfNoEntry: false });
    return entry === undefined ? "" : `${entry.ino} ${entry.mtimeMs} ${entry.size}`;
  }

  async #open(pointer: string): Promise<Snapshot> {
    const old = this.#held;
    try {
      const snapshot = await openCurrent(this.#dataDir, readQueryFiles(), this.#damaged);
      this.#held = { snapshot, pointer };
      // Large files are not read whole before they serve, but after.
      if (!snapshot.wasVerified) void this.#verify(snapshot);
      this.#log.info("snapshot.opened", { snapshot_id: snapshot.info.snapshot_id });
      if (old !== null) this.#retire(old.snapshot);
      return snapshot;
    } catch (error) {
      if (old === null) throw error;
      // What is published cannot be read: the one we have goes on serving.
      this.#held = { snapshot: old.snapshot, pointer };
      this.#log.error("snapshot.unreadable", { error: errorLine(error) });
      return old.snapshot;
    }
  }

  #giveUp(snapshot: Snapshot, damage: string): void {
    this.#damaged.set(snapshot.info.snapshot_id, damage);
    this.#log.error("snapshot.damaged", { error: damage });
    this.#held = null;
    this.#retire(snapshot);
  }

  async #verify(snapshot: Snapshot): Promise<void> {
    try {
      await snapshot.verify();
    } catch (error) {
      this.#log.warn("snapshot.not_verified", { error: errorLine(error) });
    }
  }

  #retire(snapshot: Snapshot): void {
    const timer = setTimeout(() => {
      this.#retired.delete(snapshot);
      void snapshot.close();
    }, GRACE_MS);
    timer.unref();
    this.#retired.set(snapshot, timer);
  }
}
