import type { Principal } from "../core/index.js";

/** A file that travels with a mail. */
export interface MailAttachment {
  readonly filename: string;
  readonly content_type: string;
  readonly content: Uint8Array;
  /** Content id by which the HTML shows it, without `cid:`; null for a file to keep. */
  readonly cid: string | null;
}

/** A report made ready for mail. */
export interface RenderedMail {
  /** False when a section failed: then nothing is mailed. */
  readonly complete: boolean;
  /** What is missing, a sentence each. */
  readonly problems: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly attachments: readonly MailAttachment[];
}

/** Which report to make ready, and on whose behalf. */
export interface MailRequest {
  readonly report: string;
  readonly site: string;
  /** Calendar month, `YYYY-MM`. */
  readonly period: string;
  readonly principal: Principal;
}

/** Makes a report ready for mail; handed in, because delivery knows when and to whom, not what. */
export type RenderMail = (request: MailRequest) => Promise<RenderedMail>;
