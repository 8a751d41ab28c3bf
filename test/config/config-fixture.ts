import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig, type Config, type ConfigRequest } from "../../src/config/index.js";
import { isAppError, type AppError } from "../../src/core/index.js";

/** The smallest configuration: one site, one source, one feed. */
export const SMALLEST = `sites:
  plant:
    zone: Europe/Berlin
sources:
  cmms:
    site: plant
    feeds:
      orders:
        entity: work_order
        files: orders.csv
        fields:
          number: No
          asset: Asset
          reported_at: Reported
          is_failure: Failure
`;

/** Writes a text as `meantime.yaml` into a new folder and returns the folder. */
export function folderWith(yaml: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), "meantime-config-"));
  writeFileSync(join(folder, "meantime.yaml"), yaml);
  return folder;
}

/** The configuration that a text gives. */
export function load(yaml: string, request: Partial<ConfigRequest> = {}): Config {
  return loadConfig({ env: {}, cwd: folderWith(yaml), ...request });
}

/** The error that a text gives. */
export function problemsOf(yaml: string, request: Partial<ConfigRequest> = {}): AppError {
  try {
    load(yaml, request);
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
  throw new Error("expected the configuration to be refused");
}

/** `where: message` of each problem of a text. */
export function complaints(yaml: string, request: Partial<ConfigRequest> = {}): string[] {
  return problemsOf(yaml, request).issues.map(({ where, message }) => `${where}: ${message}`);
}
