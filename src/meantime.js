#!/usr/bin/env node
// The one file that runs as it is. Node 20 reads no TypeScript: the sources are compiled once, into
// a folder beside the installed packages, and again when one of them changes. Where that folder
// cannot be written, a loader compiles them in memory at each start, which is slower.
import { compiledEntry } from "./compile.js";

async function load() {
  const entry = await compiledEntry();
  if (entry !== null) return import(entry);
  const { register } = await import("tsx/esm/api");
  register();
  return import("./cli.ts");
}

const { run } = await load();
process.exitCode = await run(process.argv.slice(2));
