import {
  addDays,
  formatDate,
  formatDayOf,
  formatHours,
  formatInstant,
  formatMonth,
  formatNumber,
  formatPercent,
  formatCount,
  text,
} from "../../core/index.js";
import {
  defineChart,
  type ChartTable,
  type Frame,
  type PlotMark,
  type PlotModule,
  type PlotOptions,
} from "../define.js";
import type { OutageList, OutageRecord } from "../inputs.js";
import { PLAIN, TEXT_SIZE } from "../marks.js";
import { textWidth } from "../text-width.js";
import { isOneMonth, listText, sentences } from "../words.js";

const ROW = 23;
const TOP = 26;
const MOST = 10;
const STYLE = { size: TEXT_SIZE };

interface Layout {
  readonly frame: Frame;
  readonly outages: readonly OutageRecord[];
  readonly left: number;
  readonly right: number;
  readonly largest: number;
  readonly zone: string;
  readonly period: string;
}

function shown(list: OutageList): OutageRecord[] {
  return list.outages
    .toSorted((a, b) => b.hours - a.hours || (a.id < b.id ? -1 : 1))
    .slice(0, MOST);
}

/** The period in words: `April`, or its first and last day. */
function periodText({ range }: OutageList): string {
  if (isOneMonth(range)) return formatMonth(range.from);
  const to = formatDate(addDays(range.to, -1));
  return text("charts.outages.period", { from: formatDate(range.from), to });
}

function datesText(outage: OutageRecord, zone: string): string {
  const from = formatDayOf(outage.started_at, zone);
  if (outage.ended_at === null) return text("charts.outages.since", { from });
  return text("charts.outages.from_to", { from, to: formatDayOf(outage.ended_at, zone) });
}

function hoursText(outages: readonly OutageRecord[], hours: number): string {
  return formatNumber(hours, (outages[0]?.hours ?? 0) < 9.95 ? 1 : 0);
}

function layoutOf(list: OutageList, frame: Frame): Layout {
  const outages = shown(list);
  const widest = (texts: readonly string[]): number =>
    Math.ceil(Math.max(...texts.map((words) => textWidth(words, STYLE))));
  const left = Math.max(62, widest(outages.map((outage) => outage.asset_tag)) + 12);
  const right = widest(outages.map((outage) => datesText(outage, list.zone)));
  const valueRoom = widest(outages.map((outage) => hoursText(outages, outage.hours))) + 16;
  const bars = frame.width - left - right;
  return {
    frame,
    outages,
    left,
    right,
    largest: ((outages[0]?.hours ?? 1) * bars) / Math.max(1, bars - valueRoom),
    zone: list.zone,
    period: periodText(list),
  };
}

function isOpen(outage: OutageRecord): boolean {
  return outage.ended_at === null;
}

function barMarks(plot: PlotModule, layout: Layout): PlotMark[] {
  const { frame, outages, period } = layout;
  const { color } = frame.paint;
  return [
    plot.barX(outages, {
      x: "hours",
      y: "id",
      fill: (outage: OutageRecord) => (isOpen(outage) ? color.mark : color.data),
      href: "href",
      ariaLabel: ({ asset_tag: tag, hours }: OutageRecord) =>
        text("charts.outages.mark", { tag, hours: formatHours(hours), period }),
    }),
    plot.text(outages, {
      x: "hours",
      y: "id",
      text: ({ hours }: OutageRecord) => hoursText(outages, hours),
      textAnchor: "start",
      dx: 5,
      fill: color.ink,
    }),
  ];
}

