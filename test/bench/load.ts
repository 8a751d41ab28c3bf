import { connect, type Socket } from "node:net";
import { elapsedMs } from "../../src/core/index.js";

const CONNECTIONS = 16;
const LONGEST_MS = 2_000;
const MOST_REQUESTS = 40_000;

/** One address asked over and over. */
export interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Tally {
  begun: number;
  answered: number;
}

function requestText({ url, headers }: Target): string {
  const { pathname, search, host } = new URL(url);
  const all = { host, connection: "keep-alive", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${pathname}${search} HTTP/1.1\r\n${lines.join("")}\r\n`;
}

/** Bytes of the whole answer at the start of `bytes`; null while its head is not complete. */
function answerLength(bytes: Buffer): number | null {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const head = bytes.toString("latin1", 0, end);
  const length = /^content-length: (\d+)$/im.exec(head)?.[1];
  if (!head.startsWith("HTTP/1.1 200 ") || length === undefined) {
    throw new Error(`not a plain answer:\n${head}`);
  }
  return end + 4 + Number(length);
}

/** Asks again as soon as an answer is whole, until the bounds are reached. */
function askOver(target: Target, tally: Tally, until_ms: number): Promise<void> {
  const request = requestText(target);
  const { hostname, port } = new URL(target.url);
  const socket: Socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  return new Promise((resolve, reject) => {
    let left: number | null = null;
    let head: Buffer = Buffer.alloc(0);
    const next = (): void => {
      if (tally.begun >= MOST_REQUESTS || elapsedMs() > until_ms) {
        socket.end();
        resolve();
        return;
      }
      tally.begun += 1;
      socket.write(request);
    };
    const take = (bytes: Buffer): void => {
      if (left === null) {
        head = Buffer.concat([head, bytes]);
        const length = answerLength(head);
        if (length === null) return;
        left = length - head.length;
        head = Buffer.alloc(0);
      } else left -= bytes.length;
      if (left > 0) return;
      left = null;
      tally.answered += 1;
      next();
    };
    socket.once("connect", next);
    socket.once("error", reject);
    socket.on("data", (bytes: Buffer) => {
      try {
        take(bytes);
      } catch (error) {
        socket.destroy();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  });
}

/** Answers per second over 16 connections, for at most two seconds or 40,000 requests. */
export async function requestRate(target: Target): Promise<number> {
  const tally: Tally = { begun: 0, answered: 0 };
  const started_ms = elapsedMs();
  const until_ms = started_ms + LONGEST_MS;
  await Promise.all(Array.from({ length: CONNECTIONS }, () => askOver(target, tally, until_ms)));
  return tally.answered / ((elapsedMs() - started_ms) / 1000);
}
