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
export function isMailAddress(address: string): boolean {
  return address.length <= ADDRESS_CHARACTERS && ADDRESS.test(address);
}

/** What `name@domain` or `Name <name@domain>` says; null for any other text. */
export function mailboxOf(written: string): Mailbox | null {
  const named = NAMED.exec(written.trim());
  const address = (named?.[2] ?? written).trim();
  if (!isMailAddress(address)) return null;
  return { name: (named?.[1] ?? "").trim(), address };
}
