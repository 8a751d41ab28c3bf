import {
  formatClock,
  formatCount,
  formatDate,
  formatDayOf,
  formatHours,
  formatInstant,
  formatNumber,
  periodText,
  text,
} from "../../core/index.js";
import type { Row, StatusTotal } from "../../metrics/index.js";
import { withSuffix } from "../address.js";
import type { PageRequest } from "../page.js";
import { html, joined, NOTHING, type Html } from "../view/markup.js";
import { columnOf, hoursWriter, numberCell, numberIn, wordsIn } from "../view/numbers.js";
import { findingHtml, sectionHtml } from "../view/section.js";
import { symbol } from "../view/symbol.js";
import { inlineBar, tableHtml, type PageCell, type PageColumn } from "../view/table.js";
import { formatTitle, textIfKnown } from "../wording.js";
import type { EvidenceData } from "./evidence-data.js";
import { findingSentence } from "./quality-findings.js";

const DOUBTS = 5;
const MOST_NAMED = 8;

function statusName(status: string): string {
  return textIfKnown(`metrics.left_out.${status}`) ?? status;
}

function statusEffect(status: string): string {
  return textIfKnown(`metrics.left_out.${status}.effect`) ?? "";
}

function showHref(request: PageRequest, status: string): string {
  return `${request.here({ show: status === "counted" ? null : status })}#rows`;
}

/** How all rows looked at became those counted: every row is accounted for. */
export function waterfallSection(request: PageRequest, { details, scope }: EvidenceData): Html {
  const { row_count, counted, left_out } = details;
  const part = (count: number): number => (row_count === 0 ? 0 : count / row_count);
  const step = (total: StatusTotal) => ({
    id: total.status,
    cells: [
      { text: statusName(total.status) },
      { text: `\u2212${formatCount(total.count)}`, href: showHref(request, total.status) },
      { text: "", drawing: inlineBar(part(total.count), "soft") },
    ],
  });
  const table = tableHtml({
    columns: [
      { id: "step", title: text("http.waterfall.step") },
      { id: "rows", title: text("http.waterfall.rows"), align: "end" },
      { id: "bar", title: text("http.column.drawn"), kind: "bar", is_wide_only: true },
    ],
    rows: [
      {
        id: "all",
        cells: [
          { text: text("http.waterfall.all", { period: periodText(scope.range) }) },
          { text: formatCount(row_count), href: showHref(request, "all") },
          { text: "", drawing: inlineBar(1) },
        ],
      },
      ...left_out.map(step),
      {
        id: "counted",
        is_sum: true,
        cells: [
          { text: text("http.waterfall.counted") },
          { text: formatCount(counted.count), href: showHref(request, "counted") },
          { text: "", drawing: inlineBar(part(counted.count)) },
        ],
      },
    ],
  });
  const out = row_count - counted.count;
  const finding = text("http.waterfall.finding", {
    rows: row_count,
    all: formatCount(row_count),
    counted: formatCount(counted.count),
    out,
  });
  return sectionHtml({
    id: "waterfall",
    title: text("http.waterfall.title"),
    notes: [text("http.waterfall.note")],
    links: [{ text: text("http.link.rows"), href: "#rows" }],
    body: html`${findingHtml(finding)}${table}`,
  });
}

function startCell(row: Row, zone: string): PageCell {
  const at = wordsIn(row, "started_at");
  const url = wordsIn(row, "record_url");
  const href = /^https?:/.test(url) ? { href: url } : {};
  if (at !== "") return { text: formatInstant(at, zone, { year: true }), ...href };
  const day = wordsIn(row, "day_on");
  return { text: day === "" ? text("http.unknown") : formatDate(day, { year: true }), ...href };
}

function endCell(row: Row, zone: string): PageCell {
  const [from, to] = [wordsIn(row, "started_at"), wordsIn(row, "ended_at")];
  if (to === "") return { text: "", is_whole: true };
  const isSameDay = from !== "" && formatDayOf(from, zone) === formatDayOf(to, zone);
  return { text: isSameDay ? formatClock(to, zone) : formatInstant(to, zone), is_whole: true };
}

