import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { runRecorded } from "../cli/recorded-run.js";
import { fixedClock } from "../../src/core/index.js";
import { BUILT_AT } from "../fixtures/built-plant.js";
import { ROOT } from "../structure/source-files.js";

/** What decides the content of a built sample. */
const INPUTS = ["src", "queries", "reports", "data/sample", "package-lock.json"];

/** What a built sample consists of; the rest of its folder belongs to whoever serves from it. */
const PARTS = ["landing", "snapshots", "current.json"];

function filesBelow(path: string): string[] {
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name)).sort();
}

function inputHash(): string {
  const hash = createHash("sha256");
  for (const input of INPUTS) {
    const path = join(ROOT, input);
    for (const file of input.endsWith(".json") ? [path] : filesBelow(path)) {
      hash.update(file.slice(ROOT.length)).update("\0").update(readFileSync(file)).update("\0");
    }
  }
  return hash.digest("hex").slice(0, 20);
}

async function build(folder: string): Promise<void> {
  const unfinished = mkdtempSync(`${folder}-`);
  const clock = fixedClock(BUILT_AT);
  const built = await runRecorded(["refresh", "--extract", "--data", unfinished], { clock });
  if (built.code !== 0) throw new Error(`the sample was not built:\n${built.said.join("\n")}`);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another test file was faster; its folder holds the same.
    rmSync(unfinished, { recursive: true });
    if (!existsSync(join(folder, "current.json"))) throw error;
  }
}

let built: Promise<string> | null = null;

/**
 * A data directory with the bundled sample extracted and built by the command line, made once for
 * each state of the code and shared by all test files: for reading only.
 */
export function builtSample(): Promise<string> {
  built ??= (async () => {
    const parent = join(tmpdir(), `meantime-sample-${userInfo().username}`);
    const folder = join(parent, inputHash());
    if (existsSync(join(folder, "current.json"))) return folder;
    mkdirSync(parent, { recursive: true, mode: 0o700 });
    for (const old of readdirSync(parent)) {
      if (!old.includes("-")) rmSync(join(parent, old), { recursive: true, force: true });
    }
    await build(folder);
    return folder;
  })();
  return built;
}

/** A copy of the built sample that a test may serve from and change. */
export async function copyOfSample(): Promise<string> {
  const from = await builtSample();
  const folder = mkdtempSync(join(tmpdir(), "meantime-journey-"));
  for (const part of PARTS) cpSync(join(from, part), join(folder, part), { recursive: true });
  return folder;
}
