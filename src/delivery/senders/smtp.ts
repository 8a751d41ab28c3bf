import type { Socket } from "node:net";
import type SMTPConnection from "nodemailer/lib/smtp-connection";
import type { MailConfig } from "../../config/index.js";
import { assert } from "../../core/index.js";
import { oneLine } from "../address.js";
import type { OutgoingMail, ProbedSender, ProbeResult, SendOutcome } from "./define.js";
import { MessageStream } from "./message-stream.js";

const CONNECT_TIMEOUT_MS = 30_000;
// RFC 5321 4.5.3.2.6 asks for ten minutes of patience after the final dot.
const SILENCE_TIMEOUT_MS = 600_000;
const DETAIL_CHARACTERS = 200;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** Settings of the SMTP sender that are not in the configuration file. */
export interface SmtpOptions {
  /** Certificates to trust beside the system's, PEM. */
  readonly ca?: string;
}

/** What the mail client says about a failure. */
interface SmtpFailure {
  readonly code: string;
  readonly command: string;
  /** Reply code of the server; 0 when it did not reply. */
  readonly reply_code: number;
  readonly detail: string;
}

function failureOf(error: unknown, secrets: readonly string[]): SmtpFailure {
  const known = (typeof error === "object" && error !== null ? error : {}) as {
    code?: string;
    command?: string;
    responseCode?: number;
  };
  const said = error instanceof Error ? error.message : String(error);
  const clean = secrets.reduce((text, secret) => text.replaceAll(secret, "***"), oneLine(said));
  return {
    code: known.code ?? "",
    command: known.command ?? "",
    reply_code: known.responseCode ?? 0,
    detail: clean.slice(0, DETAIL_CHARACTERS),
  };
}

/** The texts that may appear nowhere: the password, and the forms in which SMTP carries it. */
function secretsOf({ user, password }: MailConfig): string[] {
  if (password === null || password === "") return [];
  const base64 = (text: string): string => Buffer.from(text).toString("base64");
  return [password, base64(password), base64(`\u0000${user ?? ""}\u0000${password}`)];
}

/** What a failure before the handing over means: the server certainly has no message. */
function beforeHandOver({ code, command, reply_code, detail }: SmtpFailure): SendOutcome {
  // A "no" to connecting or signing in is about this installation and may be mended; a "no" to
  // the addresses or the message is about this mail.
  const isAboutMail = ["MAIL FROM", "RCPT TO", "DATA"].includes(command);
  const isFinal = isAboutMail && (reply_code >= 500 || code === "EMESSAGE");
  return { kind: isFinal ? "refused" : "unavailable", detail };
}

/** What a failure after the handing over means: only a reply to the message itself is certain. */
function afterHandOver({ code, reply_code, detail }: SmtpFailure): SendOutcome {
  const isReply = code === "EMESSAGE" && reply_code >= 400 && reply_code < 600;
  if (!isReply) return { kind: "unknown", detail };
  return { kind: reply_code >= 500 ? "refused" : "unavailable", detail };
}

function connectionOptions(mail: MailConfig, { ca }: SmtpOptions): SMTPConnection.Options {
  return {
    host: mail.host,
    port: mail.port,
    secure: mail.secure,
    // A password never crosses a network in the clear; without one, TLS is used where offered.
    requireTLS: !mail.secure && mail.user !== null && !LOOPBACK.test(mail.host),
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    logger: false,
    ...(ca === undefined ? {} : { tls: { ca } }),
  };
}

/** Connects and signs in; rejects when either fails. */
function connect(connection: SMTPConnection, mail: MailConfig): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once("error", reject);
    connection.connect((error) => {
      if (error) {
        reject(error);
        return;
      }
      if (mail.user === null) {
        resolve();
        return;
      }
      const credentials = { user: mail.user, pass: mail.password ?? "" };
      connection.login({ credentials }, (problem) => {
        if (problem) reject(problem);
        else resolve();
      });
    });
  });
}

function socketOf(connection: SMTPConnection): Socket {
  assert(Boolean(connection._socket), "a message is sent on an open connection");
  return connection._socket as Socket; // by the line above
}

/** Gives the message to the server; resolves with its reply. */
function transmit(
  connection: SMTPConnection,
  mail: OutgoingMail,
  handOver: () => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    connection.once("error", reject);
    const socket = (): Socket => socketOf(connection);
    const message = new MessageStream({ bytes: mail.bytes, socket, handOver });
    const envelope = { from: mail.from, to: [mail.to], size: mail.bytes.length };
    connection.send(envelope, message, (error, info) => {
      message.destroy();
      if (error) reject(error);
      else resolve(info.response);
    });
  });
}

/** Sends by SMTP, one connection for each message; TLS where the server offers it. */
export function smtpSender(config: MailConfig, options: SmtpOptions = {}): ProbedSender {
  const secrets = secretsOf(config);
  const openConnection = async (): Promise<SMTPConnection> => {
    const { default: Connection } = await import("nodemailer/lib/smtp-connection");
    const connection = new Connection(connectionOptions(config, options));
    // An error that comes when nobody waits any more must not end the process.
    connection.on("error", () => undefined);
    return connection;
  };
  const send = async (mail: OutgoingMail, handOver: () => void): Promise<SendOutcome> => {
    const connection = await openConnection();
    const progress: { is_handed_over: boolean; stopped?: Error } = { is_handed_over: false };
    const mark = (): void => {
      try {
        handOver();
      } catch (error) {
        // Kept here: the mail client rewrites the errors that pass through it.
        progress.stopped = error instanceof Error ? error : new Error(String(error));
        throw new Error("stopped before the handing over");
      }
      progress.is_handed_over = true;
    };
    try {
      await connect(connection, config);
      const reply = await transmit(connection, mail, mark);
      if (!progress.is_handed_over) return { kind: "unavailable", detail: oneLine(reply) };
      connection.quit();
      return { kind: "accepted", detail: oneLine(reply).slice(0, DETAIL_CHARACTERS) };
    } catch (error) {
      if (progress.stopped !== undefined) throw progress.stopped;
      const failure = failureOf(error, secrets);
      return progress.is_handed_over ? afterHandOver(failure) : beforeHandOver(failure);
    } finally {
      connection.close();
    }
  };
  const probe = async (): Promise<ProbeResult> => {
    const connection = await openConnection();
    try {
      await connect(connection, config);
      connection.quit();
      return { is_ready: true, detail: `${config.host}:${config.port}` };
    } catch (error) {
      return { is_ready: false, detail: failureOf(error, secrets).detail };
    } finally {
      connection.close();
    }
  };
  return { id: "smtp", is_repeatable: false, probe, send };
}
