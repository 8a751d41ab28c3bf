import { access, constants, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { OutgoingMail, ProbedSender, ProbeResult, SendOutcome } from "./define.js";

async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What went wrong with the file, or null. */
async function attempt(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The name of a message's file: the part of its Message-ID before the domain, which is a hash. */
function fileName({ message_id }: OutgoingMail): string {
  return `${message_id.slice(1, message_id.indexOf("@")).replaceAll(/[^A-Za-z0-9]/g, "-")}.eml`;
}

/**
 * Writes each message as an `.eml` file into a directory, whole or not at all, under a name fixed
 * by its Message-ID: for installations without a mail server, to look at or to be picked up.
 */
export function fileSender(directory: string): ProbedSender {
  const send = async (mail: OutgoingMail, handOver: () => void): Promise<SendOutcome> => {
    const part = join(directory, `.${fileName(mail)}.part`);
    const written = await attempt(async () => {
      await mkdir(directory, { recursive: true });
      await writeWhole(part, mail.bytes);
    });
    if (written === null) handOver();
    const failure = written ?? (await attempt(() => rename(part, join(directory, fileName(mail)))));
    if (failure === null) return { kind: "accepted", detail: fileName(mail) };
    await attempt(() => rm(part, { force: true }));
    return { kind: "unavailable", detail: failure };
  };
  const probe = async (): Promise<ProbeResult> => {
    const failure = await attempt(async () => {
      await mkdir(directory, { recursive: true });
      await access(directory, constants.W_OK);
    });
    return { is_ready: failure === null, detail: failure ?? directory };
  };
  return { id: "file", is_repeatable: true, probe, send };
}
