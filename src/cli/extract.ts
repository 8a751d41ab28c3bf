import { withDataDirectory } from "./folders.js";
import { CONFIG_OPTIONS, defineCommand } from "./define.js";
import { extractAndTell } from "./extract-feeds.js";
import { configOf } from "./load.js";

/** `meantime extract [source]`: reads the sources and appends what is new to the landing log. */
export const extract = defineCommand({
  name: "extract",
  words: "[source]",
  minimum_words: 0,
  maximum_words: 1,
  summary: "cli.extract.summary",
  options: [
    { name: "accept-deletions", kind: "flag", summary: "cli.option.accept_deletions" },
    { name: "json", kind: "flag", summary: "cli.option.json" },
    ...CONFIG_OPTIONS,
  ],
  run: async (args, context) => {
    const config = withDataDirectory(configOf(args, context));
    const isJson = args.flags.has("json");
    const quiet = isJson ? { ...context, print: context.say } : context;
    const [source] = args.words;
    const runs = await extractAndTell(config, quiet, {
      acceptDeletions: args.flags.has("accept-deletions"),
      ...(source === undefined ? {} : { source }),
    });
    if (isJson) context.print(JSON.stringify(runs, null, 2));
    return 0;
  },
});
