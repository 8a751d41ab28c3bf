import type { Frame, PlotMark, PlotModule } from "./define.js";

const SVG = "http://www.w3.org/2000/svg" as const;

/** Size of text in a drawing, px; nothing is smaller. */
export const TEXT_SIZE = 12;
/** Size of values printed at steps and bars, px. */
export const VALUE_SIZE = 13;

/** An SVG element under construction: its name, attributes and children. */
export interface Shape {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children?: readonly Shape[];
}

function build(document: Document, shape: Shape): SVGElement {
  const element = document.createElementNS(SVG, shape.name);
  for (const [name, value] of Object.entries(shape.attributes)) {
    element.setAttribute(name, String(value));
  }
  for (const child of shape.children ?? []) element.appendChild(build(document, child));
  return element;
}

/** A mark made of plain SVG, for what Plot has no mark for: patterns and symbols. */
export function shapeMark(shape: Shape): PlotMark {
  return (...[, , , , context]) => build(context.document, shape);
}

/** Which hatching: of data that is not complete, or of planned stops. */
export type HatchKind = "data" | "ink";

/** The id of a hatch pattern inside one drawing. */
function hatchId(frame: Frame, kind: HatchKind): string {
  return `${frame.id}-hatch-${kind}`;
}

/** The paint that fills with a hatch. */
export function hatchFill(frame: Frame, kind: HatchKind): string {
  return `url(#${hatchId(frame, kind)})`;
}

/** The definition of a hatch: 5 by 5 px, turned by 45 degrees. */
export function hatchPattern(frame: Frame, kind: HatchKind): PlotMark {
  const { color } = frame.paint;
  const line: Shape = {
    name: "line",
    attributes: {
      x1: 0,
      y1: 0,
      x2: 0,
      y2: 5,
      stroke: kind === "data" ? color.data : color["ink-3"],
      "stroke-width": 1.3,
      "stroke-opacity": kind === "data" ? 0.55 : 0.9,
    },
  };
  const pattern: Shape = {
    name: "pattern",
    attributes: {
      id: hatchId(frame, kind),
      width: 5,
      height: 5,
      patternUnits: "userSpaceOnUse",
      patternTransform: "rotate(45)",
    },
    children: [line],
  };
  return shapeMark({ name: "defs", attributes: {}, children: [pattern] });
}

/** A paper-coloured edge that keeps text readable where it meets lines. */
export function halo(frame: Frame, width = 4): { stroke: string; strokeWidth: number } {
  return { stroke: frame.paint.color.paper, strokeWidth: width };
}

/** Horizontal hairlines with their values in the left margin; the last carries the unit. */
export function valueGrid(
  plot: PlotModule,
  ticks: readonly { readonly at: number; readonly label: string }[],
  frame: Frame & { readonly marginLeft: number },
): PlotMark[] {
  return [
    plot.ruleY(ticks, { y: "at", stroke: frame.paint.color.hair }),
    plot.text(ticks, {
      y: "at",
      text: "label",
      frameAnchor: "left",
      textAnchor: "start",
      dx: -frame.marginLeft,
      fill: frame.paint.color["ink-3"],
    }),
  ];
}

/** What every drawing shares: no axes, no legend, colours taken as they are. */
export const PLAIN = {
  axis: null,
  x: { axis: null },
  y: { axis: null },
  color: { type: "identity" },
} as const;
