import { withUnit, type CivilDate } from "../../core/index.js";
import type { Frame, PlotMark, PlotModule, PlotOptions } from "../define.js";
import {
  halo,
  hatchFill,
  hatchPattern,
  PLAIN,
  TEXT_SIZE,
  valueGrid,
  VALUE_SIZE,
} from "../marks.js";
import { monthLabels, type MonthLabel, type PlacedMonth } from "../month-axis.js";
import { placeValues, type Box, type Point, type ValueLabel } from "../month-values.js";
import { reportedMonth, soundMonths, type Month } from "../months.js";
import { textWidth } from "../text-width.js";
import { tickTexts, type LinearScale } from "../ticks.js";
import { monthTexts } from "../words.js";

const LEAST_LEFT = 40;
const RIGHT = 4;
const TOP = 22;
const AXIS = 25;
const LINE = 15;
const DAY_MS = 86_400_000;

/** What the drawing is made of, beside the frame. */
export interface MonthDrawing {
  readonly months: readonly Month[];
  readonly scale: LinearScale;
  readonly unit: string;
  /** The text alternative of a month's mark. */
  readonly label: (month: Month) => string;
}

interface Layout extends MonthDrawing {
  readonly left: number;
  readonly frame: Frame;
  readonly placed: readonly PlacedMonth[];
  readonly labels: readonly MonthLabel[];
  readonly height: number;
  readonly bottom: number;
  readonly reported: string | null;
  readonly x: (date: CivilDate) => number;
  readonly y: (value: number) => number;
  readonly line: readonly Point[];
}

function dayOf(date: CivilDate): number {
  return Date.parse(date) / DAY_MS;
}

/** Height of the drawing above its time axis, px. */
function heightFor(width: number): number {
  if (width >= 900) return 280;
  return width >= 500 ? 252 : 232;
}

/** Room for the values of the gridlines. */
function leftOf({ scale, unit }: MonthDrawing): number {
  const widths = tickTexts(scale.ticks, unit).map(({ label }) =>
    textWidth(label, { size: TEXT_SIZE }),
  );
  return Math.max(LEAST_LEFT, Math.ceil(Math.max(...widths)) + 6);
}

function layoutOf(drawing: MonthDrawing, frame: Frame): Layout {
  const { months, scale } = drawing;
  const left = leftOf(drawing);
  const first = dayOf(months[0]?.from ?? "1970-01-01");
  const last = dayOf(months.at(-1)?.to ?? "1970-01-02");
  const across = (frame.width - left - RIGHT) / Math.max(1, last - first);
  const x = (date: CivilDate): number => left + (dayOf(date) - first) * across;
  const placed = months.map((month) => ({ ...month, left: x(month.from), right: x(month.to) }));
  const reported = reportedMonth(months, frame.emphasis)?.id ?? null;
  const labels = monthLabels(placed, reported);
  const rows = [labels.some(({ note }) => note !== ""), labels.some(({ year }) => year !== "")];
  const bottom = AXIS + LINE * rows.filter(Boolean).length;
  const height = heightFor(frame.width) + bottom;
  const up = (height - TOP - bottom) / (scale.to - scale.from);
  const y = (value: number): number => height - bottom - (value - scale.from) * up;
  const points = frame.finer?.points ?? [];
  const line = points.flatMap(({ on, value }) =>
    value === null || dayOf(on) < first || dayOf(on) > last ? [] : [{ x: x(on), y: y(value) }],
  );
  return { ...drawing, left, labels, frame, placed, height, bottom, reported, x, y, line };
}

function finerMarks(plot: PlotModule, layout: Layout): PlotMark[] {
  const { frame, line } = layout;
  const { color } = frame.paint;
  const lowest = line.toSorted((a, b) => b.y - a.y)[0];
  if (line.length < 2 || lowest === undefined) return [];
  const at = { x: "x", y: "y" } as const;
  return [
    plot.line(line, { ...at, stroke: color["data-mute"], strokeWidth: 1.25 }),
    plot.dot(line, { ...at, r: 2, fill: color["data-mute"] }),
    plot.text([lowest], {
      ...at,
      text: () => frame.finer?.label ?? "",
      dy: 14,
      fill: color["ink-3"],
      ...halo(frame),
    }),
  ];
}

