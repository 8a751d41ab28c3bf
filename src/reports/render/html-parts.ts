import { text } from "../../core/index.js";
import type {
  Finding,
  Inline,
  Spark,
  SymbolCode,
  Table,
  TableCell,
  TableColumn,
  Tile,
  Tone,
} from "../document.js";
import { VARIABLES } from "./inks.js";
import { html, joined, linked, NOTHING, trusted, type Html } from "./markup.js";
import { sparkPaths } from "./spark.js";
import { symbolPaths } from "./symbols.js";

const BAR_WIDTH = 56;
const SPARK_WIDTH = 210;

function symbolHtml(code: SymbolCode): Html {
  if (code === "none") return NOTHING;
  return trusted(
    `<svg class="sym" viewBox="0 0 10 10" aria-hidden="true" focusable="false">${symbolPaths(code)}</svg> `,
  );
}

function toneClass(tone: Tone): string {
  return tone === "plain" ? "" : `is-${tone}`;
}

function sparkHtml(spark: Spark): Html {
  const paths = trusted(sparkPaths(spark, SPARK_WIDTH, VARIABLES));
  return html`<svg
    class="spark"
    viewBox="0 0 ${SPARK_WIDTH} 28"
    role="img"
    aria-label="${spark.label}"
  >
    ${paths}
  </svg>`;
}

function valueHtml(tile: Tile): Html {
  if (tile.value === "") {
    return html`<p class="val none">${linked(tile.href, tile.placeholder)}</p>`;
  }
  const unit = tile.unit === "" ? NOTHING : html`<span class="u">&nbsp;${tile.unit}</span>`;
  return html`<p class="val">${linked(tile.href, tile.value)}${unit}</p>`;
}

function changeHtml({ verdict, change }: Tile): Html {
  if (verdict === null) return html`<p class="chg">${change}</p>`;
  const tone = toneClass(verdict.tone);
  const words = change === "" ? NOTHING : html`<br />${change}`;
  return html`<p class="chg">
    <span class="verdict ${tone}">${symbolHtml(verdict.symbol)}${verdict.word}</span>${words}
  </p>`;
}

/** What stands below the value: interval, basis, small line, change; or why there is no value. */
function belowHtml(tile: Tile): Html {
  if (tile.value === "") return html`<p class="ci why">${tile.missing}</p>`;
  const spark = tile.spark === null ? html`<p></p>` : sparkHtml(tile.spark);
  return html`<p class="ci">${tile.interval}</p>
    <p class="n">${tile.n}</p>
    ${spark}${changeHtml(tile)}`;
}

/** One key figure in six lines. */
export function tileHtml(tile: Tile): Html {
  return html`<div class="tile">
    <h3>${tile.name}</h3>
    ${valueHtml(tile)}${belowHtml(tile)}
  </div> `;
}

function classAttribute(names: readonly (string | false)[]): Html {
  const kept = names.filter((name) => name !== false && name !== "");
  return kept.length === 0 ? NOTHING : html` class="${kept.join(" ")}"`;
}

function headHtml(column: TableColumn): Html {
  const unit = column.unit === "" ? NOTHING : html`<span class="u">${column.unit}</span>`;
  const title =
    column.kind === "bar" ? html`<span class="vh">${column.title}</span>` : column.title;
  const names = classAttribute([column.align === "end" && "r", column.is_wide_only && "wide-only"]);
  return html`<th scope="col" ${names}>${title}${unit}</th>`;
}

function barHtml(part: number): Html {
  const width = Math.max(1, Math.round(part * BAR_WIDTH));
  return trusted(
    `<svg width="${BAR_WIDTH}" height="8" viewBox="0 0 ${BAR_WIDTH} 8" aria-hidden="true" focusable="false"><rect width="${width}" height="8" fill="var(--data)"/></svg>`,
  );
}

function cellWords(cell: TableCell, className: string): Html {
  const words = html`${symbolHtml(cell.symbol)}${cell.text}`;
  const isJudged = cell.symbol !== "none";
  const tone = classAttribute([toneClass(cell.tone), cell.is_dim && "dim", isJudged && "nb"]);
  const shown = linked(cell.href, words, className);
  return tone === NOTHING ? shown : html`<span${tone}>${shown}</span>`;
}

function cellHtml(cell: TableCell, column: TableColumn | undefined, position: number): Html {
  const names = [
    column?.align === "end" && "r",
    column?.kind === "bar" && "viz",
    column?.is_wide_only === true && "wide-only",
  ];
  if (position === 0) {
    return html`<th scope="row" ${classAttribute(names)}>${cellWords(cell, "")}</th>`;
  }
  const content = cell.bar === null ? cellWords(cell, "quiet") : barHtml(cell.bar);
  return html`<td${classAttribute(names)}>${content}</td>`;
}

/** A table with headers for columns and for rows. */
export function tableHtml(table: Table): Html {
  const rows = table.rows.map(
    (row) =>
      html`<tr>
        ${row.cells.map((cell, at) => cellHtml(cell, table.columns[at], at))}
      </tr> `,
  );
  return html`<table>
    <thead>
      <tr>
        ${table.columns.map(headHtml)}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

/** Something that asks for attention, as an item of a list. */
export function findingHtml(finding: Finding): Html {
  const links = joined(
    finding.links.map((link) => linked(link.href, link.text)),
    " · ",
  );
  const number = finding.number === "" ? NOTHING : html`<p class="num">${finding.number}</p>`;
  return html`<li>
    <span class="${toneClass(finding.tone)}">${symbolHtml(finding.symbol)}</span>
    <div>
      <h3>${linked(finding.href, finding.title, "quiet")}</h3>
      <p>${finding.body} ${links}</p>
    </div>
    ${number}
  </li> `;
}

/** What went wrong with a section, in the place of its figures. */
export function failureHtml(failure: { readonly code: string; readonly message: string }): Html {
  return html`<div class="state failed">
    <b>${symbolHtml("cross")}${text("reports.failed")}</b>
    <p>${failure.message}</p>
    <p><code>${failure.code}</code></p>
  </div>`;
}

/** A note that must not be missed, with its symbol. */
export function noticeHtml(note: string): Html {
  return html`<p class="sub is-uncertain">${symbolHtml("square")}${note}</p>`;
}

function runHtml(run: Inline): Html {
  if (run.kind === "strong") return html`<strong>${run.text}</strong>`;
  if (run.kind === "emphasis") return html`<em>${run.text}</em>`;
  if (run.kind === "code") return html`<code>${run.text}</code>`;
  return linked(run.kind === "link" ? run.href : "", run.text);
}

/** Runs of text one after the other. */
export function runsHtml(runs: readonly Inline[]): Html {
  return html`${runs.map(runHtml)}`;
}
