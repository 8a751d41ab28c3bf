import { loadConfig, type Config } from "../config/index.js";
import { isAppError } from "../core/index.js";
import { openCurrent, type Snapshot } from "../warehouse/index.js";
import type { Arguments, CommandContext } from "./define.js";

/** The configuration that a command line leads to. */
export function configOf(args: Arguments, context: CommandContext): Config {
  return loadConfig({
    file: args.values["config"],
    env: context.env,
    overrides: {
      data: args.values["data"],
      port: args.values["port"],
      host: args.values["host"],
    },
  });
}

/** The words that lead a child process to the configuration of this command line. */
export function configWords(args: Arguments): string[] {
  const file = args.values["config"];
  return file === undefined ? [] : ["--config", file];
}

/** Does something with the published snapshot and closes it, whatever happens. */
export async function withSnapshot<T>(
  config: Config,
  work: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const snapshot = await openCurrent(config.data_dir);
  try {
    return await work(snapshot);
  } finally {
    await snapshot.close();
  }
}

/** True when a published snapshot can be served; false also when all there are cannot be read. */
export async function hasSnapshot(config: Config): Promise<boolean> {
  try {
    await withSnapshot(config, () => Promise.resolve());
    return true;
  } catch (error) {
    if (isAppError(error) && error.code === "snapshot.none") return false;
    throw error;
  }
}