function bandMarks(plot: PlotModule, layout: Layout): PlotMark[] {
  const { frame, placed, scale, reported, y } = layout;
  const { color } = frame.paint;
  const banded = placed.filter((month) => month.lower !== null);
  const edges = {
    x1: "left",
    x2: "right",
    y1: (month: PlacedMonth) => y(Math.max(scale.from, month.lower ?? scale.from)),
    y2: (month: PlacedMonth) => y(Math.min(scale.to, month.upper ?? scale.to)),
    insetLeft: 2,
    insetRight: 2,
  };
  const partial = banded.filter((month) => month.is_partial);
  const whole = banded.filter((month) => !month.is_partial);
  const fill = (month: PlacedMonth): string =>
    month.id === reported ? color["mark-band"] : color.band;
  return [
    hatchPattern(frame, "data"),
    plot.rect(partial, { ...edges, fill: hatchFill(frame, "data") }),
    plot.rect(whole, { ...edges, fill }),
  ];
}

function stepMarks(plot: PlotModule, layout: Layout): PlotMark[] {
  const { frame, placed, reported, y, label } = layout;
  const { color } = frame.paint;
  return [
    plot.link(placedSound(placed), {
      x1: (month: PlacedMonth) => month.left + 2,
      x2: (month: PlacedMonth) => month.right - 2,
      y: (month: PlacedMonth) => y(month.value ?? 0),
      stroke: (month: PlacedMonth) => (month.id === reported ? color.mark : color.data),
      strokeWidth: 2.5,
      href: hrefOf(frame),
      ariaLabel: label,
    }),
    ...fewMarks(plot, layout),
  ];
}

function placedSound(placed: readonly PlacedMonth[]): PlacedMonth[] {
  const ids = new Set(soundMonths(placed).map((month) => month.id));
  return placed.filter((month) => ids.has(month.id));
}

function hrefOf(frame: Frame): (month: Month) => string | null {
  return (month) => frame.links[month.group_id] ?? null;
}

/** A month without a value of its own: a dashed arrow up from the lower end of its interval. */
function fewMarks(plot: PlotModule, layout: Layout): PlotMark[] {
  const { frame, placed, scale, y, label } = layout;
  const stroke = frame.paint.color["data-mute"];
  const few = placed.filter((month) => month.is_few || month.value === null);
  const bounded = few.filter((month) => month.lower !== null && month.lower < scale.to);
  const middle = (month: PlacedMonth): number => (month.left + month.right) / 2;
  const lower = (month: PlacedMonth): number => y(Math.max(scale.from, month.lower ?? scale.from));
  return [
    plot.arrow(bounded, {
      x: middle,
      y1: lower,
      y2: (month: PlacedMonth) => y(Math.min(scale.to, month.upper ?? scale.to)),
      stroke,
      strokeWidth: 1.25,
      strokeDasharray: "2 3",
      headLength: 5,
      href: hrefOf(frame),
      ariaLabel: label,
    }),
    plot.link(bounded, {
      x1: (month: PlacedMonth) => middle(month) - 4,
      x2: (month: PlacedMonth) => middle(month) + 4,
      y: lower,
      stroke,
      strokeWidth: 1.5,
    }),
  ];
}

/** True when the steps are narrower than the values above them. */
function isCrowded({ placed, unit }: Layout): boolean {
  const style = { size: VALUE_SIZE, isStrong: true };
  return placed
    .filter((month) => !month.is_partial && month.value !== null)
    .some((month) => {
      const value = withUnit(monthTexts(month).value, unit);
      return textWidth(value, style) > (month.right - month.left) * 1.3;
    });
}

