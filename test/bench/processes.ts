import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { get } from "node:http";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { elapsedMs } from "../../src/core/index.js";

/** The command line of the product. */
export const MEANTIME = fileURLToPath(new URL("../../src/meantime.js", import.meta.url));

/** A script of the bare baselines. */
export function bareScript(name: string): string {
  return fileURLToPath(new URL(`bare/${name}`, import.meta.url));
}

const POLL_MS = 10;
const READY_WITHIN_MS = 120_000;

/** A process that ended well. */
export interface Finished {
  readonly seconds: number;
  /** The most memory it ever held (VmHWM); null where the system does not tell. */
  readonly peak_mib: number | null;
  readonly output: string;
}

/** A server that answers. */
export interface Server {
  readonly url: string;
  /** From its start to the last byte of its first answer. */
  readonly first_answer_ms: number;
  /** The most memory it ever held (VmHWM); null where the system does not tell. */
  peakMib(): number | null;
  stop(): Promise<void>;
}

/** The most memory a living process ever held, by `/proc`; null where there is none. */
function peakOf(child: ChildProcess): number | null {
  try {
    const status = readFileSync(`/proc/${child.pid ?? 0}/status`, "utf8");
    const kib = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    return kib === undefined ? null : Number(kib) / 1024;
  } catch {
    return null;
  }
}

interface Running {
  readonly child: ChildProcess;
  readonly said: string[];
  readonly ended: Promise<number | null>;
}

function start(words: readonly string[]): Running {
  const child = spawn(process.execPath, [...words], { stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  child.stdout.on("data", (bytes: Buffer) => said.push(bytes.toString()));
  child.stderr.on("data", (bytes: Buffer) => said.push(bytes.toString()));
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => resolve(code));
  });
  return { child, said, ended };
}

function failure(words: readonly string[], said: readonly string[]): Error {
  return new Error(`${words.join(" ")} failed:\n${said.join("").slice(-2000)}`);
}

/** Runs a Node script to its end; its time is that of the whole process. */
export async function runToEnd(words: readonly string[]): Promise<Finished> {
  const started_ms = elapsedMs();
  const { child, said, ended } = start(words);
  let peak_mib: number | null = null;
  const timer = setInterval(() => {
    peak_mib = peakOf(child) ?? peak_mib;
  }, POLL_MS);
  const code = await ended;
  clearInterval(timer);
  if (code !== 0) throw failure(words, said);
  return { seconds: (elapsedMs() - started_ms) / 1000, peak_mib, output: said.join("") };
}

/** A port that is free now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address !== null
          ? resolve(address.port)
          : reject(new Error("no port")),
      );
    });
  });
}

/** True once the address answers 200 and its last byte is here. */
function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode === 200));
      response.once("error", () => resolve(false));
    }).once("error", () => resolve(false));
  });
}

/** Starts a server and waits until a path of it answers; `words` are told its port. */
export async function startServer(
  words: (port: number) => readonly string[],
  path: string,
): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started_ms = elapsedMs();
  const { child, said, ended } = start(words(port));
  while (!(await answers(`${url}${path}`))) {
    const is_over = child.exitCode !== null || elapsedMs() - started_ms > READY_WITHIN_MS;
    if (is_over) {
      child.kill();
      throw failure(words(port), said);
    }
    await wait(POLL_MS);
  }
  return {
    url,
    first_answer_ms: elapsedMs() - started_ms,
    peakMib: () => peakOf(child),
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Starts the product on a data directory and waits until a path of it answers. */
export function startMeantime(
  words: readonly string[],
  path: string,
  entry: string = MEANTIME,
): Promise<Server> {
  return startServer((port) => [entry, "serve", "--port", String(port), ...words], path);
}

/** Starts a bare Hono server that answers `/hello` and, at `/file`, the file given. */
export function startHono(file: string): Promise<Server> {
  return startServer((port) => [bareScript("hono.js"), String(port), file], "/hello");
}
