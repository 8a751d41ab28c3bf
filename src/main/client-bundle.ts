import { buildClient } from "../client/index.js";
import type { ClientBundle } from "../http/index.js";

/** The browser's script, made at first use and kept in the data directory. */
export function clientBundle(data_dir: string): Promise<ClientBundle> {
  return buildClient(data_dir);
}
