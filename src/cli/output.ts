import { rename, writeFile } from "node:fs/promises";
import type { Arguments, CommandContext } from "./define.js";

/** Writes the answer to the file of `--output`, whole or not at all, else to standard output. */
export async function writeAnswer(
  args: Arguments,
  context: CommandContext,
  bytes: Uint8Array,
): Promise<void> {
  const path = args.values["output"];
  if (path === undefined) {
    context.write(bytes);
    return;
  }
  const temporary = `${path}.part`;
  await writeFile(temporary, bytes);
  await rename(temporary, path);
}
