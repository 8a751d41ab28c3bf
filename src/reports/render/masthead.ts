import { text } from "../../core/index.js";
import type { ReportDocument } from "../document.js";

/** The line above a report: its title, its site, and its issue and freshness at the other end. */
export function runningHead(report: ReportDocument): {
  readonly title: string;
  readonly site: string;
  readonly right: string;
} {
  return {
    title: report.title,
    site: report.scope.site_name,
    right: text("reports.runhead", {
      period: report.period.label,
      issue: report.issue,
      data_to: report.data_to_text,
    }),
  };
}

/** The line at the foot of every page: report, issue, snapshot. */
export function footerText(report: ReportDocument): string {
  return text("reports.footer", {
    title: report.title,
    period: report.period.label,
    issue: report.issue,
    snapshot: report.snapshot_id,
  });
}
