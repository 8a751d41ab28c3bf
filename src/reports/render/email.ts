import { text } from "../../core/index.js";
import { isComplete, type ReportDocument, type Tile } from "../document.js";
import { fail } from "../errors.js";
import type { Drawer } from "./draw.js";
import { emailHtml, type Picture } from "./email-html.js";
import { renderPdf } from "./pdf.js";
import { svgToPng } from "./png.js";
import { renderText } from "./text.js";

/** A file that travels with a mail. */
export interface Attachment {
  readonly filename: string;
  readonly content_type: string;
  readonly content: Uint8Array;
  /** Content id by which the HTML shows it, without `cid:`; null for a file to keep. */
  readonly cid: string | null;
}

/** A mail ready to be addressed: nothing in it depends on who gets it or when. */
export interface Email {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

/** Width of the picture in a mail of 600 px with 16 px at either side. */
const PICTURE_WIDTH = 568;
const MOST_SUBJECT = 60;
const FIGURES = 3;

/**
 * The report as a mail: HTML and text, the first chart as a PNG in it, the whole report as PDF
 * beside it. `why` says for what reason the reader gets it and how to stop it. Throws
 * `report.incomplete` for a report with a failed section: such a report is never mailed.
 */
export async function renderEmail(
  report: ReportDocument,
  draw: Drawer,
  why: string = text("reports.email.why", { title: report.title }),
): Promise<Email> {
  if (!isComplete(report)) throw fail("report.incomplete", { report: report.id });
  const section = report.sections.find(
    (candidate) => candidate.kind === "chart" && candidate.is_drawn,
  );
  const picture: Picture | null =
    section?.kind === "chart" ? { section, cid: `${section.chart}@meantime` } : null;
  const parts = { report, picture, figures: mailFigures(report), why, preheader: "" };
  const preheader = preheaderOf(report, parts.figures);
  const attachments: Attachment[] = [];
  if (picture !== null) attachments.push(await pictureFile(picture, draw));
  attachments.push({
    filename: `${report.id}-${report.scope.site}-${report.period.key}.pdf`,
    content_type: "application/pdf",
    cid: null,
    content: await renderPdf(report, draw),
  });
  return {
    subject: subjectOf(report),
    html: emailHtml({ ...parts, preheader }),
    text: `${renderText(report)}\n${why}\n`,
    attachments,
  };
}

async function pictureFile(picture: Picture, draw: Drawer): Promise<Attachment> {
  const { chart, input } = picture.section;
  const svg = await draw({ chart, input, width: PICTURE_WIDTH, theme: "light", key: "mail" });
  return {
    filename: `${chart}.png`,
    cid: picture.cid,
    content_type: "image/png",
    content: await svgToPng(svg, chart),
  };
}

/** The figures a mail shows: three, those that can be said before those that cannot. */
function mailFigures(report: ReportDocument): Tile[] {
  const tiles = report.sections.flatMap((section) =>
    section.kind === "tiles" ? section.tiles : [],
  );
  const known = tiles.filter((tile) => tile.value !== "");
  const unknown = tiles.filter((tile) => tile.value === "");
  return [...known, ...unknown].slice(0, FIGURES);
}

/** The line that mail clients show after the subject. */
function preheaderOf(report: ReportDocument, figures: readonly Tile[]): string {
  return figures
    .map((tile) =>
      tile.value === ""
        ? text("reports.email.figure_unknown", {
            name: tile.short_name,
            word: tile.placeholder.toLocaleLowerCase(report.language),
          })
        : text("reports.email.figure", {
            name: tile.short_name,
            value: tile.unit === "" ? tile.value : `${tile.value}\u00a0${tile.unit}`,
            interval: tile.interval,
          }),
    )
    .join("; ");
}

/** The answer in under 60 characters, or the report's title and period when there is none. */
function subjectOf(report: ReportDocument): string {
  const answer = report.sections.find((section) => section.kind === "answer");
  const wanted = answer?.kind === "answer" ? answer.short : "";
  const subject = wanted === "" ? `${report.title}, ${report.period.label}` : wanted;
  // No control character may reach a mail header; plain blanks keep most subjects plain ASCII.
  const plain = subject.replace(/[\p{Cc}\p{Zs}]+/gu, " ").trim();
  return plain.length < MOST_SUBJECT ? plain : `${plain.slice(0, MOST_SUBJECT - 2).trimEnd()}…`;
}
