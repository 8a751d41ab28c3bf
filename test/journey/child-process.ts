import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "../structure/source-files.js";

/** How a child process is started. */
export interface ChildOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Largest file that the child may write, in blocks of 1,024 bytes. */
  readonly file_limit_kb?: number;
}

/** A command line of the product in a process of its own. */
export interface Child {
  readonly pid: number;
  /** Lines of standard output so far. */
  readonly printed: readonly string[];
  /** Lines of standard error so far. */
  readonly said: readonly string[];
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  /** Resolves with the first line, of either stream, that matches; rejects when the child ends first. */
  line(pattern: RegExp): Promise<string>;
  kill(signal: NodeJS.Signals): void;
}

const ENTRY = join(ROOT, "src", "meantime.js");

/** Variables of this process that a new user's shell would not have. */
const OURS = ["PORT", "MEANTIME_CONFIG", "MEANTIME_LOG", "NODE_OPTIONS", "VITEST", "NODE_ENV"];

function userEnvironment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !OURS.includes(name));
  return { ...Object.fromEntries(kept), ...more };
}

/** Starts `node src/meantime.js` with the words typed, from the project's root. */
export function startChild(typed: readonly string[], options: ChildOptions = {}): Child {
  const { env = {}, file_limit_kb } = options;
  const limited = ["-c", `ulimit -f ${file_limit_kb ?? 0}; trap '' XFSZ; exec "$@"`, "sh"];
  const words = [process.execPath, ENTRY, ...typed];
  const [program = "", ...args] =
    file_limit_kb === undefined ? words : ["/bin/bash", ...limited, ...words];
  const child = spawn(program, args, {
    cwd: ROOT,
    env: userEnvironment(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed: string[] = [];
  const said: string[] = [];
  const waiting = new Set<() => void>();
  const look = (): void => {
    for (const check of waiting) check();
  };
  const read = (stream: NodeJS.ReadableStream, into: string[]): void => {
    createInterface({ input: stream }).on("line", (line) => {
      into.push(line);
      look();
    });
  };
  read(child.stdout, printed);
  read(child.stderr, said);
  const ended = once(child, "close").then(([code, signal]: unknown[]) => {
    return (code ?? signal) as number | NodeJS.Signals | null;
  });
  return {
    pid: child.pid ?? 0,
    printed,
    said,
    ended,
    kill: (signal) => void child.kill(signal),
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          const found = [...printed, ...said].find((line) => pattern.test(line));
          if (found === undefined) return;
          waiting.delete(check);
          resolve(found);
        };
        waiting.add(check);
        check();
        void ended.then((end) => {
          const told = [...printed, ...said].join("\n");
          reject(new Error(`ended with ${String(end)} before a line ${String(pattern)}:\n${told}`));
        });
      }),
  };
}

/** A port that nothing listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
