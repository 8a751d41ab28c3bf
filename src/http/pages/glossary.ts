import { text } from "../../core/index.js";
import { metrics, type MetricDeclaration } from "../../metrics/index.js";
import type { PageRequest, PageView } from "../page.js";
import { pageScope } from "../scope/page-scope.js";
import { answerHtml } from "../view/answer.js";
import { html, type Html } from "../view/markup.js";
import { sectionHtml } from "../view/section.js";
import { tableHtml } from "../view/table.js";
import { formulaLine } from "../view/formula.js";
import { columnTitle } from "../wording.js";

/** Standards and books a metric rests on, in one line; those not read are said to be so. */
export function sourcesLine(metric: MetricDeclaration): string {
  return metric.sources
    .map((source) => {
      const place = source.place === "" ? source.work : `${source.work}, ${source.place}`;
      return source.verified ? place : text("http.metric.source_unverified", { source: place });
    })
    .join("; ");
}

function unitOf(metric: MetricDeclaration): string {
  return typeof metric.unit === "string" ? metric.unit : Object.values(metric.unit).join(", ");
}

function row(metric: MetricDeclaration): Readonly<Record<string, string>> {
  return {
    id: metric.id,
    title: metric.title,
    summary: metric.summary,
    unit: unitOf(metric),
    better: metric.better,
    formula: formulaLine(metric.formula, columnTitle),
    sources: sourcesLine(metric),
  };
}

function main(request: PageRequest): Html {
  const rows = metrics.map((metric) => ({
    id: metric.id,
    cells: [
      { text: metric.title, href: request.to(`/metrics/${metric.id}`) },
      { text: metric.summary },
      { text: formulaLine(metric.formula, columnTitle) },
      { text: sourcesLine(metric), is_dim: true },
    ],
  }));
  const table = tableHtml({
    columns: [
      { id: "title", title: text("http.metrics.metric") },
      { id: "summary", title: text("http.metrics.says") },
      { id: "formula", title: text("http.metrics.formula"), is_wide_only: true },
      { id: "sources", title: text("http.metrics.sources"), is_wide_only: true },
    ],
    rows,
  });
  return html`${answerHtml({
    kicker: text("http.nav.metrics"),
    headline: text("http.metrics.headline", { count: metrics.length }),
    lede: [text("http.metrics.lede")],
  })}${sectionHtml({
    title: text("http.metrics.all"),
    notes: [text("http.metrics.note")],
    links: [{ text: text("http.link.api"), href: "/api/metrics" }],
    body: table,
  })}${rulesSection()}`;
}

const RULES = [
  ["http.rules.open_long", "http.rules.open_long_text"],
  ["http.rules.fails_often", "http.rules.fails_often_text"],
  ["http.rules.waiting", "http.rules.waiting_text"],
  ["http.rules.checks", "http.rules.checks_text"],
] as const;

/** The rules by which pages and reports say that something asks for attention. */
function rulesSection(): Html {
  const rules = RULES.map(
    ([name, said]) =>
      html`<dt>${text(name)}</dt>
        <dd>${text(said)}</dd>`,
  );
  return sectionHtml({
    id: "rules",
    title: text("http.rules.title"),
    notes: [text("http.rules.note")],
    body: html`<dl class="defs">${rules}</dl>`,
  });
}

/** The page of all metrics: what each says, by which formula, after whom. */
export async function glossaryPage(request: PageRequest): Promise<PageView> {
  const rows = metrics.map(row);
  const { view, foot } = await pageScope(request, { is_timeless: true });
  return {
    title: text("http.route.metrics"),
    nav: "/metrics",
    scope: view,
    foot,
    data: { metrics: rows },
    table: { columns: Object.keys(rows[0] ?? {}), rows },
    main: () => main(request),
  };
}