function recordText(row: Row): string {
  return [wordsIn(row, "reason"), wordsIn(row, "title")]
    .filter((words, index, all) => words !== "" && all.indexOf(words) === index)
    .join(": ");
}

function placeText(row: Row): string {
  const run = wordsIn(row, "run_no");
  return run === "" ? "" : text("http.records.place", { run, line: wordsIn(row, "line") });
}

interface RowColumn {
  readonly column: PageColumn;
  readonly cell: (row: Row) => PageCell;
  readonly has: (row: Row) => boolean;
}

function rowColumns(request: PageRequest, { scope, details }: EvidenceData): RowColumn[] {
  const hours = hoursWriter(columnOf(details.rows, "down_h"));
  const { zone } = scope.source;
  const always = (): boolean => true;
  const words = (name: string) => (row: Row) => wordsIn(row, name) !== "";
  const end = { align: "end" } as const;
  const wide = { is_wide_only: true } as const;
  return [
    {
      column: { id: "started", title: text("http.records.from") },
      cell: (row) => startCell(row, zone),
      has: always,
    },
    {
      column: { id: "asset", title: text("http.column.asset") },
      cell: (row) => ({
        text: wordsIn(row, "asset_tag"),
        href: request.to(`/assets/${wordsIn(row, "asset_id")}`),
      }),
      has: always,
    },
    {
      column: { id: "area", title: text("http.column.area"), ...wide },
      cell: (row) => ({ text: wordsIn(row, "area") }),
      has: words("area"),
    },
    {
      column: { id: "ended", title: text("http.records.to"), ...wide },
      cell: (row) => endCell(row, zone),
      has: words("ended_at"),
    },
    {
      column: { id: "down", title: text("http.records.down"), unit: "h", ...end },
      cell: (row) => numberCell(numberIn(row, "down_h"), hours),
      has: (row) => numberIn(row, "down_h") !== null,
    },
    {
      column: { id: "gap", title: text("http.evidence.gap"), unit: "d", ...end },
      cell: (row) => numberCell(numberIn(row, "gap_d"), (days) => formatNumber(days, 1)),
      has: (row) => numberIn(row, "gap_d") !== null,
    },
    {
      column: { id: "text", title: text("http.evidence.stated") },
      cell: (row) => ({ text: recordText(row) }),
      has: always,
    },
    {
      column: { id: "status", title: text("http.evidence.counts"), ...wide },
      cell: (row) => ({ text: statusName(wordsIn(row, "status")), is_dim: true }),
      has: (row) => wordsIn(row, "status") !== "counted",
    },
    {
      column: { id: "place", title: text("http.records.record"), ...wide },
      cell: (row) => ({ text: placeText(row), is_dim: true }),
      has: (row) => placeText(row) !== "",
    },
  ];
}

function rowsTable(request: PageRequest, data: EvidenceData): Html {
  const { rows, next } = data.details;
  const kept = rowColumns(request, data).filter(({ has }) => rows.some(has));
  const first =
    request.query.after === undefined ? null : pageLink(request, null, "http.pager.first");
  const after = next === null ? null : pageLink(request, next, "http.pager.next");
  const csv = html`<a href="${withSuffix(request.here(), "csv-excel")}"
    >${formatTitle("csv-excel")}</a
  >`;
  return tableHtml({
    columns: kept.map(({ column }) => column),
    rows: rows.map((row) => ({
      id: wordsIn(row, "record_id"),
      cells: kept.map(({ cell }) => cell(row)),
    })),
    foot: html`${joined([first, after, csv], " · ")}`,
  });
}

function pageLink(
  request: PageRequest,
  after: string | null,
  id: "http.pager.first" | "http.pager.next",
): Html {
  return html`<a href="${request.here({ after })}#rows">${text(id)}</a>`;
}

