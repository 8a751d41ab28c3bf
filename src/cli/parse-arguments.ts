import { nearest } from "../core/index.js";
import type { Arguments, Command, Option } from "./define.js";
import { fail } from "./errors.js";

interface Parsed {
  words: string[];
  values: Record<string, string>;
  flags: Set<string>;
}

function optionOf(command: Command, typed: string): Option {
  const name = typed.replace(/^--?/, "");
  const found = command.options.find((option) =>
    typed.startsWith("--") ? option.name === name : option.short === name,
  );
  if (found !== undefined) return found;
  const near = nearest(
    name,
    command.options.map((option) => option.name),
  );
  throw fail(
    "input.option_unknown",
    { option: typed, command: command.name },
    near === undefined ? {} : { hint: `did you mean --${near}?` },
  );
}

/** Takes one option off the line; gives the number of words it used up. */
function takeOption(command: Command, typed: readonly string[], parsed: Parsed): number {
  const [word = "", next] = typed;
  const equals = word.indexOf("=");
  const option = optionOf(command, equals < 0 ? word : word.slice(0, equals));
  if (option.kind === "flag") {
    parsed.flags.add(option.name);
    return 1;
  }
  if (equals >= 0) {
    parsed.values[option.name] = word.slice(equals + 1);
    return 1;
  }
  if (next === undefined || next.startsWith("--")) {
    const expected = option.placeholder ?? "a value";
    throw fail("input.option_value", { option: option.name, received: "nothing", expected });
  }
  parsed.values[option.name] = next;
  return 2;
}

/** The words and options of a command line, checked against the command's declaration. */
export function parseArguments(command: Command, typed: readonly string[]): Arguments {
  const parsed: Parsed = { words: [], values: {}, flags: new Set() };
  let at = 0;
  while (at < typed.length) {
    const word = typed[at] ?? "";
    if (word.startsWith("-") && word !== "-") at += takeOption(command, typed.slice(at), parsed);
    else {
      parsed.words.push(word);
      at += 1;
    }
  }
  const count = parsed.words.length;
  if (count < command.minimum_words || count > command.maximum_words) {
    const expected = command.words === "" ? "none" : command.words;
    throw fail("input.words", { command: command.name, received: count, expected });
  }
  return parsed;
}

/** The option as a whole number of at least `minimum`, or the fallback when it was not given. */
export function wholeNumber(
  args: Arguments,
  option: string,
  bounds: { readonly fallback: number; readonly minimum: number; readonly maximum: number },
): number {
  const received = args.values[option];
  if (received === undefined) return bounds.fallback;
  const value = Number(received);
  if (/^\d+$/.test(received) && value >= bounds.minimum && value <= bounds.maximum) return value;
  const expected = `a whole number from ${bounds.minimum} to ${bounds.maximum}`;
  throw fail("input.option_value", { option, received, expected });
}

/** The option, which must be one of the choices, or the fallback when it was not given. */
export function oneOf<Choice extends string>(
  args: Arguments,
  option: string,
  bounds: { readonly fallback: Choice; readonly choices: readonly Choice[] },
): Choice {
  const received = args.values[option];
  if (received === undefined) return bounds.fallback;
  const found = bounds.choices.find((choice) => choice === received);
  if (found !== undefined) return found;
  const near = nearest(received, bounds.choices);
  throw fail(
    "input.option_value",
    { option, received, expected: bounds.choices.join(", ") },
    near === undefined ? {} : { hint: `did you mean ${near}?` },
  );
}
