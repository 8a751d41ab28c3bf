import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const BUNDLED = fileURLToPath(new URL("../../data/sample/meantime.yaml", import.meta.url));

/** Where a configuration is looked for. */
export interface ConfigPlaces {
  /** The file named on the command line (`--config`). */
  readonly file?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder it was started in. */
  readonly cwd: string;
}

/**
 * The absolute path of the configuration: the one named on the command line, else the one that
 * MEANTIME_CONFIG names, else `meantime.yaml` where it was started, else the bundled sample.
 */
export function locateConfig({ file, env, cwd }: ConfigPlaces): string {
  const named = file ?? env["MEANTIME_CONFIG"];
  if (named !== undefined && named !== "") return resolve(cwd, named);
  const here = resolve(cwd, "meantime.yaml");
  return existsSync(here) ? here : BUNDLED;
}
