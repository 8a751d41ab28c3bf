import { configHash, type Config } from "../config/index.js";
import { isAppError, text } from "../core/index.js";
import { listManifests } from "../extract/index.js";
import { SOFTWARE_VERSION } from "../main/version.js";
import { refresh as buildSnapshot } from "../warehouse/index.js";
import { withDataDirectory } from "./folders.js";
import { CONFIG_OPTIONS, defineCommand, type CommandContext } from "./define.js";
import { extractAndTell } from "./extract-feeds.js";
import { configOf } from "./load.js";
import { wholeNumber } from "./parse-arguments.js";
import { fail } from "./errors.js";
import { errorReport } from "./print-error.js";
import { waitingLines } from "./waiting-rows.js";

/**
 * Extracts and gives the error of the sources that failed, or null: what was landed, now or before,
 * is built all the same, and the error is told after it.
 */
async function extractionFailure(config: Config, context: CommandContext): Promise<Error | null> {
  try {
    await extractAndTell(config, context);
    return null;
  } catch (error) {
    if (isAppError(error) && error.kind !== "conflict") return error;
    throw error;
  }
}

async function build(config: Config, context: CommandContext, as_of: number): Promise<void> {
  const { clock, log, print } = context;
  const info = await buildSnapshot({
    config,
    configHash: configHash(config),
    softwareVersion: SOFTWARE_VERSION,
    dataDir: config.data_dir,
    clock,
    log,
    ...(as_of === 0 ? {} : { upToRun: as_of }),
    progress: ({ step, ms }) => print(text("cli.refresh.step", { step, ms })),
  });
  print(
    text("cli.refresh.published", {
      snapshot_id: info.snapshot_id,
      data_to: info.data_to ?? text("cli.refresh.no_data"),
    }),
  );
}

/** True when a feed of the configuration was ever extracted: without one there is nothing to build. */
function hasLanded({ data_dir, sources }: Config): boolean {
  const feeds = new Set(
    sources.flatMap(({ id, feeds }) => feeds.map((feed) => `${id}/${feed.id}`)),
  );
  return listManifests(data_dir).some(({ source, feed }) => feeds.has(`${source}/${feed}`));
}

function nothingLanded({ data_dir }: Config): Error {
  return fail("data.nothing_landed", { data_dir }, { hint: text("cli.refresh.hint_extract") });
}

/** `meantime refresh`: builds a snapshot from the landing log, checks and publishes it. */
export const refresh = defineCommand({
  name: "refresh",
  words: "",
  minimum_words: 0,
  maximum_words: 0,
  summary: "cli.refresh.summary",
  options: [
    { name: "extract", kind: "flag", summary: "cli.option.extract" },
    { name: "as-of", kind: "value", placeholder: "RUN", summary: "cli.option.as_of" },
    ...CONFIG_OPTIONS,
  ],
  run: async (args, context) => {
    const config = withDataDirectory(configOf(args, context));
    const bounds = { fallback: 0, minimum: 1, maximum: 2_147_483_647 };
    const as_of = wholeNumber(args, "as-of", bounds);
    const failure = args.flags.has("extract") ? await extractionFailure(config, context) : null;
    if (!hasLanded(config)) throw failure ?? nothingLanded(config);
    try {
      await build(config, context, as_of);
    } catch (error) {
      // Both are told: what could not be extracted, then why nothing was built.
      if (failure !== null) for (const line of errorReport(failure).lines) context.say(line);
      throw error;
    }
    for (const line of await waitingLines(config)) context.print(line);
    if (failure !== null) throw failure;
    return 0;
  },
});
