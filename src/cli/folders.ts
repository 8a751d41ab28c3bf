import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Config } from "../config/index.js";
import { text } from "../core/index.js";
import { fail } from "./errors.js";

/** The folders of a path that are not there yet, the outermost first. */
function missingFolders(path: string): string[] {
  const missing: string[] = [];
  for (let folder = path; !existsSync(folder) && dirname(folder) !== folder;) {
    missing.unshift(folder);
    folder = dirname(folder);
  }
  return missing;
}

/** Makes a folder when it is missing; null when this user may write to it, else what is in the way. */
export function folderProblem(path: string): string | null {
  try {
    // One by one: made all at once, Node never ends where a folder cannot hold others.
    for (const folder of missingFolders(path)) mkdirSync(folder);
    if (!statSync(path).isDirectory()) return text("cli.folder.file");
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * The configuration, once its data directory is there and this user may write to it. Throws
 * `config.data_directory` otherwise, before any work is done.
 */
export function withDataDirectory(config: Config): Config {
  const path = config.data_dir;
  const found = folderProblem(path);
  if (found === null) return config;
  throw fail("config.data_directory", { path, found }, { hint: text("cli.folder.hint") });
}
