import { formatCount, formatNumber, text } from "../core/index.js";
import { TEXT_SIZE, type Shape } from "./marks.js";
import { escapeMarkup } from "./svg-text.js";
import { textWidth } from "./text-width.js";
import { paintOf, type Theme } from "./theme.js";
import { roundNumbers } from "./tidy-svg.js";

/** One period of a sparkline. */
export interface SparkPoint {
  readonly value: number | null;
  /** True for the period that the tile reports. */
  readonly is_reported: boolean;
}

/** The small line of a tile: the shape of the last periods; the table has the values. */
export interface Sparkline {
  /** What the line is of, for the text alternative: `MTBF by week`. */
  readonly title: string;
  readonly unit: string;
  readonly points: readonly SparkPoint[];
  /** The value compared with, dotted; null for none. */
  readonly compared_with: number | null;
}

/** A logarithmic axis that the interval marks of one table share. */
export interface LogAxis {
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

const SPARK = { width: 150, height: 36, edge: 3, top: 4, bottom: 32 };
const MARK_HEIGHT = 14;
const ARROW_ROOM = 4;

function shapeText(shape: Shape): string {
  const attributes = Object.entries(shape.attributes)
    .map(([name, value]) => ` ${name}="${escapeMarkup(roundNumbers(String(value)))}"`)
    .join("");
  const inside = (shape.children ?? []).map(shapeText).join("");
  return `<${shape.name}${attributes}>${inside}</${shape.name}>`;
}

function svg(size: { width: number; height: number }, shape: Omit<Shape, "name">): string {
  const { width, height } = size;
  const attributes = { viewBox: `0 0 ${width} ${height}`, width, height, ...shape.attributes };
  return shapeText({ ...shape, name: "svg", attributes });
}

function sparkLabel(line: Sparkline): string {
  const values = line.points.flatMap(({ value }) => (value === null ? [] : [value]));
  const first = values[0];
  const last = values.at(-1);
  const { title, unit } = line;
  if (first === undefined || last === undefined) return text("charts.spark.none", { title });
  const decimals = Math.max(...values.map(Math.abs)) < 9.95 ? 1 : 0;
  const number = (value: number): string => formatNumber(value, decimals);
  return text("charts.spark.label", {
    title,
    unit,
    first: number(first),
    last: number(last),
    lowest: number(Math.min(...values)),
    highest: number(Math.max(...values)),
  });
}

interface SparkXY extends SparkPoint {
  readonly x: number;
  readonly y: number;
}

/** Unbroken runs of points; a period without a value breaks the line. */
function runsOf(points: readonly (SparkXY | null)[]): SparkXY[][] {
  const runs: SparkXY[][] = [[]];
  for (const point of points) {
    if (point === null) runs.push([]);
    else runs.at(-1)?.push(point);
  }
  return runs.filter((run) => run.length > 1);
}

function polyline(points: readonly SparkXY[], stroke: string, width: number): Shape {
  const list = points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  const look = { fill: "none", stroke, "stroke-width": width, "stroke-linejoin": "round" };
  return { name: "polyline", attributes: { points: list, ...look } };
}

function sparkScale(line: Sparkline): (value: number) => number {
  const values = line.points.flatMap(({ value }) => (value === null ? [] : [value]));
  const all = line.compared_with === null ? values : [...values, line.compared_with];
  const lowest = Math.min(...all);
  const span = Math.max(...all) - lowest;
  if (span === 0) return () => (SPARK.top + SPARK.bottom) / 2;
  return (value) => SPARK.bottom - ((value - lowest) / span) * (SPARK.bottom - SPARK.top);
}

/** A tile's sparkline as SVG: grey, the reported period heavy with a dot at its end, no axis. */
export function sparkline(line: Sparkline, theme: Theme = "css"): string {
  const { color } = paintOf(theme);
  const y = sparkScale(line);
  const step = (SPARK.width - 2 * SPARK.edge) / Math.max(1, line.points.length - 1);
  const placed = line.points.map((point, index): SparkXY | null =>
    point.value === null ? null : { ...point, x: SPARK.edge + index * step, y: y(point.value) },
  );
  const reported = placed.map((point) => (point?.is_reported === true ? point : null));
  const end = reported.findLast((point) => point !== null);
  const compared: Shape[] =
    line.compared_with === null ? [] : [dottedLine(y(line.compared_with), color.edge)];
  const dot: Shape[] =
    end === undefined
      ? []
      : [{ name: "circle", attributes: { cx: end.x, cy: end.y, r: 2.6, fill: color.ink } }];
  return svg(SPARK, {
    attributes: { class: "spark", role: "img", "aria-label": sparkLabel(line) },
    children: [
      ...compared,
      ...runsOf(placed).map((run) => polyline(run, color["data-mute"], 1.25)),
      ...runsOf(reported).map((run) => polyline(run, color.ink, 2)),
      ...dot,
    ],
  });
}

function dottedLine(y: number, stroke: string): Shape {
  const ends = { x1: 0, x2: SPARK.width, y1: y, y2: y };
  return {
    name: "line",
    attributes: { ...ends, stroke, "stroke-width": 1, "stroke-dasharray": "1 3" },
  };
}

/** The axis for a table's intervals: whole decades around all of them. */
export function logAxis(values: readonly (number | null)[], width = 120): LogAxis {
  const known = values.filter((value) => value !== null && value > 0) as number[];
  const from = 10 ** Math.floor(Math.log10(Math.min(...known, 10)));
  const to = 10 ** Math.ceil(Math.log10(Math.max(...known, from * 10)));
  return { from, to, width };
}

function xOf(axis: LogAxis, value: number): number {
  const inside = Math.min(axis.to, Math.max(axis.from, value));
  const ratio = Math.log(inside / axis.from) / Math.log(axis.to / axis.from);
  return ratio * (axis.width - ARROW_ROOM);
}

function decades(axis: LogAxis): number[] {
  const count = Math.round(Math.log10(axis.to / axis.from));
  return Array.from({ length: count + 1 }, (_, k) => Number((axis.from * 10 ** k).toPrecision(6)));
}

interface HeadLabel {
  readonly name: string;
  readonly left: number;
  readonly width: number;
}

function headLabel(axis: LogAxis, tick: number): HeadLabel {
  const name = tick < 1 ? String(tick) : formatCount(tick);
  const width = textWidth(name, { size: TEXT_SIZE });
  const x = xOf(axis, tick);
  if (tick === axis.from) return { name, width, left: x };
  if (tick === axis.to) return { name, width, left: axis.width - width };
  return { name, width, left: x - width / 2 };
}

/** The ends, then the decades between them that find room. */
function headLabels(axis: LogAxis): HeadLabel[] {
  const [first, ...others] = decades(axis).map((tick) => headLabel(axis, tick));
  const last = others.pop();
  const placed = [first, last].filter((label) => label !== undefined);
  for (const label of others) {
    const touches = placed.some(
      ({ left, width }) => left < label.left + label.width + 4 && label.left < left + width + 4,
    );
    if (!touches) placed.push(label);
  }
  return placed;
}

/** The decades of the axis, for the table's header; decoration, as the numbers are in the rows. */
export function logAxisHead(axis: LogAxis, theme: Theme = "css"): string {
  const { color, font } = paintOf(theme);
  const labels = headLabels(axis).map(({ name, left }) => {
    const place = `x="${roundNumbers(left.toFixed(3))}" y="11" font-size="${TEXT_SIZE}"`;
    return `<text ${place} fill="${color["ink-3"]}">${name}</text>`;
  });
  const { width } = axis;
  const size = `width="${width}" height="14" viewBox="0 0 ${width} 14"`;
  const family = escapeMarkup(font);
  return `<svg ${size} aria-hidden="true" font-family="${family}">${labels.join("")}</svg>`;
}

function gridOf(axis: LogAxis, stroke: string): Shape[] {
  return decades(axis).map((tick) => {
    const x = xOf(axis, tick);
    return { name: "line", attributes: { x1: x, x2: x, y1: -4, y2: MARK_HEIGHT + 4, stroke } };
  });
}

/** A dashed arrow from the lower end: too few failures for a value. */
function openMark(axis: LogAxis, lower: number, stroke: string): Shape[] {
  const x = xOf(axis, lower);
  const end = axis.width - ARROW_ROOM;
  const path = (d: string, extra: Readonly<Record<string, string | number>>): Shape => ({
    name: "path",
    attributes: { d, fill: "none", stroke, ...extra },
  });
  return [
    path(`M${x.toFixed(1)} 7H${end}`, { "stroke-width": 1.25, "stroke-dasharray": "2 3" }),
    path(`M${x.toFixed(1)} 3v8`, { "stroke-width": 1.5 }),
    path(`M${end - 2} 3.5 ${end + 3} 7l-5 3.5`, { "stroke-width": 1.25 }),
  ];
}

/** An interval and its value as a mark in a table row, on the axis in the header. */
export function intervalMark(
  estimate: {
    readonly value: number | null;
    readonly lower: number | null;
    readonly upper: number | null;
  },
  axis: LogAxis,
  theme: Theme = "css",
): string {
  const { color } = paintOf(theme);
  const { value, lower, upper } = estimate;
  const size = { width: axis.width, height: MARK_HEIGHT };
  const children = gridOf(axis, color.hair);
  if (lower !== null && (value === null || upper === null)) {
    children.push(...openMark(axis, lower, color["data-mute"]));
  } else if (lower !== null && upper !== null && value !== null) {
    const x = xOf(axis, lower);
    const bar = { x, y: 4.5, width: Math.max(1, xOf(axis, upper) - x), height: 5 };
    const tick = { x: xOf(axis, value) - 1.25, y: 1.5, width: 2.5, height: 11 };
    children.push({ name: "rect", attributes: { ...bar, fill: color["data-soft"] } });
    children.push({ name: "rect", attributes: { ...tick, fill: color.ink } });
  }
  return svg(size, { attributes: { "aria-hidden": "true", overflow: "visible" }, children });
}

/** Small columns of counts in a table row; `largest` is one scale for all rows. */
export function countColumns(
  columns: {
    readonly title: string;
    readonly counts: readonly number[];
    /** Which of them are of the reported period. */
    readonly reported: readonly [from: number, to: number];
    readonly largest: number;
  },
  theme: Theme = "css",
): string {
  const { color } = paintOf(theme);
  const { title, counts, reported, largest } = columns;
  const size = { width: counts.length * 7, height: 16 };
  const base = { x1: 0, x2: size.width, y1: 15.5, y2: 15.5, stroke: color.hair };
  const bars = counts.flatMap((count, index): Shape[] => {
    if (count <= 0) return [];
    const height = Math.max(1, (count / Math.max(1, largest)) * 16);
    const isReported = index >= reported[0] && index < reported[1];
    const fill = isReported ? color.data : color["data-soft"];
    const place = { x: index * 7, y: 16 - height, width: 5, height };
    return [{ name: "rect", attributes: { ...place, fill } }];
  });
  const label = text("charts.columns.label", { title, counts: counts.join(", ") });
  return svg(size, {
    attributes: { role: "img", "aria-label": label },
    children: [{ name: "line", attributes: base }, ...bars],
  });
}
