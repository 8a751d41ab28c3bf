import type { Link, ReportDocument } from "../document.js";

/** Keys of a document that hold an address. */
const ADDRESSES = new Set(["href", "definition_href"]);

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

/** The document with every address absolute, for a file that is read away from the service. */
export function withAbsoluteLinks(report: ReportDocument): ReportDocument {
  if (report.public_url === null) return report;
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]: [string, unknown]) => [
        key,
        typeof part === "string" && ADDRESSES.has(key) ? absoluteUrl(report, part) : visit(part),
      ]),
    );
  };
  // Only texts under known keys change, so the document keeps its form.
  return visit(report) as ReportDocument;
}
