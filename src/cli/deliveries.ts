import { join } from "node:path";
import { LOCAL_PRINCIPAL, text } from "../core/index.js";
import { decideDelivery, listDeliveries, listPeriods } from "../delivery/index.js";
import { openState, type State } from "../state/index.js";
import { withDataDirectory } from "./folders.js";
import { CONFIG_OPTIONS, defineCommand, type Arguments, type CommandContext } from "./define.js";
import { configOf } from "./load.js";
import { wholeNumber } from "./parse-arguments.js";

const DECISIONS = ["resend", "arrived", "drop"] as const;

/** Carries out what a person decided about a delivery that is held, failed or uncertain. */
function decide(state: State, args: Arguments, context: CommandContext): void {
  const at = context.clock.now();
  for (const decision of DECISIONS) {
    if (args.values[decision] === undefined) continue;
    const bounds = { fallback: 0, minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
    const id = wholeNumber(args, decision, bounds);
    decideDelivery(state, id, { decision, who: LOCAL_PRINCIPAL.id, at });
  }
}

/** `meantime deliveries`: lists reports mailed, waiting, failed or uncertain. */
export const deliveries = defineCommand({
  name: "deliveries",
  words: "",
  minimum_words: 0,
  maximum_words: 0,
  summary: "cli.deliveries.summary",
  options: [
    { name: "resend", kind: "value", placeholder: "ID", summary: "cli.option.resend" },
    { name: "arrived", kind: "value", placeholder: "ID", summary: "cli.option.arrived" },
    { name: "drop", kind: "value", placeholder: "ID", summary: "cli.option.drop" },
    { name: "json", kind: "flag", summary: "cli.option.json" },
    ...CONFIG_OPTIONS,
  ],
  run: (args, context) => {
    const config = withDataDirectory(configOf(args, context));
    const state = openState(join(config.data_dir, "state.sqlite"));
    try {
      decide(state, args, context);
      const found = listDeliveries(state, {});
      const skipped = config.schedules
        .flatMap(({ id }) => listPeriods(state, id).map((period) => ({ ...period, schedule: id })))
        .filter(({ reason_text }) => reason_text !== "");
      if (args.flags.has("json")) context.print(JSON.stringify(found, null, 2));
      else if (found.length + skipped.length === 0) context.print(text("cli.deliveries.none"));
      else {
        for (const { schedule, period, reason_text: reason } of skipped) {
          context.print(text("cli.deliveries.skipped", { schedule, period, reason }));
        }
        for (const { id, schedule, period, recipient, state_text, reason_text } of found) {
          const state_words = [state_text, reason_text].filter((word) => word !== "").join(": ");
          context.print(
            text("cli.deliveries.line", {
              id: String(id),
              schedule,
              period,
              recipient,
              state: state_words,
            }),
          );
        }
      }
    } finally {
      state.close();
    }
    return Promise.resolve(0);
  },
});
