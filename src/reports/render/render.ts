import { text } from "../../core/index.js";
import type { ReportDocument } from "../document.js";
import { fail } from "../errors.js";
import type { Drawer } from "./draw.js";
import { renderEmail, type Email } from "./email.js";
import { renderHtml } from "./html.js";
import { renderJson } from "./json.js";
import { renderMarkdown } from "./markdown.js";
import { renderPdf } from "./pdf.js";
import { renderText } from "./text.js";

/** What a report can be rendered as, in the order they are offered. */
export const REPORT_FORMATS = ["html", "pdf", "email", "text", "md", "json"] as const;

/** One of them. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What each format gives. */
export interface Rendering {
  readonly html: string;
  readonly pdf: Uint8Array;
  readonly email: Email;
  readonly text: string;
  readonly md: string;
  readonly json: string;
}

/** What a rendering may be told beside the document. */
export interface RenderOptions {
  readonly draw: Drawer;
  /** Stylesheet put into the HTML file; without it the file is plain. */
  readonly css?: string;
  /** Why the reader gets the mail and how to stop it. */
  readonly why?: string;
}

/** The format with that name; `report.format_unknown` for another word. */
export function reportFormat(word: string): ReportFormat {
  const format = REPORT_FORMATS.find((known) => known === word);
  if (format !== undefined) return format;
  throw fail("report.format_unknown", { format: word, known: REPORT_FORMATS.join(", ") });
}

const RENDERERS: {
  readonly [Format in ReportFormat]: (
    report: ReportDocument,
    options: RenderOptions,
  ) => Promise<Rendering[Format]>;
} = {
  html: (report, { draw, css }) => renderHtml(report, draw, css ?? ""),
  pdf: (report, { draw }) => renderPdf(report, draw),
  email: (report, { draw, why }) =>
    renderEmail(report, draw, why ?? text("reports.email.why", { title: report.title })),
  text: (report) => Promise.resolve(renderText(report)),
  md: (report) => Promise.resolve(renderMarkdown(report)),
  json: (report) => Promise.resolve(renderJson(report)),
};

/** The document in one format; the same document gives the same bytes. */
export function renderWith<Format extends ReportFormat>(
  report: ReportDocument,
  format: Format,
  options: RenderOptions,
): Promise<Rendering[Format]> {
  return RENDERERS[format](report, options);
}
