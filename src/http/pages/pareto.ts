import { periodText, text } from "../../core/index.js";
import { chartFinding } from "../../charts/index.js";
import { parameterInfo, type MetricResult } from "../../metrics/index.js";
import { withSuffix } from "../address.js";
import { computeFigure, listTotal, wholeFigure } from "../figures.js";
import type { PageRequest, PageView } from "../page.js";
import { pageScope, type PageScope } from "../scope/page-scope.js";
import { answerHtml } from "../view/answer.js";
import { choicesHtml } from "../view/choices.js";
import { figureHtml } from "../view/figure.js";
import { html, NOTHING, type Html } from "../view/markup.js";
import { guarded } from "../view/guarded.js";
import { sectionHtml } from "../view/section.js";
import { reasonSentences } from "../view/figure-words.js";
import { choiceOf, rankingHtml, type Choice } from "./pareto-table.js";

function controls(request: PageRequest, choice: Choice): Html {
  return choicesHtml([
    {
      label: text("http.pareto.by"),
      options: parameterInfo("dimension").choices.map((dimension) => ({
        text: text("http.dimension", { dimension }),
        href: request.here({ dimension }),
        is_current: dimension === choice.dimension,
      })),
    },
    {
      label: text("http.pareto.measured"),
      options: parameterInfo("measure").choices.map((measure) => ({
        text: text("http.measure", { measure }),
        href: request.here({ measure }),
        is_current: measure === choice.measure,
      })),
    },
  ]);
}

/** Says so where the page lists the first groups only. */
function cutNote(result: MetricResult): string[] {
  const [shown, total] = [result.rows.length, listTotal(result)];
  return total > shown ? [text("http.list.cut", { shown })] : [];
}

async function main(request: PageRequest, scope: PageScope, result: MetricResult): Promise<Html> {
  const choice = choiceOf(result);
  const period = periodText(scope.range);
  const links = [
    { text: text("http.link.definition"), href: request.to("/metrics/failure_pareto", choice) },
    { text: text("http.link.data"), href: withSuffix(request.here(), "csv-excel") },
  ];
  const figure = await guarded(request, () =>
    figureHtml("failure_pareto", result, { place: "full", is_headed: false }),
  );
  const table =
    result.rows.length === 0
      ? NOTHING
      : sectionHtml({
          id: "table",
          title: text("http.pareto.table"),
          notes: [text("http.pareto.rows", { count: listTotal(result) }), ...cutNote(result)],
          links,
          body: rankingHtml(request, result),
        });
  return html`${answerHtml({
    kicker: text("http.nav.pareto"),
    under: period,
    headline: chartFinding("failure_pareto", result),
    lede: [...reasonSentences(result), text("http.pareto.lede")],
  })}${sectionHtml({
    title: text("http.pareto.title"),
    notes: [scope.source.source_title, period],
    links,
    body: html`${controls(request, choice)}${figure}`,
  })}${table}`;
}

/** The Pareto of failures: where they fall, by place, asset, mode, cause or text. */
export async function paretoPage(request: PageRequest): Promise<PageView> {
  const scope = await pageScope(request);
  const { asset, dimension, measure } = request.query;
  const given = { asset, dimension, measure };
  const chosen = Object.entries(given).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const compute = request.format === "html" ? computeFigure : wholeFigure;
  const result = await compute(request, "failure_pareto", {
    ...scope.parameters,
    ...Object.fromEntries(chosen),
  });
  return {
    title: text("http.route.pareto"),
    nav: "/pareto",
    scope: scope.view,
    foot: scope.foot,
    data: result,
    table: { columns: result.columns.map((column) => column.name), rows: result.rows },
    main: () => main(request, scope, result),
  };
}
