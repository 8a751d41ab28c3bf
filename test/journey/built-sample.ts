import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { samplePlant } from "../fixtures/sample-plant.js";

/** What a built sample consists of; the rest of its folder belongs to whoever serves from it. */
const PARTS = ["landing", "snapshots", "current.json"];

/** The data directory of the sample, built once a test run: for reading only. */
export async function builtSample(): Promise<string> {
  return (await samplePlant()).dataDir;
}

/** A copy of the built sample that a test may serve from and change. */
export async function copyOfSample(): Promise<string> {
  const from = await builtSample();
  const folder = mkdtempSync(join(tmpdir(), "meantime-journey-"));
  for (const part of PARTS) cpSync(join(from, part), join(folder, part), { recursive: true });
  return folder;
}