/** Values in order of importance: the reported month, the last, the extremes, then the others. */
function wantedValues(layout: Layout): { month: PlacedMonth; text: string }[] {
  const sound = placedSound(layout.placed);
  const byValue = sound.toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0));
  const reported = sound.find((month) => month.id === layout.reported);
  const chosen = [reported, sound.at(-1), byValue[0], byValue.at(-1)];
  const order = isCrowded(layout) ? chosen : [...chosen, ...sound];
  const unique = [...new Set(order.filter((month) => month !== undefined))];
  return unique.map((month) => ({
    month,
    text: withUnit(monthTexts(month).value, layout.unit),
  }));
}

function bandBox(month: PlacedMonth, { scale, y }: Layout): Box {
  const y1 = y(Math.min(scale.to, month.upper ?? scale.to));
  return {
    x1: month.left + 2,
    x2: month.right - 2,
    y1,
    y2: y(Math.max(scale.from, month.lower ?? 0)),
  };
}

function valueMarks(plot: PlotModule, layout: Layout): PlotMark[] {
  const { frame, height, bottom, placed, y, line, reported } = layout;
  const { color } = frame.paint;
  const bands = placed.map((month) => bandBox(month, layout));
  const grid = layout.scale.ticks.map(y);
  const space = {
    grid,
    y,
    line,
    bands,
    reported,
    top: TOP,
    bottom: height - bottom,
    right: frame.width,
  };
  const labels = placeValues(wantedValues(layout), space);
  return (["above", "below"] as const).map((side) =>
    plot.text(
      labels.filter((label) => label.side === side),
      {
        x: "x",
        y: ({ month }: ValueLabel) =>
          y((side === "above" ? month.upper : month.lower) ?? month.value ?? 0),
        text: "text",
        dy: side === "above" ? -10 : 11,
        fontSize: VALUE_SIZE,
        fontWeight: 600,
        fill: ({ month }: ValueLabel) => (month.id === reported ? color.mark : color.ink),
        ...halo(frame),
      },
    ),
  );
}

function axisMarks(plot: PlotModule, layout: Layout): PlotMark[] {
  const { frame, height, bottom, labels, reported } = layout;
  const { color } = frame.paint;
  const hasNotes = labels.some((label) => label.note !== "");
  const line = (name: "name" | "note" | "year", dy: number) => ({
    x: (label: MonthLabel) => (label.month.left + label.month.right) / 2,
    y: () => height - bottom,
    text: (label: MonthLabel) => label[name],
    lineAnchor: "bottom" as const,
    dy,
  });
  const isReported = (label: MonthLabel): boolean => label.month.id === reported;
  const others = labels.filter((label) => !isReported(label));
  const name = line("name", 18);
  return [
    plot.text(others, { ...name, fill: color.ink }),
    plot.text(labels.filter(isReported), { ...name, fill: color.mark, fontWeight: 600 }),
    plot.text(labels, { ...line("note", 33), fill: color["ink-3"] }),
    plot.text(labels, { ...line("year", hasNotes ? 48 : 33), fill: color["ink-2"] }),
  ];
}

/** Plot's options for steps by month with their intervals; coordinates are px already. */
export function monthPlot(plot: PlotModule, drawing: MonthDrawing, frame: Frame): PlotOptions {
  const layout = layoutOf(drawing, frame);
  const { left, scale, y, unit, height, bottom } = layout;
  const ticks = tickTexts(scale.ticks, unit).map(({ tick, label }) => ({ at: y(tick), label }));
  return {
    ...PLAIN,
    width: frame.width,
    height,
    marginLeft: left,
    marginRight: RIGHT,
    marginTop: TOP,
    marginBottom: bottom,
    x: { type: "identity", axis: null },
    y: { type: "identity", axis: null },
    marks: [
      ...valueGrid(plot, ticks, { ...frame, marginLeft: left }),
      ...bandMarks(plot, layout),
      ...finerMarks(plot, layout),
      ...stepMarks(plot, layout),
      ...valueMarks(plot, layout),
      ...axisMarks(plot, layout),
    ],
  };
}
