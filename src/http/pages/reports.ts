import { periodText, text } from "../../core/index.js";
import {
  assembleReport,
  findReport,
  periodKey,
  renderReport,
  renderReportBody,
  type ReportDocument,
} from "../../reports/index.js";
import { withSuffix } from "../address.js";
import { metricContext } from "../figures.js";
import { inPlace } from "../links.js";
import type { FileAnswer, PageRequest, PageView } from "../page.js";
import { pageScope, type PageScope } from "../scope/page-scope.js";
import { answerHtml } from "../view/answer.js";
import { html, joined, type Html } from "../view/markup.js";
import { sectionHtml } from "../view/section.js";
import { tableHtml } from "../view/table.js";

function reportTable(request: PageRequest, scope: PageScope): Html {
  return tableHtml({
    columns: [
      { id: "report", title: text("http.reports.report") },
      { id: "audience", title: text("http.reports.audience") },
      { id: "period", title: text("http.scope.period") },
      { id: "files", title: text("http.reports.files") },
    ],
    rows: request.deps.reports.map((report) => {
      const href = request.to(`/reports/${report.id}`, scope.place);
      const files = [
        html`<a href="${withSuffix(href, "pdf")}">${text("http.format", { format: "pdf" })}</a>`,
        html`<a href="${withSuffix(href, "json")}">${text("http.format", { format: "json" })}</a>`,
      ];
      return {
        id: report.id,
        cells: [
          { text: report.title, href },
          { text: report.audience },
          { text: periodText(scope.range) },
          { text: "", drawing: joined(files, " · ") },
        ],
      };
    }),
  });
}

/** The reports there are, each as a page and as files. */
export async function reportsPage(request: PageRequest): Promise<PageView> {
  const scope = await pageScope(request);
  const { reports } = request.deps;
  const rows = reports.map(({ id, title, audience }) => ({ id, title, audience }));
  return {
    title: text("http.route.reports"),
    nav: "/reports",
    scope: scope.view,
    foot: scope.foot,
    data: { reports: rows },
    table: { columns: ["id", "title", "audience"], rows },
    main: () =>
      html`${answerHtml({
        kicker: text("http.nav.reports"),
        under: scope.source.site_name,
        headline: text("http.reports.headline", { count: reports.length }),
        lede: [text("http.reports.lede")],
      })}${sectionHtml({
        title: text("http.reports.all"),
        notes: [text("http.reports.note")],
        links: [{ text: text("http.route.deliveries"), href: request.to("/deliveries") }],
        body:
          reports.length === 0
            ? html`<p>${text("http.reports.none")}</p>`
            : reportTable(request, scope),
      })}`,
  };
}

async function documentOf(request: PageRequest, scope: PageScope): Promise<ReportDocument> {
  const definition = findReport(request.deps.reports, request.params["id"] ?? "");
  const { software_version, public_url } = request.deps.settings;
  return assembleReport(
    definition,
    { site: scope.source.site, source: scope.source.source, range: scope.range },
    { ...metricContext(request), software_version, public_url, log: request.deps.log },
  );
}

async function pdfOf(report: ReportDocument): Promise<FileAnswer> {
  const body = await renderReport(report, "pdf");
  const { site } = report.scope;
  const name = `${report.id}-${site}-${periodKey(report.period)}.pdf`;
  return { name, body, bytes: body.length };
}

function actions(request: PageRequest): Html {
  const links = [
    html`<a href="${withSuffix(request.here(), "pdf")}"
      >${text("http.format", { format: "pdf" })}</a
    >`,
    html`<a href="${withSuffix(request.here(), "json")}"
      >${text("http.format", { format: "json" })}</a
    >`,
    html`<a href="${request.to("/reports")}">${text("http.reports.all")}</a>`,
  ];
  return html`<p class="report-actions">${joined(links, " · ")}</p>`;
}

/** The same value with every address in it changed: those under names that end in `href`. */
function withAddresses<Value>(value: Value, change: (href: string) => string): Value {
  const changed = (inner: unknown, name: string): unknown => {
    if (typeof inner === "string") return name.endsWith("href") ? change(inner) : inner;
    if (Array.isArray(inner)) return inner.map((one: unknown) => changed(one, name));
    if (typeof inner !== "object" || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, one]) => [key, changed(one, key)]));
  };
  // Only texts are exchanged for texts, so the shape stays.
  return changed(value, "") as Value;
}

/** A report of one site and period, as the page, the PDF and the document that is archived. */
export async function reportPage(given: PageRequest): Promise<PageView> {
  const scope = await pageScope(given);
  const request = inPlace(given, scope.place);
  const report = await documentOf(request, scope);
  if (report.status === "failed") request.noted.has_failed = true;
  return {
    title: text("http.reports.title", { title: report.title, period: report.period.label }),
    nav: "/reports",
    scope: scope.view,
    foot: scope.foot,
    data: report,
    table: null,
    files: { pdf: () => pdfOf(report) },
    main: async () =>
      html`${actions(request)}${await renderReportBody(withAddresses(report, (href) => request.carry(href)))}`,
  };
}
