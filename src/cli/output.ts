import { accessSync, constants, statSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Arguments, CommandContext } from "./define.js";
import { fail } from "./errors.js";

function canBeWritten(path: string): boolean {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return false;
  try {
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The file of `--output`, looked at before any work is done for it; undefined for standard output. */
export function outputPath(args: Arguments): string | undefined {
  const path = args.values["output"];
  if (path === undefined || canBeWritten(path)) return path;
  const expected = "a file in a folder that is there and can be written";
  throw fail("input.option_value", { option: "output", received: path, expected });
}

/** Writes the answer to the file of `--output`, whole or not at all, else to standard output. */
export async function writeAnswer(
  args: Arguments,
  context: CommandContext,
  bytes: Uint8Array,
): Promise<void> {
  const path = args.values["output"];
  if (path === undefined) {
    await context.write(bytes);
    return;
  }
  const temporary = `${path}.part`;
  await writeFile(temporary, bytes);
  await rename(temporary, path);
}
