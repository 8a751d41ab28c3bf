import { existsSync } from "node:fs";
import { join } from "node:path";
import { text } from "../core/index.js";
import { runRefreshChild, startService } from "../main.js";
import { CONFIG_OPTIONS, defineCommand, type CommandContext } from "./define.js";
import { configOf, configWords } from "./load.js";

/** Resolves when the process is asked to stop. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

function hasSnapshot(data_dir: string): boolean {
  return existsSync(join(data_dir, "current.json"));
}

/** Builds the first snapshot; a source that failed is told, and is no reason not to serve the others. */
async function firstBuild(
  words: readonly string[],
  data_dir: string,
  say: (line: string) => void,
): Promise<void> {
  try {
    await runRefreshChild({ words, is_background: false, say });
  } catch (error) {
    if (!hasSnapshot(data_dir)) throw error;
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
    const config = configOf(args, context);
    const words = configWords(args);
    const { clock, log, say } = context;
    if (!hasSnapshot(config.data_dir)) {
      say(text("cli.serve.first_build", { config: config.file }));
      await firstBuild([...words, "--data", config.data_dir], config.data_dir, say);
    }
    const service = await startService({ config, config_words: words, clock, log, say });
    context.print(text("cli.serve.address", { url: service.url }));
    await untilStopped();
    say(text("cli.serve.stopping"));
    await service.close();
    return 0;
  },
});
