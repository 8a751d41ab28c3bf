import {
  formatCount,
  formatDate,
  formatInstant,
  formatMonth,
  formatNumber,
  text,
} from "../../core/index.js";
import type { Frame, PlotMark, PlotModule, PlotOptions } from "../define.js";
import { seenSpan, type FoldedTimeline, type FoldRow, type Gap, type Piece } from "../fold.js";
import type { AssetTimeline, StopRecord, TimeClass } from "../inputs.js";
import { hatchFill, hatchPattern, PLAIN, TEXT_SIZE } from "../marks.js";
import { textWidth } from "../text-width.js";

const TOP = 22;
const LEAST_PX = 2.5;
const LEAST_H = 0.5;
const STYLE = { size: TEXT_SIZE };

/** What the drawing is made of, beside the frame. */
export interface CalendarDrawing {
  readonly timeline: AssetTimeline;
  readonly folded: FoldedTimeline;
  /** The text alternative of one stop's mark. */
  readonly label: (record: StopRecord) => string;
}

interface Layout extends CalendarDrawing {
  readonly frame: Frame;
  readonly left: number;
  readonly right: number;
  readonly step: number;
  readonly bar: number;
  readonly isNarrow: boolean;
  readonly x: (hours: number) => number;
}

interface Placed extends Piece {
  readonly y: number;
}

function rowName(row: FoldRow, index: number, folded: FoldedTimeline): string {
  if (folded.fold === "year") return row.starts_on.slice(0, 4);
  if (folded.fold === "week") return formatDate(row.starts_on);
  const year = index === 0 || row.starts_on.slice(5, 7) === "01";
  return formatMonth(row.starts_on, { short: true, year });
}

function layoutOf(drawing: CalendarDrawing, frame: Frame): Layout {
  const isNarrow = frame.width < 600;
  const { folded } = drawing;
  const names = folded.rows.map((row, index) => textWidth(rowName(row, index, folded), STYLE));
  const left = Math.max(isNarrow ? 46 : 64, Math.ceil(Math.max(...names)) + 8);
  const right = isNarrow ? 66 : 150;
  const across = (frame.width - left - right) / folded.length_h;
  const x = (hours: number): number => left + hours * across;
  const step = isNarrow ? 18 : 20;
  return { ...drawing, frame, left, right, isNarrow, x, step, bar: step * 0.76 };
}

function rowTop(layout: Layout, index: number): number {
  return TOP + 8 + index * layout.step;
}

/** Lines between days, weeks of a month, or months of a year, and the word over each space. */
function divisions(folded: FoldedTimeline): { hours: number; label: string }[] {
  if (folded.fold === "week") {
    // 5 January 1970 was a Monday.
    const name = new Intl.DateTimeFormat("en", { weekday: "short", timeZone: "UTC" });
    return Array.from({ length: 7 }, (_, day) => ({
      hours: day * 24,
      label: name.format((day + 4) * 86_400_000),
    }));
  }
  if (folded.fold === "month") {
    return [1, 8, 15, 22, 29].map((day) => ({ hours: (day - 1) * 24, label: String(day) }));
  }
  return Array.from({ length: 12 }, (_, month) => {
    const id = `2020-${String(month + 1).padStart(2, "0")}-01`;
    const hours = (Date.parse(id) - Date.parse("2020-01-01")) / 3_600_000;
    return { hours, label: formatMonth(id, { short: true }) };
  });
}

function gridMarks(plot: PlotModule, layout: Layout): PlotMark[] {
  const { frame, folded, x, left, bar } = layout;
  const { color } = frame.paint;
  const lines = divisions(folded);
  const bottom = rowTop(layout, folded.rows.length);
  const isMiddle = folded.fold !== "month";
  const all = [...lines.map(({ hours }) => hours), folded.length_h];
  const middles = folded.rows.map((row, index) => ({
    y: rowTop(layout, index) + bar / 2,
    end: x(row.length_h),
  }));
  const labels = lines.map(({ hours, label }, index) => {
    const next = all[index + 1] ?? folded.length_h;
    return { label, at: isMiddle ? (x(hours) + x(next)) / 2 : x(hours) };
  });
  const every = layout.isNarrow && folded.fold === "year" ? 3 : 1;
  return [
    plot.ruleX(all, { x, y1: () => TOP, y2: () => bottom, stroke: color.hair }),
    plot.ruleY(middles, {
      y: "y",
      x1: () => left,
      x2: "end",
      stroke: color.hair,
      strokeOpacity: 0.8,
    }),
    plot.text(
      labels.filter((_, index) => index % every === 0),
      { x: "at", y: () => TOP - 8, text: "label", fill: color["ink-3"] },
    ),
  ];
}

