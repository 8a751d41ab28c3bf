import { once } from "node:events";
import type { Config } from "../config/index.js";
import { AppError, isAppError, text } from "../core/index.js";
import { runRefreshChild, startService } from "../main.js";
import { withDataDirectory } from "./folders.js";
import { CONFIG_OPTIONS, defineCommand, type CommandContext } from "./define.js";
import { configOf, configWords, hasSnapshot } from "./load.js";

/** A signal that is aborted when the process is asked to stop. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}

/**
 * Builds the first snapshot. A source that failed is told, and is no reason not to serve the others.
 * What went wrong has been said line by line, so an error that ends it all does not say it again.
 */
async function firstBuild(
  config: Config,
  child: { readonly words: readonly string[]; readonly signal: AbortSignal },
  say: (line: string) => void,
): Promise<void> {
  try {
    await runRefreshChild({ ...child, is_background: false, say });
  } catch (error) {
    if (child.signal.aborted || (await hasSnapshot(config))) return;
    if (!isAppError(error)) throw error;
    const { code, kind, message } = error;
    throw new AppError(code, kind, message);
  }
}

/** `meantime serve`: extracts and builds when there is nothing yet, then serves until stopped. */
export const serve = defineCommand({
  name: "serve",
  words: "",
  minimum_words: 0,
  maximum_words: 0,
  summary: "cli.serve.summary",
  options: [
    { name: "port", kind: "value", placeholder: "NUMBER", summary: "cli.option.port" },
    { name: "host", kind: "value", placeholder: "ADDRESS", summary: "cli.option.host" },
    ...CONFIG_OPTIONS,
  ],
  run: async (args, context: CommandContext) => {
    const config = withDataDirectory(configOf(args, context));
    const words = configWords(args);
    const { clock, log, say } = context;
    const signal = stopSignal();
    if (!(await hasSnapshot(config))) {
      say(text("cli.serve.first_build", { config: config.file }));
      const child = { words: [...words, "--data", config.data_dir], signal };
      await firstBuild(config, child, say);
    }
    if (signal.aborted) return 0;
    const service = await startService({ config, config_words: words, clock, log, say });
    context.print(text("cli.serve.address", { url: service.url }));
    await untilAborted(signal);
    say(text("cli.serve.stopping"));
    await service.close();
    return 0;
  },
});
