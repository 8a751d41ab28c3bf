import type { SymbolCode, Tone } from "../../reports/index.js";
import { html, NOTHING, trusted, type Html } from "./markup.js";
import { symbol } from "./symbol.js";
import { toneClass } from "./tone.js";

/** A column of a table on a page. */
export interface PageColumn {
  readonly id: string;
  readonly title: string;
  /** Unit or grain, under the title. */
  readonly unit?: string;
  readonly align?: "start" | "end";
  /** `bar` columns hold a drawing; their title is read aloud, not shown. */
  readonly kind?: "text" | "bar";
  readonly is_wide_only?: boolean;
  /** Drawn in the header in place of the title, such as a shared axis. */
  readonly axis?: Html;
  /** Address that sorts by this column, and how it is sorted now. */
  readonly sort_href?: string;
  readonly sorted?: "ascending" | "descending" | null;
}

/** A cell of such a table: text with what it leads to, or a drawing. */
export interface PageCell {
  readonly text: string;
  readonly href?: string;
  readonly tone?: Tone;
  readonly symbol?: SymbolCode;
  readonly is_dim?: boolean;
  /** Length of an inline bar as a part of the column's longest. */
  readonly bar?: number | null;
  /** Drawn in place of the text. */
  readonly drawing?: Html;
  /** Said after the text in small. */
  readonly small?: string;
  /** Keeps the text on one line. */
  readonly is_whole?: boolean;
}

/** A table on a page; the first cell of a row is its name. */
export interface PageTable {
  readonly caption?: string;
  readonly columns: readonly PageColumn[];
  readonly rows: readonly {
    readonly id?: string;
    /** Id of the row in the document, for links that lead to it. */
    readonly anchor?: string;
    readonly cells: readonly PageCell[];
    readonly is_sum?: boolean;
  }[];
  /** Lets the browser's script offer a field that hides rows; for lists shown whole. */
  readonly is_filtered?: boolean;
  /** Said under the last row, across the table. */
  readonly foot?: Html;
}

const BAR_WIDTH = 96;

/** An inline bar: a drawing as wide as the part it stands for, hidden from screen readers. */
export function inlineBar(part: number, tone: "on" | "soft" | "hot" = "on"): Html {
  const width = Math.max(1, Math.round(BAR_WIDTH * Math.min(1, Math.max(0, part))));
  return trusted(
    `<svg class="bar ${tone}" width="${BAR_WIDTH}" height="8" viewBox="0 0 ${BAR_WIDTH} 8" aria-hidden="true" focusable="false"><rect width="${width}" height="8"/></svg>`,
  );
}

function classes(...names: readonly (string | false | undefined)[]): Html {
  const kept = names.filter((name) => name !== undefined && name !== false && name !== "");
  return kept.length === 0 ? NOTHING : html` class="${kept.join(" ")}"`;
}

function head(column: PageColumn): Html {
  const unit = column.unit === undefined || column.unit === "" ? NOTHING : unitOf(column.unit);
  const shown =
    column.kind === "bar"
      ? html`<span class="vh">${column.title}</span>${column.axis ?? NOTHING}`
      : html`${sortLink(column)}${unit}`;
  const sorted = column.sorted ?? null;
  return html`<th
    scope="col"
    ${classes(column.align === "end" && "r", column.is_wide_only === true && "wide-only")}${
      sorted === null ? NOTHING : html` aria-sort="${sorted}"`
    }
  >
    ${shown}
  </th>`;
}

function unitOf(unit: string): Html {
  return html`<span class="u">${unit}</span>`;
}

function sortLink(column: PageColumn): Html {
  if (column.sort_href === undefined) return html`${column.title}`;
  return html`<a class="quiet" href="${column.sort_href}">${column.title}</a>`;
}

function content(cell: PageCell): Html {
  if (cell.drawing !== undefined) return cell.drawing;
  if (cell.bar !== undefined && cell.bar !== null) return inlineBar(cell.bar);
  const words = html`${cell.symbol === undefined || cell.symbol === "none" ? NOTHING : html`${symbol(cell.symbol)} `}${cell.text}`;
  const linked =
    cell.href === undefined || cell.href === ""
      ? words
      : html`<a${classes("quiet")} href="${cell.href}">${words}</a>`;
  const small =
    cell.small === undefined ? NOTHING : html` <small class="dim">${cell.small}</small>`;
  const tone = cell.tone === undefined ? "" : toneClass(cell.tone);
  if (tone === "" && cell.is_dim !== true) return html`${linked}${small}`;
  return html`<span${classes(tone, cell.is_dim === true && "dim")}>${linked}${small}</span>`;
}

function body(cell: PageCell, column: PageColumn | undefined, position: number): Html {
  const names = [
    column?.align === "end" && "r",
    column?.kind === "bar" && "viz",
    cell.is_whole === true && "c",
    column?.is_wide_only === true && "wide-only",
  ];
  if (position > 0) return html`<td${classes(...names)}>${content(cell)}</td>`;
  const name =
    cell.href === undefined || cell.href === ""
      ? content(cell)
      : html`<a href="${cell.href}">${cell.text}</a>${
            cell.small === undefined ? NOTHING : html` <small class="dim">${cell.small}</small>`
          }`;
  return html`<th scope="row" ${classes(...names)}>${name}</th>`;
}

/** The table as markup: column headers with scope, the first cell of each row its header. */
export function tableHtml(table: PageTable): Html {
  const caption =
    table.caption === undefined
      ? NOTHING
      : html`<caption>
          ${table.caption}
        </caption>`;
  const rows = table.rows.map(
    (row) =>
      html`<tr${row.anchor === undefined ? NOTHING : html` id="${row.anchor}"`}${classes(row.is_sum === true && "sum")}>${row.cells.map(
        (cell, index) => body(cell, table.columns[index], index),
      )}</tr>`,
  );
  const foot =
    table.foot === undefined
      ? NOTHING
      : html`<tfoot>
          <tr>
            <td colspan="${table.columns.length}">${table.foot}</td>
          </tr>
        </tfoot>`;
  return html`<div
    class="scroll"
    tabindex="0"
    role="group"
    aria-label="${table.caption ?? tableName(table)}"
  >
    <table${table.is_filtered === true ? trusted(" data-filter") : NOTHING}>
      ${caption}
      <thead>
        <tr>
          ${table.columns.map(head)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
      ${foot}
    </table>
  </div>`;
}

function tableName(table: PageTable): string {
  return table.columns.map((column) => column.title).join(", ");
}
