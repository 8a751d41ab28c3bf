import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BUILT_AT } from "../fixtures/built-plant.js";
import { writeLanding, type LandedRun } from "../fixtures/write-landing.js";

/** Writes a run that ended when test snapshots are built, so that all of its year was observed. */
export async function landRun(dataDir: string, run: LandedRun): Promise<void> {
  await writeLanding(dataDir, run);
  const number = String(run.run_no).padStart(6, "0");
  const path = join(dataDir, "landing", run.source, run.feed, number, "manifest.json");
  // The manifest was just written above.
  const manifest = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  writeFileSync(path, JSON.stringify({ ...manifest, started_at: BUILT_AT, finished_at: BUILT_AT }));
}
