import { formatCount, formatHours, text } from "../../core/index.js";
import {
  defineChart,
  type ChartTable,
  type Frame,
  type Notice,
  type PlotMark,
  type PlotModule,
  type PlotOptions,
} from "../define.js";
import { numberOf, textOf, type MetricResult } from "../inputs.js";
import { halo, PLAIN, TEXT_SIZE, valueGrid } from "../marks.js";
import { emptyNotice, refusalOf } from "../notice.js";
import { groupNoun } from "../pareto-groups.js";
import { textWidth } from "../text-width.js";
import { logTicks, tickTexts } from "../ticks.js";

const LEFT = 44;
const RIGHT = 40;
const TOP = 26;
const BOTTOM = 40;
const STYLE = { size: TEXT_SIZE };

/** One dot: how often, and how long each time. */
interface Dot {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly each_h: number;
  readonly is_bad: boolean;
}

interface Dots {
  readonly dots: readonly Dot[];
  readonly mean_count: number;
  readonly mean_each_h: number;
}

/** The groups with failures and hours, and the means that part the four corners. */
function dotsOf(result: MetricResult): Dots {
  const raw = result.rows.flatMap((row) => {
    const count = numberOf(row, "failure_count") ?? 0;
    const hours = numberOf(row, "downtime_h") ?? 0;
    const id = textOf(row, "group_id");
    if (count <= 0 || hours <= 0 || id === null) return [];
    return [{ id, label: textOf(row, "group_label") ?? id, count, each_h: hours / count }];
  });
  const failures = raw.reduce((sum, dot) => sum + dot.count, 0);
  const hours = raw.reduce((sum, dot) => sum + dot.count * dot.each_h, 0);
  const mean_count = failures / Math.max(1, raw.length);
  const mean_each_h = hours / Math.max(1, failures);
  const dots = raw.map((dot) => ({
    ...dot,
    is_bad: dot.count > mean_count && dot.each_h > mean_each_h,
  }));
  return { dots, mean_count, mean_each_h };
}

function costliest(dots: readonly Dot[]): Dot[] {
  return dots.toSorted((a, b) => b.count * b.each_h - a.count * a.each_h || (a.id < b.id ? -1 : 1));
}

interface Scales {
  readonly height: number;
  readonly x: { readonly domain: [number, number]; readonly at: (value: number) => number };
  readonly y: { readonly domain: [number, number]; readonly at: (value: number) => number };
}

function scalesOf({ dots }: Dots, frame: Frame): Scales {
  const height = Math.round(Math.min(frame.width, 480) * 0.78) + TOP + BOTTOM;
  const counts = dots.map((dot) => dot.count);
  const hours = dots.map((dot) => dot.each_h);
  const x: [number, number] = [0.85 * Math.min(...counts), 1.15 * Math.max(2, ...counts)];
  const y: [number, number] = [0.7 * Math.min(...hours), 1.4 * Math.max(...hours)];
  const along = (domain: [number, number], value: number): number =>
    Math.log(value / domain[0]) / Math.log(domain[1] / domain[0]);
  const width = frame.width - LEFT - RIGHT;
  return {
    height,
    x: { domain: x, at: (value) => LEFT + along(x, value) * width },
    y: { domain: y, at: (value) => height - BOTTOM - along(y, value) * (height - TOP - BOTTOM) },
  };
}

interface Box {
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
}

function covers(box: Box, dot: Dot, scales: Scales): boolean {
  const x = scales.x.at(dot.count);
  return x + 3 > box.x1 && x - 3 < box.x2 && Math.abs(scales.y.at(dot.each_h) - box.y) < 8;
}

/** The costliest dots whose names find room, most costly first. */
function labelled(all: Dots, scales: Scales, frame: Frame): Dot[] {
  const boxes: Box[] = [];
  const most = frame.width < 380 ? 8 : 12;
  return costliest(all.dots)
    .slice(0, 40)
    .filter((dot) => {
      if (boxes.length >= most) return false;
      const x1 = scales.x.at(dot.count) + 4;
      const box = { x1, x2: x1 + textWidth(dot.label, STYLE) + 4, y: scales.y.at(dot.each_h) };
      const isFree = boxes.every(
        (other) =>
          Math.abs(other.y - box.y) >= TEXT_SIZE + 1 || box.x1 > other.x2 || other.x1 > box.x2,
      );
      const isOverDots = all.dots.some((other) => other !== dot && covers(box, other, scales));
      if (!isFree || isOverDots || box.x2 > frame.width) return false;
      boxes.push(box);
      return true;
    });
}

function gridMarks(plot: PlotModule, scales: Scales, frame: Frame): PlotMark[] {
  const { color } = frame.paint;
  const across = logTicks(...scales.x.domain);
  const rows = tickTexts(logTicks(...scales.y.domain), "h");
  const up = rows.map(({ tick }, index) => ({
    at: tick,
    label: index === rows.length - 1 ? `${formatTick(tick)}\u00a0h` : formatTick(tick),
  }));
  return [
    ...valueGrid(plot, up, { ...frame, marginLeft: LEFT }),
    plot.ruleX(across, { stroke: color.hair }),
    plot.text(across, {
      x: (tick: number) => tick,
      text: formatTick,
      frameAnchor: "bottom",
      dy: 14,
      fill: color["ink-3"],
    }),
    plot.text([text("charts.jack_knife.across")], {
      frameAnchor: "bottom",
      dy: 31,
      fill: color["ink-2"],
    }),
  ];
}