/** Why a stretch is empty, in as many words as fit; nothing where the period itself ends. */
function gapText(layout: Layout, gap: Gap): string {
  const { observed, zone } = layout.timeline;
  const at = gap.side === "before" ? observed.from : observed.to;
  if (at === null) return "";
  const room = layout.x(gap.to_h) - layout.x(gap.from_h) - 16;
  const long = text(`charts.calendar.${gap.side}`, { at: formatInstant(at, zone) });
  const short = text("charts.calendar.no_data");
  return [long, short].find((words) => textWidth(words, STYLE) <= room) ?? "";
}

interface PlacedGap extends Gap {
  readonly y: number;
  readonly words: string;
}

/** The unwatched stretches; the first and the last row that has one says so. */
function placedGaps(layout: Layout): PlacedGap[] {
  const { folded, timeline } = layout;
  const { observed } = timeline;
  const { is_first, to_ms } = seenSpan(timeline);
  const isLate = observed.from !== null && is_first;
  const isOver = observed.to !== null && Date.parse(observed.to) <= to_ms;
  const all = folded.rows.flatMap((row, index) =>
    row.gaps.map((gap) => ({ ...gap, y: rowTop(layout, index) })),
  );
  const speakers = [
    isLate ? all.find((gap) => gap.side === "before" && gapText(layout, gap) !== "") : undefined,
    isOver ? all.find((gap) => gap.side === "after" && gapText(layout, gap) !== "") : undefined,
  ];
  return all.map((gap) => ({ ...gap, words: speakers.includes(gap) ? gapText(layout, gap) : "" }));
}

function gapMark(plot: PlotModule, layout: Layout): PlotMark {
  const { frame, x, bar } = layout;
  return plot.rect(placedGaps(layout), {
    x1: (gap: PlacedGap) => x(gap.from_h),
    x2: (gap: PlacedGap) => x(gap.to_h),
    y1: "y",
    y2: (gap: PlacedGap) => gap.y + bar,
    fill: frame.paint.color.wash,
  });
}

/** The words in the gaps, drawn over the lines with an edge in the colour of the wash. */
function gapWords(plot: PlotModule, layout: Layout): PlotMark[] {
  const { frame, x, bar } = layout;
  const { color } = frame.paint;
  const gaps = placedGaps(layout);
  return (["before", "after"] as const).map((side) =>
    plot.text(
      gaps.filter((gap) => gap.side === side && gap.words !== ""),
      {
        x: (gap: PlacedGap) => (side === "before" ? x(gap.from_h) + 8 : x(gap.to_h) - 8),
        y: (gap: PlacedGap) => gap.y + bar / 2,
        text: "words",
        textAnchor: side === "before" ? "start" : "end",
        fill: color["ink-3"],
        stroke: color.wash,
        strokeWidth: 4,
      },
    ),
  );
}

/** What a stop is drawn as: planned hatched, external pale, unplanned full, the emphasised in mark. */
function kindOf(layout: Layout, record: StopRecord): TimeClass | "marked" {
  if (record.time_class !== "unplanned") return record.time_class;
  const { emphasis } = layout.frame;
  const isMarked = emphasis === null ? record.ended_at === null : record.reason === emphasis;
  return isMarked ? "marked" : "unplanned";
}

