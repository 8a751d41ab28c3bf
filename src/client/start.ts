import type { PlotModule } from "../charts/define.js";
import { addFilter } from "./filter.js";
import { enliven } from "./marks.js";
import { follow, liveFigures } from "./redraw.js";
import { createTip } from "./tip.js";

/** What the page gains from the script: readable marks, drawings that fit, tables to filter. */
export function start(document: Document, plot: PlotModule): void {
  const tip = createTip(document);
  for (const svg of [...document.querySelectorAll("[data-chart] svg")]) enliven(svg, tip);
  for (const figure of liveFigures(document)) follow(figure, { plot, document }, tip);
  for (const table of [...document.querySelectorAll("table[data-filter]")]) addFilter(table);
}
