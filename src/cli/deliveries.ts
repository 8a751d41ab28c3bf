import { join } from "node:path";
import { text } from "../core/index.js";
import { listDeliveries } from "../delivery/index.js";
import { openState } from "../state/index.js";
import { CONFIG_OPTIONS, defineCommand } from "./define.js";
import { configOf } from "./load.js";

/** `meantime deliveries`: lists reports mailed, waiting, failed or uncertain. */
export const deliveries = defineCommand({
  name: "deliveries",
  words: "",
  minimum_words: 0,
  maximum_words: 0,
  summary: "cli.deliveries.summary",
  options: [{ name: "json", kind: "flag", summary: "cli.option.json" }, ...CONFIG_OPTIONS],
  run: (args, context) => {
    const config = configOf(args, context);
    const state = openState(join(config.data_dir, "state.sqlite"));
    try {
      const found = listDeliveries(state, {});
      if (args.flags.has("json")) context.print(JSON.stringify(found, null, 2));
      else if (found.length === 0) context.print(text("cli.deliveries.none"));
      else {
        for (const { schedule, period, recipient, state_text, reason_text } of found) {
          const state_words = [state_text, reason_text].filter((word) => word !== "").join(": ");
          context.print(
            text("cli.deliveries.line", { schedule, period, recipient, state: state_words }),
          );
        }
      }
    } finally {
      state.close();
    }
    return Promise.resolve(0);
  },
});
