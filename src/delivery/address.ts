import type { MailConfig } from "../config/index.js";
import { isMailAddress, mailboxOf, text, type Mailbox } from "../core/index.js";
import { fail } from "./errors.js";

/** The recipient as given, or `delivery.recipient_invalid`. */
export function checkRecipient(address: string, where: string): string {
  if (isMailAddress(address)) return address;
  throw fail("delivery.recipient_invalid", { where, address: oneLine(address) });
}

/** Whom `mail.from` names, or `delivery.from_invalid`. */
export function parseMailbox(from: string): Mailbox {
  const mailbox = mailboxOf(from);
  if (mailbox === null) throw fail("delivery.from_invalid", { from: oneLine(from) });
  return mailbox;
}

/** Whom the mails are from; without a mail server they are only files, from nobody's address. */
export function fromMailbox(mail: MailConfig | null): Mailbox {
  if (mail !== null) return parseMailbox(mail.from);
  return { name: text("core.product"), address: "reports@meantime.invalid" };
}

/** The text on one line: what would end or break a header becomes a space. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();
}
