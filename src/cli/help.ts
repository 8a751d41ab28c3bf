import { text } from "../core/index.js";
import type { Command, Option } from "./define.js";

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

function optionWords(option: Option): string {
  const short = option.short === undefined ? "" : `-${option.short}, `;
  const value = option.kind === "flag" ? "" : ` ${option.placeholder ?? "VALUE"}`;
  return `${short}--${option.name}${value}`;
}

/** The lines of `meantime --help`. */
export function generalHelp(commands: readonly Command[]): string[] {
  return [
    text("cli.help.intro"),
    "",
    text("cli.help.usage"),
    "",
    ...columns(commands.map((command) => [command.name, text(command.summary)])),
    "",
    text("cli.help.more"),
    text("cli.help.exit_codes"),
  ];
}

/** The lines of `meantime COMMAND --help`. */
export function commandHelp(command: Command): string[] {
  const options: [string, string][] = command.options.map((option) => [
    optionWords(option),
    text(option.summary),
  ]);
  options.push(["--help", text("cli.option.help")]);
  const usage = ["meantime", command.name, command.words, text("cli.help.options_word")];
  return [
    text(command.summary),
    "",
    `  ${usage.filter((word) => word !== "").join(" ")}`,
    "",
    ...columns(options),
  ];
}