function stopMarks(plot: PlotModule, layout: Layout): PlotMark[] {
  const { frame, folded, label, x, bar } = layout;
  const { color } = frame.paint;
  const least = Math.max(LEAST_PX, x(LEAST_H) - x(0));
  const placed = folded.rows.flatMap((row, index) =>
    row.pieces.map((piece) => ({ ...piece, y: rowTop(layout, index) })),
  );
  const edge = frame.width - layout.right;
  // A short stop keeps its least width, also at the end of a row.
  const start = (piece: Placed): number => Math.min(x(piece.from_h), edge - least);
  const end = (piece: Placed): number => Math.max(x(piece.to_h), start(piece) + least);
  const rects = (kinds: readonly (TimeClass | "marked")[], look: object): PlotMark =>
    plot.rect(
      placed.filter((piece) => kinds.includes(kindOf(layout, piece.record))),
      {
        x1: start,
        x2: end,
        y1: "y",
        y2: (piece: Placed) => piece.y + bar,
        href: (piece: Placed) => piece.record.href,
        ariaLabel: (piece: Placed) => label(piece.record),
        ...look,
      },
    );
  const outline = { stroke: color["ink-3"], strokeWidth: 0.75 };
  return [
    hatchPattern(frame, "ink"),
    rects(["planned"], { fill: hatchFill(frame, "ink"), ...outline }),
    rects(["external", "unknown"], { fill: color["data-soft"], ...outline }),
    rects(["unplanned"], { fill: color.data }),
    rects(["marked"], { fill: color.mark }),
  ];
}

function hoursText(hours: number): string {
  if (hours === 0) return "\u2013";
  return text("charts.hours", { value: formatNumber(hours, hours < 99.95 ? 1 : 0) });
}

interface RowText {
  readonly y: number;
  readonly name: string;
  readonly count: string;
  readonly hours: string;
  readonly has_failures: boolean;
  readonly has_hours: boolean;
}

function columnMarks(plot: PlotModule, layout: Layout): PlotMark[] {
  const { frame, folded, right, isNarrow, bar } = layout;
  const { color } = frame.paint;
  const rows = folded.rows.map((row, index): RowText => {
    const count = row.failure_count === 0 ? "\u2013" : formatCount(row.failure_count);
    return {
      y: rowTop(layout, index) + bar / 2,
      name: rowName(row, index, folded),
      count: row.is_unseen ? "" : count,
      hours: row.is_unseen ? "" : hoursText(row.down_h),
      has_failures: row.failure_count > 0,
      has_hours: row.down_h > 0,
    };
  });
  const edge = frame.width - right;
  const column = (at: number) => ({ x: () => at, y: "y", textAnchor: "end" as const });
  const counts = column(edge + (isNarrow ? 22 : 52));
  const hours = column(frame.width);
  const fill = (is: "has_failures" | "has_hours") => (row: RowText) =>
    row[is] ? color.ink : color["ink-3"];
  const head = { y: () => TOP - 8, fill: color["ink-3"] };
  const headOf = (name: string, at: object): PlotMark =>
    plot.text([name], { ...at, ...head, text: (word: string) => word });
  return [
    plot.text(rows, {
      x: () => 0,
      y: "y",
      text: "name",
      textAnchor: "start",
      fill: color["ink-2"],
    }),
    plot.text(rows, { ...counts, text: "count", fontWeight: 500, fill: fill("has_failures") }),
    plot.text(rows, { ...hours, text: "hours", fill: fill("has_hours") }),
    headOf(text(isNarrow ? "charts.calendar.head.n" : "charts.calendar.head.failures"), counts),
    headOf(text("charts.calendar.head.down"), hours),
  ];
}

/** Plot's options for a folded time line; coordinates are px already. */
export function calendarPlot(
  plot: PlotModule,
  drawing: CalendarDrawing,
  frame: Frame,
): PlotOptions {
  const layout = layoutOf(drawing, frame);
  return {
    ...PLAIN,
    width: frame.width,
    height: rowTop(layout, drawing.folded.rows.length) + 2,
    margin: 0,
    x: { type: "identity", axis: null },
    y: { type: "identity", axis: null },
    marks: [
      gapMark(plot, layout),
      ...gridMarks(plot, layout),
      ...gapWords(plot, layout),
      ...stopMarks(plot, layout),
      ...columnMarks(plot, layout),
    ],
  };
}
