import type { ChartTable, DrawOptions, FindingOptions } from "./define.js";
import { descriptionOf, drawChart, type Drawing } from "./draw.js";
import { loadPlot } from "./plot.js";
import { charts, type ChartId, type ChartInputs } from "./registry.js";
import { svgText } from "./svg-text.js";

let drawing: Promise<Drawing> | undefined;

/** Plot and one shared document, loaded when the first chart is drawn. */
async function loadDrawing(): Promise<Drawing> {
  const [plot, { parseHTML }] = await Promise.all([loadPlot(), import("linkedom")]);
  return { plot, document: parseHTML("<!doctype html><html><body></body></html>").document };
}

/** A chart as SVG text, drawn for one width and one theme. */
export async function renderChart<Id extends ChartId>(
  id: Id,
  input: ChartInputs[Id],
  options: DrawOptions,
): Promise<string> {
  drawing ??= loadDrawing();
  return svgText(drawChart(charts[id], { input, options }, await drawing));
}

/** The text alternative of a chart, one or two sentences. */
export function describeChart<Id extends ChartId>(id: Id, input: ChartInputs[Id]): string {
  return descriptionOf(charts[id], input);
}

/** The headline above a chart: what to see in it. An emphasis alone may be given as its id. */
export function chartFinding<Id extends ChartId>(
  id: Id,
  input: ChartInputs[Id],
  options: string | FindingOptions = {},
): string {
  const asked = typeof options === "string" ? { emphasis: options } : options;
  return charts[id].finding(input, asked);
}

/** The line under the headline: what is drawn, and what shading and hatching mean. */
export function chartSub<Id extends ChartId>(
  id: Id,
  input: ChartInputs[Id],
  options: Pick<DrawOptions, "finer" | "emphasis"> = {},
): string {
  const chart = charts[id];
  return chart.notice(input)?.sentence ?? chart.sub(input, options);
}

/** The values of a chart as a table; nothing in it while there is nothing to draw. */
export function chartTable<Id extends ChartId>(id: Id, input: ChartInputs[Id]): ChartTable {
  return charts[id].table(input);
}
