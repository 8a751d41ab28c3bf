import type { Link, ReportDocument } from "../document.js";

/** The address of a path of the service as mail and PDF need it: absolute, or empty when unknown. */
export function absoluteUrl(report: Pick<ReportDocument, "public_url">, href: string): string {
  if (!href.startsWith("/")) return href;
  return report.public_url === null ? "" : `${report.public_url.replace(/\/+$/, "")}${href}`;
}

/** The links that lead somewhere from outside the service. */
export function absoluteLinks(
  report: Pick<ReportDocument, "public_url">,
  links: readonly Link[],
): Link[] {
  return links
    .map((link) => ({ text: link.text, href: absoluteUrl(report, link.href) }))
    .filter((link) => link.href !== "");
}