function formatTick(tick: number): string {
  return tick < 1 ? String(tick) : formatCount(tick);
}

function cornerMarks(plot: PlotModule, frame: Frame): PlotMark[] {
  const { color } = frame.paint;
  const corner = (id: "long" | "both" | "often", place: object, fill: string): PlotMark =>
    plot.text([text(`charts.jack_knife.${id}`)], { ...place, fill, ...halo(frame) });
  const right = { textAnchor: "end", dx: RIGHT } as const;
  return [
    corner("long", { frameAnchor: "top-left", textAnchor: "start", dy: -14 }, color["ink-2"]),
    plot.text([text("charts.jack_knife.both")], {
      frameAnchor: "top-right",
      ...right,
      dy: -14,
      fontWeight: 600,
      fill: color.mark,
    }),
    corner("often", { frameAnchor: "bottom-right", ...right, dy: -4 }, color["ink-2"]),
  ];
}

function plotDots(plot: PlotModule, result: MetricResult, frame: Frame): PlotOptions {
  const { color } = frame.paint;
  const all = dotsOf(result);
  const scales = scalesOf(all, frame);
  const dashed = { stroke: color["ink-2"], strokeDasharray: "3 3" };
  const at = { x: "count", y: "each_h" } as const;
  const fill = (dot: Dot): string => (dot.is_bad ? color.mark : color.data);
  const dots = (list: readonly Dot[], fillOpacity: number): PlotMark =>
    plot.dot(list, {
      ...at,
      r: 3,
      fill,
      fillOpacity,
      href: (dot: Dot) => frame.links[dot.id] ?? null,
      ariaLabel: (dot: Dot) => dotLabel(dot),
    });
  return {
    ...PLAIN,
    width: frame.width,
    height: scales.height,
    marginLeft: LEFT,
    marginRight: RIGHT,
    marginTop: TOP,
    marginBottom: BOTTOM,
    x: { axis: null, type: "log", domain: scales.x.domain },
    y: { axis: null, type: "log", domain: scales.y.domain },
    r: { type: "identity" },
    marks: [
      ...gridMarks(plot, scales, frame),
      plot.ruleX([all.mean_count], dashed),
      plot.ruleY([all.mean_each_h], dashed),
      dots(
        all.dots.filter((dot) => !dot.is_bad),
        0.4,
      ),
      dots(
        all.dots.filter((dot) => dot.is_bad),
        0.9,
      ),
      plot.text(labelled(all, scales, frame), {
        ...at,
        text: "label",
        textAnchor: "start",
        dx: 6,
        fill: (dot: Dot) => (dot.is_bad ? color.mark : color.ink),
        ...halo(frame, 3),
      }),
      ...cornerMarks(plot, frame),
    ],
  };
}

function dotLabel({ label, count, each_h }: Dot): string {
  return text("charts.jack_knife.mark", { label, count, hours: formatHours(each_h) });
}

function noticeOf(result: MetricResult): Notice | null {
  return refusalOf(result) ?? (dotsOf(result).dots.length === 0 ? emptyNotice(result) : null);
}

function bad({ dots }: Dots): Dot[] {
  return costliest(dots).filter((dot) => dot.is_bad);
}

/** How many fail both more often and longer than the mean. */
export function jackKnifeFinding(result: MetricResult): string {
  const notice = noticeOf(result);
  if (notice !== null) return notice.word;
  const all = dotsOf(result);
  const count = bad(all).length;
  const total = all.dots.length;
  const values = { count, total: formatCount(total), noun: groupNoun(result, total) };
  const some = text("charts.number", { word: String(count), number: formatCount(count) });
  return text("charts.jack_knife.finding", { ...values, some });
}

function describe(result: MetricResult): string {
  const all = dotsOf(result);
  const most = all.dots.toSorted((a, b) => b.count - a.count)[0];
  const longest = all.dots.toSorted((a, b) => b.each_h - a.each_h)[0];
  return text("charts.jack_knife.describe", {
    total: all.dots.length,
    noun: groupNoun(result, all.dots.length),
    most: most?.label ?? "",
    most_count: most?.count ?? 0,
    longest: longest?.label ?? "",
    longest_hours: formatHours(longest?.each_h ?? 0),
    bad: bad(all).length,
  });
}

function tableOf(result: MetricResult): ChartTable {
  const rows = bad(dotsOf(result)).slice(0, 15);
  return {
    caption: text("charts.jack_knife.caption", { noun: groupNoun(result, 2) }),
    columns: [
      { name: "group", title: groupNoun(result, 1), unit: "", align: "start" },
      { name: "failure_count", title: text("charts.column.failures"), unit: "", align: "end" },
      { name: "each_h", title: text("charts.column.each"), unit: "h", align: "end" },
    ],
    rows: rows.map((dot) => ({
      id: dot.id,
      cells: {
        group: dot.label,
        failure_count: formatCount(dot.count),
        each_h: formatHours(dot.each_h),
      },
      href: null,
    })),
  };
}

/** Frequency against duration, both logarithmic: the corner that is often and long stands out. */
export const jackKnife = defineChart<MetricResult>({
  id: "jack_knife",
  title: text("charts.jack_knife.title"),
  metrics: ["failure_pareto"],
  columns: ["group_id", "group_label", "failure_count", "downtime_h"],
  notice: noticeOf,
  plot: plotDots,
  finding: jackKnifeFinding,
  sub: (result) => text("charts.jack_knife.sub", { noun: groupNoun(result, 1) }),
  describe,
  table: tableOf,
});
