import { EXIT_CODE, LOCAL_PRINCIPAL, text } from "../core/index.js";
import { runMetric, type MetricResult, type Row } from "../metrics/index.js";
import { CONFIG_OPTIONS, defineCommand, type Arguments } from "./define.js";
import { fail } from "./errors.js";
import { configOf, withSnapshot } from "./load.js";

const NAMED = ["from", "to", "site", "asset", "by"] as const;

/** The metric's parameters: the named options, and those of `--set name=value,name=value`. */
function parametersOf(args: Arguments): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const name of NAMED) {
    const value = args.values[name];
    if (value !== undefined) parameters[name] = value;
  }
  const set = args.values["set"] ?? "";
  for (const pair of set.split(",").filter((part) => part !== "")) {
    const equals = pair.indexOf("=");
    if (equals < 1) {
      throw fail("input.option_value", { option: "set", received: pair, expected: "name=value" });
    }
    parameters[pair.slice(0, equals)] = pair.slice(equals + 1);
  }
  return parameters;
}

function cellText(value: Row[string]): string {
  return value === null ? "–" : String(value);
}

/** The rows as columns of text. */
function tableLines({ columns, rows }: MetricResult): string[] {
  const cells = [
    columns.map(({ name }) => name),
    ...rows.map((row) => columns.map(({ name }) => cellText(row[name] ?? null))),
  ];
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
  return cells.map((line) => line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  "));
}

function resultLines(result: MetricResult): string[] {
  const { range, scope, interval, provenance } = result;
  const value = result.value === null ? text("cli.metric.cannot_say") : String(result.value);
  const lines = [
    text("cli.metric.headline", { title: result.title, value, unit: result.unit }),
    text("cli.metric.scope", {
      site: scope.site_name,
      from: range.from,
      to: range.to,
      n: result.n,
    }),
  ];
  if (interval !== null) {
    const [lower, upper] = [interval.lower, interval.upper].map((end) => cellText(end));
    lines.push(text("cli.metric.interval", { lower: lower ?? "", upper: upper ?? "" }));
  }
  lines.push(
    text("cli.metric.status", {
      status: result.status,
      reasons: result.reasons.map(({ code }) => code).join(", "),
    }),
    text("cli.metric.data", { snapshot_id: provenance.snapshot_id, data_to: provenance.data_to }),
    "",
    ...tableLines(result),
  );
  return lines;
}

/** `meantime metric <id>`: computes one metric from the published snapshot. */
export const metric = defineCommand({
  name: "metric",
  words: "<id>",
  minimum_words: 1,
  maximum_words: 1,
  summary: "cli.metric.summary",
  options: [
    { name: "from", kind: "value", placeholder: "DATE", summary: "cli.option.from" },
    { name: "to", kind: "value", placeholder: "DATE", summary: "cli.option.to" },
    { name: "site", kind: "value", placeholder: "ID", summary: "cli.option.site" },
    { name: "asset", kind: "value", placeholder: "TAG", summary: "cli.option.asset" },
    { name: "by", kind: "value", placeholder: "GROUP", summary: "cli.option.by" },
    { name: "set", kind: "value", placeholder: "PAIRS", summary: "cli.option.set" },
    { name: "json", kind: "flag", summary: "cli.option.json" },
    ...CONFIG_OPTIONS,
  ],
  run: async (args, context) => {
    const config = configOf(args, context);
    const parameters = parametersOf(args);
    const [id = ""] = args.words;
    const result = await withSnapshot(config, (snapshot) =>
      runMetric(id, parameters, {
        snapshot,
        principal: LOCAL_PRINCIPAL,
        clock: context.clock,
        recurrence_days: config.recurrence_days,
      }),
    );
    const lines = args.flags.has("json") ? [JSON.stringify(result, null, 2)] : resultLines(result);
    for (const line of lines) context.print(line);
    // What could not be computed is printed as such; a script must not take it for an answer.
    return result.status === "failed" ? EXIT_CODE.internal : 0;
  },
});
