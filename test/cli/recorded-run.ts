import type { CommandContext } from "../../src/cli/define.js";
import { run } from "../../src/cli.js";
import { lineLog, systemClock } from "../../src/core/index.js";

/** What a command line did: its exit code and all that it printed. */
export interface RecordedRun {
  readonly code: number;
  /** Lines of the answer (standard output). */
  readonly printed: readonly string[];
  /** Lines about what is going on (standard error). */
  readonly said: readonly string[];
  /** Bytes of the answer (standard output). */
  readonly bytes: Buffer;
  readonly logged: readonly string[];
}

/** Runs a command line in this process and records what it prints. */
export async function runRecorded(
  typed: readonly string[],
  change: Partial<CommandContext> = {},
): Promise<RecordedRun> {
  const printed: string[] = [];
  const said: string[] = [];
  const logged: string[] = [];
  const chunks: Uint8Array[] = [];
  const code = await run(typed, {
    env: {},
    clock: systemClock,
    log: lineLog((line) => logged.push(line)),
    print: (line) => printed.push(line),
    say: (line) => said.push(line),
    write: (bytes) => {
      chunks.push(bytes);
      return Promise.resolve();
    },
    ...change,
  });
  return { code, printed, said, bytes: Buffer.concat(chunks), logged };
}
