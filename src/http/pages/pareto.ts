import { formatCount, formatMoney, formatPercent, text } from "../../core/index.js";
import { chartFinding } from "../../charts/index.js";
import { parameterInfo, type MetricResult, type Row } from "../../metrics/index.js";
import { withSuffix } from "../address.js";
import { computeFigure } from "../figures.js";
import type { PageRequest, PageView } from "../page.js";
import { pageScope, type PageScope } from "../scope/page-scope.js";
import { periodText } from "../scope/period.js";
import { answerHtml } from "../view/answer.js";
import { choicesHtml } from "../view/choices.js";
import { figureHtml } from "../view/figure.js";
import { html, NOTHING, type Html } from "../view/markup.js";
import { guarded } from "../view/guarded.js";
import { columnOf, hoursWriter, isUnknownColumn, numberCell, numberIn } from "../view/numbers.js";
import { PAGE_ROWS, pageNumber, pagerHtml } from "../view/pager.js";
import { sectionHtml } from "../view/section.js";
import { tableHtml, type PageCell, type PageTable } from "../view/table.js";
import { reasonSentences } from "../view/figure-words.js";

interface Choice {
  readonly dimension: string;
  readonly measure: string;
}

function choiceOf(result: MetricResult): Choice {
  return {
    dimension: result.parameters["dimension"] ?? "area",
    measure: result.parameters["measure"] ?? "count",
  };
}

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

function rowCells(request: PageRequest, result: MetricResult, row: Row): PageCell[] {
  const choice = choiceOf(result);
  const id = String(row["group_id"] ?? "");
  const label = String(row["group_label"] ?? "");
  const largest = numberIn(result.rows[0] ?? {}, "value") ?? 0;
  const value = numberIn(row, "value") ?? 0;
  const name = label === "" ? text("http.pareto.no_group") : label;
  const isAsset = choice.dimension === "asset";
  const records = request.to("/metrics/failure_pareto", {
    ...choice,
    asset: request.query.asset ?? null,
    group: id,
  });
  const currency = result.scope.currency;
  // One decimal for the whole column when whole percentages would round a group to nothing.
  const isFine = result.rows.some((one) => (numberIn(one, "share") ?? 1) < 0.01);
  const share = (ratio: number): string => formatPercent(ratio, isFine ? 1 : 0);
  return [
    {
      text: name,
      ...(isAsset ? { href: request.to(`/assets/${id}`) } : { href: `${records}#rows` }),
    },
    numberCell(numberIn(row, "asset_count"), formatCount),
    { ...numberCell(numberIn(row, "failure_count"), formatCount), href: `${records}#rows` },
    numberCell(numberIn(row, "downtime_h"), hoursWriter(columnOf(result.rows, "downtime_h"))),
    numberCell(numberIn(row, "cost"), (cost) => formatMoney(cost, currency)),
    { text: "", bar: largest > 0 ? value / largest : 0 },
    numberCell(numberIn(row, "share"), share),
    numberCell(numberIn(row, "cumulative_share"), share),
  ];
}

function shownRows(request: PageRequest, result: MetricResult): readonly Row[] {
  const first = (pageNumber(request) - 1) * PAGE_ROWS;
  return result.rows.slice(first, first + PAGE_ROWS);
}

function paretoTable(request: PageRequest, result: MetricResult): PageTable {
  const { dimension } = choiceOf(result);
  const columns = [
    { id: "group", title: text("http.dimension", { dimension }) },
    { id: "asset_count", title: text("http.column.assets"), align: "end", is_wide_only: true },
    { id: "failure_count", title: text("http.column.failures"), align: "end" },
    { id: "downtime_h", title: text("http.column.hours_lost"), unit: "h", align: "end" },
    { id: "cost", title: text("http.column.cost"), align: "end", is_wide_only: true },
    { id: "bar", title: text("http.column.drawn"), kind: "bar", is_wide_only: true },
    { id: "share", title: text("http.column.share"), align: "end" },
    { id: "cumulative", title: text("http.column.cumulative"), align: "end" },
  ] as const;
  const hidden = ["asset_count", "downtime_h", "cost"].filter((name) =>
    isUnknownColumn(result.rows, name),
  );
  const kept = columns.map((column) => !hidden.includes(column.id));
  return {
    columns: columns.filter((_column, index) => kept[index]),
    rows: shownRows(request, result).map((row) => ({
      id: String(row["group_id"] ?? ""),
      cells: rowCells(request, result, row).filter((_cell, index) => kept[index]),
    })),
  };
}

async function main(request: PageRequest, scope: PageScope, result: MetricResult): Promise<Html> {
  const choice = choiceOf(result);
  const period = periodText(scope.range);
  const links = [
    { text: text("http.link.definition"), href: request.to("/metrics/failure_pareto", choice) },
    { text: text("http.link.data"), href: withSuffix(request.here(), "csv") },
  ];
  const figure = await guarded(request, () =>
    figureHtml("failure_pareto", result, { place: "full", is_headed: false }),
  );
  const total = result.rows.length;
  const pager = total > PAGE_ROWS ? pagerHtml(request, { total, anchor: "table" }) : NOTHING;
  const table =
    result.rows.length === 0
      ? NOTHING
      : sectionHtml({
          id: "table",
          title: text("http.pareto.table"),
          notes: [text("http.pareto.rows", { count: result.rows.length })],
          links,
          body: html`${tableHtml(paretoTable(request, result))}${pager}`,
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
  const result = await computeFigure(request, "failure_pareto", {
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
