import type { MailConfig } from "../../config/index.js";
import type { ProbedSender } from "./define.js";
import { fileSender } from "./file.js";
import { smtpSender } from "./smtp.js";

/** Every way for a message to leave, by id. */
export const senders = Object.freeze({ file: fileSender, smtp: smtpSender });

/** SMTP when a mail server is configured, else files in a directory of the data directory. */
export function openSender(mail: MailConfig | null, outbox_dir: string): ProbedSender {
  return mail === null ? senders.file(outbox_dir) : senders.smtp(mail);
}
