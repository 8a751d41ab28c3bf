import { formatCount, formatDate, formatMoney, formatNumber, text } from "../../core/index.js";
import type { MetricResult, Row } from "../../metrics/index.js";
import { withSuffix } from "../address.js";
import { computeFigure } from "../figures.js";
import type { PageRequest, PageView } from "../page.js";
import { pageScope, type PageScope } from "../scope/page-scope.js";
import { periodPhrase, periodText } from "../scope/period.js";
import { answerHtml } from "../view/answer.js";
import { choicesHtml } from "../view/choices.js";
import { html, type Html } from "../view/markup.js";
import {
  columnOf,
  hoursWriter,
  isUnknownColumn,
  numberCell,
  numberIn,
  wordsIn,
} from "../view/numbers.js";
import { PAGE_ROWS, pageNumber, pagerHtml } from "../view/pager.js";
import { sectionHtml } from "../view/section.js";
import { tableHtml, type PageCell, type PageTable } from "../view/table.js";
import { figureWords, reasonSentences } from "../view/figure-words.js";

const WINDOWS_D = [7, 30, 90, 365];

interface Repeats {
  readonly share: MetricResult;
  readonly chains: MetricResult;
  readonly days: number;
}

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

function cells(request: PageRequest, repeats: Repeats, row: Row): PageCell[] {
  const largest = Math.max(
    ...repeats.chains.rows.map((one) => numberIn(one, "failure_count") ?? 0),
  );
  const failures = numberIn(row, "failure_count");
  const count = numberIn(row, "repeat_count") ?? 0;
  const asset = wordsIn(row, "asset_id");
  const records = request.to("/metrics/recurring_chains", {
    within_days: String(repeats.days),
    asset,
  });
  const currency = repeats.chains.scope.currency;
  return [
    { text: wordsIn(row, "asset_tag"), href: request.to(`/assets/${asset}`) },
    { text: wordsIn(row, "recurrence_key").toLocaleLowerCase("en") },
    { ...numberCell(count, formatCount), href: `${records}#rows` },
    numberCell(failures, formatCount),
    { text: "", bar: largest === 0 ? 0 : (failures ?? 0) / largest },
    { text: dateText(row, "first_on"), is_whole: true },
    { text: dateText(row, "last_on"), is_whole: true },
    numberCell(numberIn(row, "shortest_gap_d"), (days) => formatNumber(days, days < 10 ? 1 : 0)),
    numberCell(
      numberIn(row, "downtime_h"),
      hoursWriter(columnOf(repeats.chains.rows, "downtime_h")),
    ),
    numberCell(numberIn(row, "cost"), (cost) => formatMoney(cost, currency)),
  ];
}

function dateText(row: Row, name: string): string {
  const date = wordsIn(row, name);
  return date === "" ? text("http.unknown") : formatDate(date, { year: true });
}

function chainTable(request: PageRequest, repeats: Repeats): PageTable {
  const columns = [
    { id: "asset", title: text("http.column.asset") },
    { id: "key", title: text("http.recurring.key") },
    { id: "repeats", title: text("http.recurring.repeats"), align: "end" },
    {
      id: "failures",
      title: text("http.recurring.chain_failures"),
      align: "end",
      is_wide_only: true,
    },
    { id: "bar", title: text("http.column.drawn"), kind: "bar", is_wide_only: true },
    { id: "first", title: text("http.recurring.first"), is_wide_only: true },
    { id: "last", title: text("http.recurring.last") },
    {
      id: "shortest_gap_d",
      title: text("http.recurring.gap"),
      unit: "d",
      align: "end",
      is_wide_only: true,
    },
    { id: "downtime_h", title: text("http.column.hours_lost"), unit: "h", align: "end" },
    { id: "cost", title: text("http.column.cost"), align: "end", is_wide_only: true },
  ] as const;
  const { rows } = repeats.chains;
  const hidden = ["shortest_gap_d", "downtime_h", "cost"].filter((name) =>
    isUnknownColumn(rows, name),
  );
  const kept = columns.map((column) => !hidden.includes(column.id));
  const first = (pageNumber(request) - 1) * PAGE_ROWS;
  return {
    columns: columns.filter((_column, index) => kept[index]),
    rows: rows.slice(first, first + PAGE_ROWS).map((row) => ({
      id: wordsIn(row, "group_id"),
      cells: cells(request, repeats, row).filter((_cell, index) => kept[index]),
    })),
  };
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
    text("http.recurring.chains", { count: chains.rows.length }),
    ...reasonSentences(share),
  ];
}

function main(request: PageRequest, scope: PageScope, repeats: Repeats): Html {
  const { chains } = repeats;
  const total = chains.rows.length;
  const within = { within_days: String(repeats.days) };
  const body =
    total === 0
      ? html`<p>${text("http.recurring.none")}</p>`
      : html`${tableHtml(chainTable(request, repeats))}${pagerHtml(request, { total, anchor: "chains" })}`;
  return html`${answerHtml({
    kicker: text("http.nav.recurring"),
    under: periodText(scope.range),
    headline: headline(scope, repeats),
    lede: lede(repeats),
  })}${sectionHtml({
    id: "chains",
    title: text("http.recurring.title"),
    notes: [text("http.recurring.note")],
    links: [
      {
        text: text("http.link.definition"),
        href: request.to("/metrics/recurring_failures", within),
      },
      {
        text: text("http.link.rows"),
        href: `${request.to("/metrics/recurring_failures", within)}#rows`,
      },
      { text: text("http.link.data"), href: withSuffix(request.here(), "csv") },
    ],
    body: html`${controls(request, repeats.days)}${body}`,
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
  const [share, chains] = await Promise.all([
    computeFigure(request, "recurring_failures", parameters),
    computeFigure(request, "recurring_chains", parameters),
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
