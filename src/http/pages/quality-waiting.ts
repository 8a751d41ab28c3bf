import { formatCount, placeUnit, text } from "../../core/index.js";
import type { Row } from "../../metrics/index.js";
import { html, type Html } from "../view/markup.js";
import { sectionHtml, type SideLink } from "../view/section.js";
import { tableHtml } from "../view/table.js";

/** One page of the rows in quarantine, and how many there are in all. */
export interface WaitingPage {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly page: number;
}

const words = (row: Row, name: string): string => String(row[name] ?? "");
const MOST_SHOWN = 60;

function shortened(value: string): string {
  return value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value;
}

function cells(row: Row) {
  const column = words(row, "column_name");
  return [
    {
      text: text("http.waiting.place", {
        file: words(row, "file"),
        unit: placeUnit(words(row, "file")),
        line: words(row, "line"),
      }),
    },
    { text: column === "" ? text("http.waiting.whole_row") : column },
    { text: shortened(words(row, "value")) },
    { text: words(row, "message") },
    { text: words(row, "expected") },
  ];
}

/** The rows that wait in quarantine: where each stands, what was found and what was expected. */
export function waitingSection(
  waiting: WaitingPage,
  parts: { readonly data: SideLink; readonly pager: Html },
): Html {
  const table = tableHtml({
    columns: [
      { id: "place", title: text("http.waiting.where") },
      { id: "column", title: text("http.waiting.column") },
      { id: "value", title: text("http.waiting.value") },
      { id: "message", title: text("http.waiting.message") },
      { id: "expected", title: text("http.waiting.expected"), is_wide_only: true },
    ],
    rows: waiting.rows.map((row) => ({ id: words(row, "id"), cells: cells(row) })),
  });
  return sectionHtml({
    id: "waiting",
    title: text("http.waiting.title"),
    notes: [text("http.waiting.note")],
    links: waiting.total === 0 ? [] : [parts.data],
    body:
      waiting.total === 0
        ? html`<p>${text("http.waiting.none")}</p>`
        : html`<p class="finding">
              ${text("http.waiting.finding", {
                count: waiting.total,
                number: formatCount(waiting.total),
              })}
            </p>
            ${table}${parts.pager}`,
  });
}
