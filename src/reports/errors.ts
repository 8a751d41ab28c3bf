import { defineErrors } from "../core/index.js";

/** What can go wrong with report definitions, documents and renderings, by code. */
export const reportsErrors = {
  "report.invalid": {
    kind: "config",
    message: (v: { file: string; count: number; first: string }) =>
      v.count === 1
        ? `report definition is not valid: ${v.first}`
        : `report definition is not valid: ${v.file} has ${v.count} problems — the first: ${v.first}`,
    doc: "A report file breaks the format; each problem is listed with its line and directive.",
  },
  "report.unreadable": {
    kind: "config",
    message: (v: { file: string; problem: string }) =>
      `report file cannot be read: ${v.file} — ${v.problem}`,
    doc: "A report file or the folder of reports is missing, too large or not UTF-8.",
  },
  "report.duplicate_id": {
    kind: "config",
    message: (v: { id: string; files: string }) =>
      `report id is used twice: ${v.id} in ${v.files} — expected one file for each id`,
    doc: "Two report files declare the same id.",
  },
  "report.unknown": {
    kind: "not_found",
    message: (v: { id: string; known: string }) =>
      `unknown report: ${v.id} — expected one of ${v.known}`,
    doc: "No report has the id asked for.",
  },
  "report.no_access": {
    kind: "auth",
    message: (v: { site: string }) =>
      `report is not available: site ${v.site} — expected a site your access includes`,
    doc: "The reader may not see the site a report was asked for.",
  },
  "report.format_unknown": {
    kind: "input",
    message: (v: { format: string; known: string }) =>
      `unknown report format: ${v.format} — expected one of ${v.known}`,
    doc: "A report was asked for in a format it cannot be written in.",
  },
  "report.document_invalid": {
    kind: "data",
    message: (v: { problem: string }) =>
      `archived report document cannot be read: ${v.problem} — expected a document of format 1`,
    doc: "A stored report document is damaged or of a format this version does not know.",
  },
  "report.section_without_data": {
    kind: "data",
    message: (v: { metric: string; reason: string }) => `metric failed: ${v.metric} — ${v.reason}`,
    doc: "A figure that a section of a report needs could not be computed.",
  },
  "report.incomplete": {
    kind: "data",
    message: (v: { report: string }) =>
      `report is not complete: ${v.report} has a failed section — expected every section computed`,
    doc: "A report with a failed section is shown on its page and never mailed.",
  },
  "report.pdf_failed": {
    kind: "internal",
    message: (v: { report: string; problem: string }) =>
      `PDF could not be written: ${v.report} — ${v.problem}`,
    doc: "The PDF engine refused the document; nothing was written.",
  },
  "report.picture_failed": {
    kind: "internal",
    message: (v: { chart: string; problem: string }) =>
      `chart could not be drawn as a picture: ${v.chart} — ${v.problem}`,
    doc: "A chart of an e-mail could not be turned into a PNG; nothing is sent.",
  },
  "report.font_missing": {
    kind: "internal",
    message: (v: { font: string }) =>
      `font file is missing: ${v.font} — expected it from an installed package`,
    doc: "A font that PDF and pictures need is not installed.",
  },
} as const;

/** Makes the errors of `reports`. */
export const fail = defineErrors(reportsErrors);
