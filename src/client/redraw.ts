import { drawChart, type Drawing } from "../charts/draw.js";
import type { FigureData } from "../charts/figure-data.js";
import { charts, isChartId, type ChartId } from "../charts/registry.js";
import { enliven } from "./marks.js";
import type { Tip } from "./tip.js";

/** A figure of the page that carries its data. */
export interface LiveFigure {
  readonly id: ChartId;
  /** The element that holds the drawings. */
  readonly holder: Element;
  readonly data: FigureData;
  /** Part of the ids in its drawing, which tells it apart from the page's other figures. */
  readonly key: string;
}

/** Narrower than the narrowest phone, wider than any page: a drawing is made for widths between. */
const NARROWEST = 280;
const WIDEST = 1280;

function dataOf(holder: Element): FigureData | null {
  const block = holder.closest("figure")?.querySelector('script[type="application/json"]');
  const json = block?.textContent ?? "";
  // Our own page wrote it, with `figureData`.
  return json === "" ? null : (JSON.parse(json) as FigureData);
}

/** The figures of a page that can be drawn again. */
export function liveFigures(document: Document): LiveFigure[] {
  return [...document.querySelectorAll("[data-chart]")].flatMap((holder, index) => {
    const id = holder.getAttribute("data-chart") ?? "";
    const data = dataOf(holder);
    return data === null || !isChartId(id) ? [] : [{ id, holder, data, key: `live-${index}` }];
  });
}

function drawAt(figure: LiveFigure, width: number, drawing: Drawing): Element {
  const { id, data, key } = figure;
  const options = { ...data.options, width, theme: "css", key } as const;
  // The id and the input belong together: `figureData` wrote both.
  return drawChart(charts[id] as never, { input: data.input as never, options }, drawing);
}

/**
 * Draws a figure for the room it has, with the same function as the server, in the place of the
 * drawings for fixed widths. Colours are the page's own, so it follows the theme by itself.
 */
export function redraw(figure: LiveFigure, width: number, drawing: Drawing): Element {
  const svg = drawAt(figure, Math.round(Math.min(WIDEST, Math.max(NARROWEST, width))), drawing);
  const { holder } = figure;
  const frame = drawing.document.createElement("div");
  frame.appendChild(svg);
  for (const child of [...holder.children]) {
    if (child.tagName.toLowerCase() !== "script") child.remove();
  }
  holder.prepend(frame);
  return svg;
}

function shownWidth(holder: Element): number {
  const shown = [...holder.querySelectorAll("svg")].find((svg) => svg.getClientRects().length > 0);
  return Number(shown?.getAttribute("width") ?? 0);
}

/** Keeps a figure as wide as its place: draws it again when the room differs from the drawing. */
export function follow(figure: LiveFigure, drawing: Drawing, tip: Tip): void {
  const { holder } = figure;
  const view = holder.ownerDocument.defaultView;
  if (view === null || typeof view.ResizeObserver !== "function") return;
  let width = shownWidth(holder);
  const observer = new view.ResizeObserver(() => {
    const room = Math.floor(holder.clientWidth);
    if (room === 0 || Math.abs(room - width) < 4) return;
    width = room;
    // The mark that it stands at is about to go.
    tip.hide();
    enliven(redraw(figure, room, drawing), tip);
  });
  observer.observe(holder);
}
