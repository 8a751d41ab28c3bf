import { COMMANDS } from "./cli/commands.js";
import type { Command, CommandContext } from "./cli/define.js";
import { fail } from "./cli/errors.js";
import { commandHelp, generalHelp } from "./cli/help.js";
import { parseArguments } from "./cli/parse-arguments.js";
import { errorReport } from "./cli/print-error.js";
import { lineLog, nearest, systemClock, text } from "./core/index.js";
import { SOFTWARE_VERSION } from "./main/version.js";

/** A reader that has gone, as in `meantime export failures | head`, is no fault of the command. */
function letReadersGo(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

function processContext(): CommandContext {
  letReadersGo(process.stdout);
  letReadersGo(process.stderr);
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  return {
    env: process.env,
    clock: systemClock,
    log: lineLog((line) => {
      if (process.env["MEANTIME_LOG"] !== undefined || /^(warn|error) /.test(line)) say(line);
    }),
    print: (line) => void process.stdout.write(`${line}\n`),
    say,
    write: (bytes) =>
      new Promise((resolve) => {
        // Also when the reader has gone: what is left is written to nobody.
        process.stdout.write(bytes, () => {
          resolve();
        });
      }),
  };
}

async function findCommand(name: string): Promise<Command> {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load !== undefined) return load();
  const near = nearest(name, Object.keys(COMMANDS));
  const hint = near === undefined ? text("cli.help.usage") : `did you mean ${near}?`;
  throw fail("input.command_unknown", { command: name }, { hint });
}

async function dispatch(typed: readonly string[], context: CommandContext): Promise<number> {
  const [name, ...rest] = typed;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
    for (const line of generalHelp(commands)) context.print(line);
    return 0;
  }
  if (name === "--version") {
    context.print(SOFTWARE_VERSION);
    return 0;
  }
  const command = await findCommand(name);
  if (rest.includes("--help") || rest.includes("-h")) {
    for (const line of commandHelp(command)) context.print(line);
    return 0;
  }
  return command.run(parseArguments(command, rest), context);
}

/**
 * Runs one command line and resolves to its exit code; errors are printed, never thrown.
 * Without a context it works in this process: its environment, clock and output.
 */
export async function run(
  typed: readonly string[],
  context: CommandContext = processContext(),
): Promise<number> {
  try {
    return await dispatch(typed, context);
  } catch (error) {
    const { lines, exitCode } = errorReport(error);
    for (const line of lines) context.say(line);
    return exitCode;
  }
}
