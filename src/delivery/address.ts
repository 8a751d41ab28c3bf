import type { MailConfig } from "../config/index.js";
import { text } from "../core/index.js";
import { fail } from "./errors.js";

// What HTML calls a valid e-mail address: no quotes, no comments, no control characters, ASCII.
const LOCAL = "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+";
const LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const ADDRESS = new RegExp(`^${LOCAL}@${LABEL}(?:\\.${LABEL})*$`);
const NAMED = /^([^<>"\p{Cc}]*)<([^<>]*)>$/u;
const ADDRESS_CHARACTERS = 254;

/** A sender or recipient: an address, and the name shown beside it, which may be empty. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** True for one plain address; never for one that could break out of a header or a command. */
export function isAddress(address: string): boolean {
  return address.length <= ADDRESS_CHARACTERS && ADDRESS.test(address);
}

/** The recipient as given, or `delivery.recipient_invalid`. */
export function checkRecipient(address: string, where: string): string {
  if (isAddress(address)) return address;
  throw fail("delivery.recipient_invalid", { where, address: oneLine(address) });
}

/** Reads `name@domain` or `Name <name@domain>`, as `mail.from` is written. */
export function parseMailbox(from: string): Mailbox {
  const named = NAMED.exec(from.trim());
  const address = (named?.[2] ?? from).trim();
  if (!isAddress(address)) throw fail("delivery.from_invalid", { from: oneLine(from) });
  return { name: (named?.[1] ?? "").trim(), address };
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