/** The rows behind the figure, or those left out for one reason, a page at a time. */
export function rowsSection(request: PageRequest, data: EvidenceData): Html {
  const { details } = data;
  const show = request.query.show ?? "counted";
  const shown =
    show === "counted"
      ? details.counted.count
      : (details.left_out.find((total) => total.status === show)?.count ?? details.row_count);
  const back =
    show === "counted"
      ? NOTHING
      : html`<a href="${showHref(request, "counted")}">${text("http.evidence.back")}</a>`;
  return sectionHtml({
    id: "rows",
    title: text(show === "counted" ? "http.evidence.rows" : "http.evidence.other_rows"),
    notes: [
      show === "counted" || show === "all" || show === "left_out"
        ? text("http.evidence.rows_note", { count: shown, number: formatCount(shown) })
        : text("http.evidence.reason_note", {
            reason: statusName(show),
            number: formatCount(shown),
          }),
      back,
    ],
    links: [
      {
        text: formatTitle("csv-excel"),
        href: withSuffix(request.here({ after: null }), "csv-excel"),
      },
    ],
    body:
      details.rows.length === 0
        ? html`<p>${text("http.evidence.no_rows")}</p>`
        : rowsTable(request, data),
  });
}

/** The rows left out, by reason, with what each kind does to the figure. */
export function leftOutSection(request: PageRequest, { details }: EvidenceData): Html {
  const table = tableHtml({
    columns: [
      { id: "reason", title: text("http.left_out.reason") },
      { id: "rows", title: text("http.waterfall.rows"), align: "end" },
      { id: "hours", title: text("http.left_out.hours"), unit: "h", align: "end" },
      { id: "effect", title: text("http.left_out.effect") },
    ],
    rows: details.left_out.map((total) => ({
      id: total.status,
      cells: [
        { text: statusName(total.status), href: showHref(request, total.status) },
        { text: formatCount(total.count) },
        numberCell(total.record_h, formatHours),
        { text: statusEffect(total.status) },
      ],
    })),
  });
  return sectionHtml({
    id: "out",
    title: text("http.left_out.title"),
    notes: [text("http.left_out.note")],
    links:
      details.left_out.length === 0
        ? []
        : [{ text: text("http.link.rows"), href: showHref(request, "left_out") }],
    body: details.left_out.length === 0 ? html`<p>${text("http.left_out.none")}</p>` : table,
  });
}

/** Findings alike, told as one: the first as a sentence, the others by their subjects. */
function doubtsOf(
  findings: readonly Row[],
): { readonly first: Row; readonly rest: readonly Row[] }[] {
  const alike = new Map<string, Row[]>();
  for (const row of findings) {
    const key = `${wordsIn(row, "rule")} ${wordsIn(row, "message_code")}`;
    const same = alike.get(key);
    if (same === undefined) alike.set(key, [row]);
    else same.push(row);
  }
  return [...alike.values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [{ first, rest }],
  );
}

/** What could make the figure wrong: the findings of the checks. */
export function doubtsSection(request: PageRequest, { findings, scope }: EvidenceData): Html {
  const quality = `${request.to("/quality", scope.place)}#findings`;
  const items = doubtsOf(findings)
    .slice(0, DOUBTS)
    .map(({ first, rest }) => {
      const others = rest.map((row) => wordsIn(row, "subject")).slice(0, MOST_NAMED);
      const more =
        rest.length === 0
          ? NOTHING
          : html`${text("http.doubts.more", { count: rest.length, named: others.join(", ") })} `;
      return html`<li>
        <span class="is-uncertain">${symbol("square")}</span>
        <div>
          <h3>${findingSentence(first)}</h3>
          <p>${more}<a href="${quality}">${text("http.link.rows")}</a></p>
        </div>
      </li>`;
    });
  return sectionHtml({
    id: "doubts",
    title: text("http.doubts.title"),
    notes: [text("http.doubts.note")],
    links: [{ text: text("http.doubts.all"), href: quality }],
    body:
      items.length === 0
        ? html`<p>${text("http.findings.none")}</p>`
        : html`<ul class="todo">
            ${items}
          </ul>`,
  });
}
