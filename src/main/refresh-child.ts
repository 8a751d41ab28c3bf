import { spawn } from "node:child_process";
import { constants, setPriority } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { fail } from "./errors.js";

const ENTRY = fileURLToPath(new URL("../meantime.js", import.meta.url));

/** What a refresh in a child process needs to know. */
export interface RefreshOrder {
  /** Words that lead the child to the same configuration and data directory. */
  readonly words: readonly string[];
  /** True for one that runs beside a serving process and must leave it the processor. */
  readonly is_background: boolean;
  /** Called with each line the child says about what it does. */
  readonly say: (line: string) => void;
  /** Ends the child when it is aborted; the landing log and what is published stay as they are. */
  readonly signal?: AbortSignal;
}

/** How much of what the child said is kept for the error. */
const KEPT_LINES = 20;
const FIRST_ERROR_LINE = /^error: /;

/** The lines that tell the child's error; all that are kept when none does. */
function errorLines(said: readonly string[]): string {
  const first = said.findLastIndex((line) => FIRST_ERROR_LINE.test(line));
  return said.slice(Math.max(0, first)).join("\n");
}

/**
 * Extracts and refreshes in a child process, so that its memory goes back when it ends and that it
 * cannot take readers down. Rejects with `data.refresh_failed`, whose hint holds the child's error.
 */
export async function runRefreshChild(order: RefreshOrder): Promise<void> {
  const words = ["refresh", "--extract", ...order.words];
  const child = spawn(process.execPath, [ENTRY, ...words], {
    stdio: ["ignore", "pipe", "pipe"],
    ...(order.signal === undefined ? {} : { signal: order.signal }),
  });
  if (order.is_background && child.pid !== undefined) {
    try {
      setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch (error) {
      order.say(`refresh: priority not lowered: ${String(error)}`);
    }
  }
  const last: string[] = [];
  const listen = (stream: NodeJS.ReadableStream): void => {
    createInterface({ input: stream }).on("line", (line) => {
      last.push(line);
      if (last.length > KEPT_LINES) last.shift();
      order.say(line);
    });
  };
  listen(child.stdout);
  listen(child.stderr);
  const end = await new Promise<string | null>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => {
      if (code === 0) resolve(null);
      else resolve(code === null ? `ended by ${signal ?? "nobody"}` : `exit code ${code}`);
    });
  });
  if (end === null) return;
  throw fail("data.refresh_failed", { end }, { hint: errorLines(last) });
}
