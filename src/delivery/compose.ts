import { createHash } from "node:crypto";
import type MailComposer from "nodemailer/lib/mail-composer";
import { limits, type Mailbox } from "../core/index.js";
import { oneLine } from "./address.js";
import { fail } from "./errors.js";
import type { MailAttachment, RenderedMail } from "./mail.js";

/** Everything a message is made of. */
export interface Letter {
  readonly from: Mailbox;
  readonly to: string;
  readonly message_id: string;
  readonly date: Date;
  readonly mail: RenderedMail;
}

type ComposerOptions = NonNullable<ConstructorParameters<typeof MailComposer>[0]>;
type ComposerAttachment = NonNullable<ComposerOptions["attachments"]>[number];

const CONTENT_ID = /^[A-Za-z0-9._-]+(?:@[A-Za-z0-9._-]+)?$/;

function attached(attachment: MailAttachment): ComposerAttachment {
  const { cid, content, content_type } = attachment;
  if (cid !== null && !CONTENT_ID.test(cid)) {
    throw fail("delivery.attachment_invalid", { cid: oneLine(cid) });
  }
  return {
    filename: oneLine(attachment.filename).replaceAll(/[/\\]/g, "-"),
    contentType: oneLine(content_type),
    content: Buffer.from(content),
    ...(cid === null ? {} : { cid, contentDisposition: "inline" }),
  };
}

function optionsOf({ from, to, message_id, date, mail }: Letter): ComposerOptions {
  return {
    from,
    to: { name: "", address: to },
    subject: oneLine(mail.subject),
    messageId: message_id,
    date,
    text: mail.text,
    html: mail.html,
    attachments: mail.attachments.map(attached),
    // Tells holiday replies and mailing lists that no person wrote this (RFC 3834).
    headers: { "Auto-Submitted": "auto-generated" },
    // The same letter is the same bytes.
    baseBoundary: createHash("sha256").update(message_id).digest("hex").slice(0, 24),
    newline: "win",
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/**
 * The bytes of a message: text and HTML, pictures by content id, files attached. Over the size
 * budget, counted as sent, it is `delivery.mail_too_large`.
 */
export async function composeMail(letter: Letter): Promise<Buffer> {
  const { default: Composer } = await import("nodemailer/lib/mail-composer");
  const bytes = await new Composer(optionsOf(letter)).compile().build();
  if (bytes.length > limits.mail_bytes) {
    throw fail("delivery.mail_too_large", { bytes: bytes.length, limit: limits.mail_bytes });
  }
  return bytes;
}
