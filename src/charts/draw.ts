import { text } from "../core/index.js";
import type { Chart, DrawOptions, Frame, PlotModule } from "./define.js";
import { noticePlot } from "./notice-plot.js";
import { paintOf } from "./theme.js";
import { tidySvg } from "./tidy-svg.js";

/** What drawing needs from outside: Plot, and a document to make elements in. */
export interface Drawing {
  readonly plot: PlotModule;
  readonly document: Document;
}

/** The options made complete. */
function frameOf(chartId: string, options: DrawOptions): Frame {
  const key = options.key === undefined ? "" : `-${options.key.replace(/[^\w-]/g, "_")}`;
  return {
    width: options.width,
    paint: paintOf(options.theme),
    emphasis: options.emphasis ?? null,
    links: options.links ?? {},
    finer: options.finer ?? null,
    id: `${chartId}-${options.width}${key}`,
  };
}

/** The text alternative of a chart: what it shows, or why it shows nothing. */
export function descriptionOf<Input>(chart: Chart<Input>, input: Input): string {
  const notice = chart.notice(input);
  if (notice === null) return chart.describe(input);
  const { word, sentence } = notice;
  return text("charts.describe.notice", { title: chart.title, word, sentence });
}

/** Draws a chart in a document; the same on the server and in a browser. */
export function drawChart<Input>(
  chart: Chart<Input>,
  request: { readonly input: Input; readonly options: DrawOptions },
  { plot, document }: Drawing,
): Element {
  const { input, options } = request;
  const frame = frameOf(chart.id, options);
  const notice = chart.notice(input);
  const plotOptions =
    notice === null ? chart.plot(plot, input, frame) : noticePlot(plot, notice, frame);
  const svg = plot.plot({ ...plotOptions, document });
  const label = descriptionOf(chart, input);
  tidySvg(svg, { label, font: frame.paint.font, color: frame.paint.color["ink-3"] });
  return svg;
}
