import { resolve } from "node:path";
import { formatCount, limits, text } from "../core/index.js";
import { generateDemo } from "../demo/index.js";
import { defineCommand } from "./define.js";
import { fail } from "./errors.js";
import { folderProblem } from "./folders.js";
import { wholeNumber } from "./parse-arguments.js";

const MAXIMUM_SEED = 4_294_967_295;

/** The ratio given, checked by the generator; none when absent. */
function ratio(received: string | undefined): number {
  if (received === undefined) return 0;
  const value = Number(received);
  if (received.trim() !== "" && Number.isFinite(value)) return value;
  throw fail("input.option_value", { option: "dirt", received, expected: "a number, 0 to 0.5" });
}

/** `meantime demo`: writes a made-up plant with known truths. */
export const demo = defineCommand({
  name: "demo",
  words: "",
  minimum_words: 0,
  maximum_words: 0,
  summary: "cli.demo.summary",
  options: [
    { name: "sites", kind: "value", placeholder: "NUMBER", summary: "cli.option.sites" },
    { name: "years", kind: "value", placeholder: "NUMBER", summary: "cli.option.years" },
    { name: "seed", kind: "value", placeholder: "NUMBER", summary: "cli.option.seed" },
    { name: "orders", kind: "value", placeholder: "NUMBER", summary: "cli.option.orders" },
    { name: "dirt", kind: "value", placeholder: "RATIO", summary: "cli.option.dirt" },
    { name: "out", kind: "value", placeholder: "DIR", summary: "cli.option.out" },
  ],
  run: async (args, context) => {
    const outDir = args.values["out"];
    if (outDir === undefined) {
      throw fail("input.option_value", { option: "out", received: "nothing", expected: "DIR" });
    }
    const problem = folderProblem(resolve(outDir));
    if (problem !== null) {
      const expected = `a folder that this user may write to (${problem})`;
      throw fail("input.option_value", { option: "out", received: outDir, expected });
    }
    const orders = { fallback: 0, minimum: 1, maximum: limits.demo_work_orders };
    const workOrders = wholeNumber(args, "orders", orders);
    const summary = await generateDemo({
      outDir,
      sites: wholeNumber(args, "sites", { fallback: 3, minimum: 1, maximum: 100 }),
      years: wholeNumber(args, "years", { fallback: 3, minimum: 1, maximum: 50 }),
      seed: wholeNumber(args, "seed", { fallback: 7, minimum: 0, maximum: MAXIMUM_SEED }),
      dirt: ratio(args.values["dirt"]),
      workOrders: workOrders === 0 ? undefined : workOrders,
      onProgress: ({ site, done, of }) =>
        context.say(
          text("cli.demo.progress", { site, done: formatCount(done), of: formatCount(of) }),
        ),
    });
    context.print(text("cli.demo.written", { folder: outDir }));
    context.print(JSON.stringify(summary));
    return 0;
  },
});
