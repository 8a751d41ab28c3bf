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
}

/** How much of what the child said is kept for the error. */
const KEPT_LINES = 20;

/**
 * Extracts and refreshes in a child process, so that its memory goes back when it ends and that it
 * cannot take readers down. Rejects with `data.refresh_failed`, whose hint holds what it said last.
 */
export async function runRefreshChild(order: RefreshOrder): Promise<void> {
  const words = ["refresh", "--extract", ...order.words];
  const child = spawn(process.execPath, [ENTRY, ...words], { stdio: ["ignore", "pipe", "pipe"] });
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
      resolve(code === 0 ? null : `exit code ${code ?? "none"}, signal ${signal ?? "none"}`);
    });
  });
  if (end === null) return;
  throw fail("data.refresh_failed", { end }, { hint: last.join("\n") });
}