function textMarks(plot: PlotModule, layout: Layout): PlotMark[] {
  const { frame, outages, left, right, zone, period } = layout;
  const { color } = frame.paint;
  return [
    plot.text(outages, {
      y: "id",
      text: "asset_tag",
      frameAnchor: "left",
      textAnchor: "start",
      dx: -left,
      fill: (outage: OutageRecord) => (isOpen(outage) ? color.mark : color.ink),
      href: "href",
    }),
    plot.text(outages, {
      y: "id",
      text: (outage: OutageRecord) => datesText(outage, zone),
      frameAnchor: "right",
      textAnchor: "end",
      dx: right,
      fill: color["ink-3"],
    }),
    plot.text([text("charts.outages.head", { period })], {
      frameAnchor: "top-left",
      textAnchor: "start",
      dy: -20,
      fill: color["ink-3"],
    }),
  ];
}

function plotOutages(plot: PlotModule, list: OutageList, frame: Frame): PlotOptions {
  const layout = layoutOf(list, frame);
  const { outages, left, right, largest } = layout;
  return {
    ...PLAIN,
    width: frame.width,
    height: TOP + 2 + outages.length * ROW,
    marginTop: TOP,
    marginBottom: 2,
    marginLeft: left,
    marginRight: right,
    x: { axis: null, domain: [0, largest] },
    y: { axis: null, domain: outages.map((outage) => outage.id), padding: 0.32 },
    marks: [
      ...barMarks(plot, layout),
      ...textMarks(plot, layout),
      plot.ruleX([0], { stroke: frame.paint.color.ink }),
    ],
  };
}

/** `Ten outages took 29 % of April's lost hours`. */
export function outagesFinding(list: OutageList): string {
  const outages = shown(list);
  const sum = outages.reduce((total, outage) => total + outage.hours, 0);
  const count = outages.length;
  if (count === 0) return text("charts.outages.none", { period: periodText(list) });
  const share = formatPercent(Math.min(1, sum / Math.max(sum, list.total_h)));
  const some = text("charts.number", { word: String(count), number: formatCount(count) });
  return text("charts.outages.finding", { some, count, share, period: periodText(list) });
}

function describe(list: OutageList): string {
  const outages = shown(list);
  const open = outages.filter(isOpen).length;
  const each = outages.map(({ asset_tag: tag, hours }) =>
    text("charts.outages.each", { tag, hours: formatHours(hours) }),
  );
  const count = outages.length;
  return sentences(
    text("charts.outages.describe", { count, period: periodText(list), list: listText(each) }),
    open === 0 ? null : text("charts.outages.open", { count: open }),
  );
}

function tableOf(list: OutageList): ChartTable {
  const outages = shown(list);
  const [noun] = list.asset_noun;
  const rows = outages.map((outage) => ({
    id: outage.id,
    cells: {
      asset_tag: outage.asset_tag,
      started_at: formatInstant(outage.started_at, list.zone),
      ended_at:
        outage.ended_at === null ? text("charts.open") : formatInstant(outage.ended_at, list.zone),
      hours: hoursText(outages, outage.hours),
    },
    href: outage.href,
  }));
  return {
    caption: text("charts.outages.caption", { period: periodText(list) }),
    columns: [
      { name: "asset_tag", title: noun, unit: "", align: "start" },
      { name: "started_at", title: text("charts.column.since"), unit: "", align: "start" },
      { name: "ended_at", title: text("charts.column.returned"), unit: "", align: "start" },
      { name: "hours", title: text("charts.column.hours"), unit: "h", align: "end" },
    ],
    rows,
  };
}

/** The longest outages of a period; those still open stand out. */
export const topOutages = defineChart<OutageList>({
  id: "top_outages",
  title: text("charts.outages.title"),
  metrics: [],
  columns: [],
  notice: (list) =>
    list.outages.length > 0
      ? null
      : {
          kind: "empty",
          word: text("charts.notice.empty.records"),
          sentence: text("charts.outages.none", { period: periodText(list) }),
        },
  plot: plotOutages,
  finding: outagesFinding,
  sub: (list) =>
    sentences(
      text("charts.outages.sub", { period: periodText(list) }),
      shown(list).some(isOpen)
        ? text("charts.outages.open", { count: shown(list).filter(isOpen).length })
        : null,
    ),
  describe,
  table: tableOf,
});
