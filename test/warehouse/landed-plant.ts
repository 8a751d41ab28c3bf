import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FeedConfig, SourceConfig } from "../../src/config/index.js";
import { buildPlant, openPlant, type OpenPlant } from "../fixtures/built-plant.js";
import { plainConfig, plainSource } from "../fixtures/plain-config.js";
import { writeLanding, type LandedRow } from "../fixtures/write-landing.js";

/** One run of a feed: what it landed, and when and of which state of which file. */
export interface FeedRun {
  readonly feed: FeedConfig;
  /** Names of the columns; those of the feed's fields, in their order, when absent. */
  readonly columns?: readonly string[];
  /** Texts by column; the first one is the key unless one is given. */
  readonly rows: readonly (readonly (string | null)[])[];
  readonly keys?: readonly string[];
  /** What the manifest says beside that, such as `finished_at` or `file_sha256`. */
  readonly manifest?: Readonly<Record<string, unknown>>;
}

/** A plant of one source `s`, in a temporary folder. */
export class LandedPlant {
  readonly dataDir = mkdtempSync(join(tmpdir(), "meantime-landed-"));
  private runs = 0;

  /** Adds runs to the landing log. */
  async land(...runs: readonly FeedRun[]): Promise<void> {
    for (const { feed, rows, keys, manifest, ...given } of runs) {
      this.runs += 1;
      const columns =
        given.columns ?? Object.values(feed.fields).flatMap(({ column }) => column ?? []);
      const landed: LandedRow[] = rows.map((fields, i) => ({
        key: keys?.[i] ?? String(fields[0]),
        fields,
      }));
      const { id, entity } = feed;
      const run = { source: "s", feed: id, entity, run_no: this.runs, columns, rows: landed };
      await writeLanding(this.dataDir, run);
      const number = String(this.runs).padStart(6, "0");
      const path = join(this.dataDir, "landing", "s", id, number, "manifest.json");
      const written = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
      writeFileSync(path, JSON.stringify({ ...written, ...manifest }));
    }
  }

  /** Builds a snapshot with these feeds and opens it. */
  async build(feeds: readonly FeedConfig[], given: Partial<SourceConfig> = {}): Promise<OpenPlant> {
    const source = plainSource({ id: "s", feeds, ...given });
    await buildPlant(this.dataDir, plainConfig(this.dataDir, { sources: [source] }));
    return openPlant(this.dataDir);
  }

  /** Removes its folder. */
  remove(): void {
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
