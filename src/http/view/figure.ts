import { text } from "../../core/index.js";
import {
  chartFinding,
  chartSub,
  charts,
  chartTable,
  figureData,
  renderChart,
  type ChartId,
  type ChartInputs,
  type ChartTable,
  type DrawOptions,
} from "../../charts/index.js";
import { html, NOTHING, trusted, type Html } from "./markup.js";
import { stateHtml } from "./state.js";
import { tableHtml } from "./table.js";

/** Where a figure stands, which decides the widths it is drawn for. */
export type Place = "full" | "main" | "half";

const WIDTHS: Readonly<Record<Place, readonly (readonly [string, number])[]>> = {
  full: [
    ["wide", 1024],
    ["mid", 700],
    ["narrow", 358],
  ],
  main: [
    ["wide", 595],
    ["narrow", 358],
  ],
  half: [
    ["wide", 397],
    ["narrow", 358],
  ],
};

/** How a figure is asked for. */
export interface FigureOptions extends Omit<DrawOptions, "width" | "theme"> {
  readonly place: Place;
  /** False where the page's answer already is the finding. */
  readonly is_headed?: boolean;
}

/** The table of the values behind a chart, folded away right after it. */
function valuesHtml(table: ChartTable): Html {
  const columns = table.columns.map((column) => ({
    id: column.name,
    title: column.title,
    unit: column.unit,
    align: column.align,
  }));
  const rows = table.rows.map((row) => ({
    id: row.id,
    cells: table.columns.map((column, index) => ({
      text: row.cells[column.name] ?? "",
      ...(index === 0 && row.href !== null ? { href: row.href } : {}),
    })),
  }));
  const shown = tableHtml({ caption: table.caption, columns, rows });
  return html`<details>
    <summary>${text("http.figure.table")}</summary>
    ${shown}
  </details>`;
}

/** A chart drawn for every width it may get, with its finding above and its values below. */
export async function figureHtml<Id extends ChartId>(
  id: Id,
  input: ChartInputs[Id],
  options: FigureOptions,
): Promise<Html> {
  const { place, is_headed = true, ...draw } = options;
  const notice = charts[id].notice(input);
  if (notice !== null) return html`<figure>${stateHtml(notice)}</figure>`;
  const drawings = await Promise.all(
    WIDTHS[place].map(async ([name, width]) => {
      const svg = await renderChart(id, input, { ...draw, width, theme: "css" });
      return html`<div class="${name}">${trusted(svg)}</div>`;
    }),
  );
  const finding = is_headed
    ? html`<p class="finding">${chartFinding(id, input, options.emphasis)}</p>`
    : NOTHING;
  const sub = chartSub(id, input, options.finer === undefined ? {} : { finer: options.finer });
  const data = trusted(`<script type="application/json">${figureData(id, input, draw)}</script>`);
  return html`<figure>
    <figcaption>
      ${finding}
      <p class="sub">${sub}</p>
    </figcaption>
    <div class="chart ${place}" data-chart="${id}">${drawings}</div>
    ${valuesHtml(chartTable(id, input))}${data}
  </figure>`;
}
