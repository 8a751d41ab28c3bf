import type { ReportDocument } from "../document.js";

/** The document as JSON: the form it is archived in and read back from. */
export function renderJson(report: ReportDocument): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
