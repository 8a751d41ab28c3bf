import type { Clock, Log, MessageId } from "../core/index.js";

/** One option of a command, as typed after two dashes. */
export interface Option {
  readonly name: string;
  readonly kind: "flag" | "value";
  /** What stands for the value in the help: `--port NUMBER`. */
  readonly placeholder?: string;
  readonly short?: string;
  readonly summary: MessageId;
}

/** The words of a command after parsing: positional ones, and options by name. */
export interface Arguments {
  readonly words: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  readonly flags: ReadonlySet<string>;
}

/** The world a command works in, handed in so that tests can stand in for it. */
export interface CommandContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
  /** Prints one line of the answer (standard output). */
  readonly print: (line: string) => void;
  /** Prints one line about what is going on (standard error). */
  readonly say: (line: string) => void;
  /** Writes bytes of the answer as they are (standard output). */
  readonly write: (bytes: Uint8Array) => Promise<void>;
}

/** One command of `meantime`. */
export interface Command {
  readonly name: string;
  /** What stands after the name in the help: `<id>`, `[source]`. */
  readonly words: string;
  readonly minimum_words: number;
  readonly maximum_words: number;
  readonly summary: MessageId;
  readonly options: readonly Option[];
  /** Does the work; resolves to an exit code. */
  readonly run: (args: Arguments, context: CommandContext) => Promise<number>;
}

/** Options that every command reading the configuration takes. */
export const CONFIG_OPTIONS: readonly Option[] = [
  { name: "config", kind: "value", placeholder: "FILE", summary: "cli.option.config" },
  { name: "data", kind: "value", placeholder: "DIR", summary: "cli.option.data" },
];

/** The frozen declaration of a command. */
export function defineCommand(command: Command): Command {
  return Object.freeze(command);
}
