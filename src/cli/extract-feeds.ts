import type { Config } from "../config/index.js";
import { formatCount, text } from "../core/index.js";
import { extractAll, type ExtractProgress, type RunManifest } from "../extract/index.js";
import { SOFTWARE_VERSION } from "../main/version.js";
import type { CommandContext } from "./define.js";

function landedLine({ source, feed, file, run }: ExtractProgress & { step: "landed" }): string {
  return text("cli.extract.run", {
    feed: `${source}/${feed}`,
    file: file.split(/[\\/]/).pop() ?? file,
    rows_in: formatCount(run.rows_in),
    loaded: formatCount(run.rows_landed),
    unchanged: formatCount(run.rows_unchanged),
    waiting: formatCount(run.rows_rejected),
  });
}

/** What is extracted, and how. */
export interface Extraction {
  /** Only this source; all when absent. */
  readonly source?: string;
  /** True when full lists may lack any number of the rows that are known. */
  readonly acceptDeletions?: boolean;
}

/** Extracts from all sources, or from one, telling a line for each file read. */
export function extractAndTell(
  config: Config,
  context: CommandContext,
  { source, acceptDeletions = false }: Extraction = {},
): Promise<RunManifest[]> {
  const { clock, log, print } = context;
  return extractAll(config.sources, {
    dataDir: config.data_dir,
    clock,
    // A feed that failed is told by the error that is thrown at the end.
    log: { ...log, error: (event, fields) => log.info(event, fields) },
    softwareVersion: SOFTWARE_VERSION,
    progress: (progress) => {
      if (progress.step === "landed") print(landedLine(progress));
      if (progress.step === "unfinished")
        print(text("cli.extract.unfinished", { file: progress.file }));
    },
    acceptDeletions,
    ...(source === undefined ? {} : { only: { source } }),
  });
}
