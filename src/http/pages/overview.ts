import { periodText, text } from "../../core/index.js";
import type { Row } from "../../metrics/index.js";
import type { PageRequest, PageView } from "../page.js";
import { pageScope } from "../scope/page-scope.js";
import { answerHtml } from "../view/answer.js";
import { html, type Html } from "../view/markup.js";
import { readOverview, type OverviewData } from "./overview-data.js";
import {
  attentionSection,
  movedSection,
  tilesSection,
  whereSection,
  worstSection,
  type OverviewView,
} from "./overview-sections.js";

async function main(view: OverviewView): Promise<Html> {
  const { data, scope } = view;
  const period = periodText(scope.range);
  const [moved, where] = await Promise.all([movedSection(view), whereSection(view)]);
  return html`${answerHtml({
    kicker: text("http.nav.overview"),
    under: period,
    headline: data.answer?.headline ?? text("http.overview.no_answer", { period }),
    lede: data.answer?.lede ?? [],
  })}${tilesSection(view)}${moved}${where}${worstSection(view)}${attentionSection(view)}`;
}

const COLUMNS = [
  "metric",
  "title",
  "value",
  "unit",
  "interval_lower",
  "interval_upper",
  "interval_level",
  "n",
  "status",
  "reasons",
  "from",
  "to",
  "site",
  "source",
  "evidence_url",
] as const;

function figureRows(data: OverviewData): Row[] {
  return data.figures.map((result) => ({
    metric: result.metric,
    title: result.title,
    value: result.value,
    unit: result.unit,
    interval_lower: result.interval?.lower ?? null,
    interval_upper: result.interval?.upper ?? null,
    interval_level: result.interval?.level ?? null,
    n: result.n,
    status: result.status,
    reasons: result.reasons.map((reason) => reason.code).join(" "),
    from: result.range.from,
    to: result.range.to,
    site: result.scope.site,
    source: result.scope.source,
    evidence_url: result.evidence_url,
  }));
}

/** The first page: how it was, how sure that is, what moved, where, and what asks for attention. */
export async function overviewPage(request: PageRequest): Promise<PageView> {
  const scope = await pageScope(request);
  const data = await readOverview(request, scope);
  const { answer, tiles, figures, by_month, pareto, worst, found, outages } = data;
  return {
    title: text("http.overview.title", { period: periodText(scope.range) }),
    nav: "/",
    scope: scope.view,
    foot: scope.foot,
    data: {
      site: scope.source.site,
      range: scope.range,
      answer,
      tiles,
      figures,
      by_month,
      pareto,
      outages: outages?.rows ?? null,
      worst_assets: worst?.table ?? null,
      findings: found?.findings ?? null,
    },
    table: { columns: COLUMNS, rows: figureRows(data) },
    main: () => main({ request, scope, data }),
  };
}
