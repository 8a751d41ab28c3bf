import { formatCount, periodPhrase, periodText, text } from "../../core/index.js";
import type { MetricResult } from "../../metrics/index.js";
import { withSuffix } from "../address.js";
import { computeFigure, listTotal, wholeFigure } from "../figures.js";
import type { PageRequest, PageView } from "../page.js";
import { pageScope, type PageScope } from "../scope/page-scope.js";
import { answerHtml } from "../view/answer.js";
import { choicesHtml } from "../view/choices.js";
import { html, type Html } from "../view/markup.js";
import { sectionHtml } from "../view/section.js";
import { figureWords, reasonSentences } from "../view/figure-words.js";
import { chainsHtml, type Repeats } from "./chain-table.js";

const WINDOWS_D = [7, 30, 90, 365];

function daysOf(result: MetricResult): number {
  return Number(result.parameters["within_days"] ?? "90");
}

function controls(request: PageRequest, days: number): Html {
  const offered = [...new Set([...WINDOWS_D, days])].sort((a, b) => a - b);
  return choicesHtml([
    {
      label: text("http.recurring.again_within"),
      options: offered.map((window) => ({
        text: text("http.recurring.days", { days: window }),
        href: request.here({ within_days: String(window) }),
        is_current: window === days,
      })),
    },
  ]);
}

function headline(scope: PageScope, { share, days }: Repeats): string {
  const repeats = share.inputs["repeat_count"] ?? null;
  const known = share.inputs["known_count"] ?? null;
  if (repeats === null || known === null || known === 0) {
    return text("http.recurring.headline_unknown", { days });
  }
  return text("http.recurring.headline", {
    repeats,
    known: formatCount(known),
    many: formatCount(repeats),
    days,
    period: periodPhrase(scope.range),
  });
}

function lede({ share, chains }: Repeats): string[] {
  const { value, interval } = figureWords(share);
  return [
    ...(value === "" ? [] : [text("http.recurring.share", { value, interval })]),
    text("http.recurring.chains", { count: chains.value ?? chains.rows.length }),
    ...reasonSentences(share),
  ];
}

function main(request: PageRequest, scope: PageScope, repeats: Repeats): Html {
  const shown = repeats.chains.rows.length;
  const within = { within_days: String(repeats.days) };
  return html`${answerHtml({
    kicker: text("http.nav.recurring"),
    under: periodText(scope.range),
    headline: headline(scope, repeats),
    lede: lede(repeats),
  })}${sectionHtml({
    id: "chains",
    title: text("http.recurring.title"),
    notes: [
      text("http.recurring.note"),
      ...(listTotal(repeats.chains) > shown ? [text("http.list.cut", { shown })] : []),
    ],
    links: [
      {
        text: text("http.link.definition"),
        href: request.to("/metrics/recurring_failures", within),
      },
      {
        text: text("http.link.rows"),
        href: `${request.to("/metrics/recurring_failures", within)}#rows`,
      },
      { text: text("http.link.data"), href: withSuffix(request.here(), "csv-excel") },
    ],
    body: html`${controls(request, repeats.days)}${chainsHtml(request, repeats)}`,
  })}`;
}

/** Failures that came again: chains of one asset and one mode or text, most repeats first. */
export async function recurringPage(request: PageRequest): Promise<PageView> {
  const scope = await pageScope(request);
  const { asset, within_days } = request.query;
  const parameters = {
    ...scope.parameters,
    ...(asset === undefined ? {} : { asset }),
    ...(within_days === undefined ? {} : { within_days }),
  };
  const compute = request.format === "html" ? computeFigure : wholeFigure;
  const [share, chains] = await Promise.all([
    computeFigure(request, "recurring_failures", parameters),
    compute(request, "recurring_chains", parameters),
  ]);
  const repeats = { share, chains, days: daysOf(share) };
  return {
    title: text("http.route.recurring"),
    nav: "/recurring",
    scope: scope.view,
    foot: scope.foot,
    data: { share, chains },
    table: { columns: chains.columns.map((column) => column.name), rows: chains.rows },
    main: () => main(request, scope, repeats),
  };
}
