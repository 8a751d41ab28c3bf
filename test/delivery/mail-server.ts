import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Readable } from "node:stream";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import type { MailConfig } from "../../src/config/index.js";

/** A message that the server received in full, up to the line with the dot. */
export interface Received {
  readonly raw: Buffer;
  readonly from: string;
  readonly to: readonly string[];
}

/** What the server does with a message that it received in full. */
export type Answer = "accept" | "never" | "hang up" | { readonly code: number };

/** A real SMTP server on loopback whose answers a test decides. */
export interface MailServer {
  readonly port: number;
  readonly received: readonly Received[];
  /** How many connections were opened to it. */
  readonly connections: () => number;
  /** How the server answers from now on. */
  answer: Answer;
  /** Holds a step open for ever instead of answering it. */
  hold: "greeting" | "recipient" | "reading" | null;
  /** Resolves when the server is at a step for the next time. */
  at(step: "greeting" | "recipient" | "reading" | "complete"): Promise<void>;
  config(change?: Partial<MailConfig>): MailConfig;
  close(): Promise<void>;
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Starts the server on a free port. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: Received[] = [];
  const waiting = new Map<string, (() => void)[]>();
  const reached = (step: string): void => {
    for (const resolve of waiting.get(step) ?? []) resolve();
    waiting.delete(step);
  };
  let connections = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 1,
    ...options,
    onConnect: (_session, callback) => {
      connections += 1;
      reached("greeting");
      if (control.hold !== "greeting") callback();
    },
    onRcptTo: (_address, _session, callback) => {
      reached("recipient");
      if (control.hold !== "recipient") callback();
    },
    onData: (stream, session, callback) => {
      stream.on("error", () => undefined);
      if (control.hold === "reading") {
        // The first bytes are there and nobody takes more: the sender is in the middle of DATA.
        stream.once("readable", () => reached("reading"));
        return;
      }
      const take = async (): Promise<void> => {
        const raw = await readAll(stream);
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? "" : mailFrom.address;
        received.push({ raw, from, to: rcptTo.map(({ address }) => address) });
        reached("complete");
        const { answer } = control;
        if (answer === "accept") callback(null, "queued");
        else if (answer === "hang up") hangUp();
        else if (answer !== "never") {
          callback(Object.assign(new Error("said the test"), { responseCode: answer.code }));
        }
      };
      take().catch(() => undefined);
    },
  });
  const hangUp = (): void => {
    for (const connection of server.connections) {
      (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
    }
  };
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  const control: MailServer = {
    port,
    received,
    connections: () => connections,
    answer: "accept",
    hold: null,
    at: (step) =>
      new Promise((resolve) => {
        waiting.set(step, [...(waiting.get(step) ?? []), resolve]);
      }),
    config: (change = {}) => ({
      ...{ host: "127.0.0.1", port, secure: false, user: null, password: null },
      ...{ from: "Meantime <reports@plant.example>", ...change },
    }),
    close: () =>
      new Promise((resolve) => {
        hangUp();
        server.close(() => resolve());
      }),
  };
  return control;
}
