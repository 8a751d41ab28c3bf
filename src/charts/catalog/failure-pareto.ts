import { formatCount, formatHours, text } from "../../core/index.js";
import {
  defineChart,
  type ChartTable,
  type Frame,
  type PlotMark,
  type PlotModule,
  type PlotOptions,
  type TableColumn,
} from "../define.js";
import type { MetricResult } from "../inputs.js";
import { hatchFill, hatchPattern, PLAIN, TEXT_SIZE } from "../marks.js";
import {
  groupNoun,
  groupsOf,
  measureOf,
  PARETO_ROWS,
  shareText,
  valueFormat,
  type Group,
} from "../pareto-groups.js";
import { fitText, textWidth } from "../text-width.js";
import { populationText } from "../words.js";
import {
  describePareto,
  paretoFinding,
  paretoNotice,
  paretoSub,
  quantityText,
} from "./pareto-words.js";

const ROW = 20;
const TOP = 20;
const BOTTOM = 2;
const SHARE_COLUMN = 46;
const STYLE = { size: TEXT_SIZE };

interface Layout {
  readonly frame: Frame;
  readonly groups: readonly Group[];
  readonly left: number;
  readonly largest: number;
  readonly format: (value: number) => string;
  readonly label: (group: Group) => string;
  readonly head: string;
  readonly is_partial: boolean;
}

/** Px for the names: what the longest needs, at most 184, and less on a phone. */
function nameWidth(groups: readonly Group[], width: number): number {
  const most = Math.min(184, Math.round(width * 0.415));
  const longest = Math.max(...groups.map((group) => textWidth(group.label, STYLE)));
  return Math.min(most, Math.ceil(longest) + 12);
}

function layoutOf(result: MetricResult, frame: Frame): Layout {
  const groups = groupsOf(result).slice(0, PARETO_ROWS);
  const format = valueFormat(groups, measureOf(result));
  const left = nameWidth(groups, frame.width);
  const valueWidth = Math.max(...groups.map((group) => textWidth(format(group.value), STYLE))) + 10;
  const bars = frame.width - left - SHARE_COLUMN;
  return {
    frame,
    groups,
    left,
    // The longest bar leaves room for its own value.
    largest: ((groups[0]?.value ?? 1) * bars) / Math.max(1, bars - valueWidth),
    format,
    label: (group) =>
      text("charts.pareto.mark", {
        label: group.label,
        quantity: quantityText(result, format(group.value)),
      }),
    head: text("charts.pareto.head", { measure: measureOf(result), unit: result.unit }),
    is_partial: result.status === "partial",
  };
}

function barMarks(plot: PlotModule, layout: Layout): PlotMark[] {
  const { frame, groups, label } = layout;
  const { color } = frame.paint;
  const isHatched = (group: Group): boolean => layout.is_partial || group.is_unstated;
  const bar = {
    x: "value",
    y: "id",
    href: (group: Group) => frame.links[group.id] ?? null,
    ariaLabel: label,
  } as const;
  const fill = (group: Group): string => {
    if (group.id === frame.emphasis) return color.mark;
    return group.is_first_half ? color.data : color["data-soft"];
  };
  return [
    hatchPattern(frame, "data"),
    plot.barX(
      groups.filter((group) => !isHatched(group)),
      { ...bar, fill },
    ),
    plot.barX(groups.filter(isHatched), {
      ...bar,
      fill: hatchFill(frame, "data"),
      stroke: (group: Group) => (group.id === frame.emphasis ? color.mark : color.data),
      strokeWidth: 0.75,
    }),
  ];
}

function textMarks(plot: PlotModule, layout: Layout): PlotMark[] {
  const { frame, groups, left, format, head } = layout;
  const { color } = frame.paint;
  const right = { frameAnchor: "right", textAnchor: "end", dx: SHARE_COLUMN } as const;
  const headline = { frameAnchor: "top-left", textAnchor: "start", dy: -18 } as const;
  return [
    plot.text(groups, {
      y: "id",
      text: (group: Group) => fitText(group.label, left - 8, STYLE),
      frameAnchor: "left",
      textAnchor: "start",
      dx: -left,
      fill: (group: Group) => (group.id === frame.emphasis ? color.mark : color.ink),
      href: (group: Group) => frame.links[group.id] ?? null,
    }),
    plot.text(groups, {
      x: "value",
      y: "id",
      text: (group: Group) => format(group.value),
      textAnchor: "start",
      dx: 5,
      fill: color.ink,
    }),
    plot.text(groups, {
      y: "id",
      text: (group: Group) => shareText(group.cumulative_ratio),
      ...right,
      fill: color["ink-3"],
    }),
    plot.text([text("charts.pareto.cumulative")], {
      ...right,
      frameAnchor: "top-right",
      dy: -18,
      fill: color["ink-3"],
    }),
    plot.text([head], { ...headline, fill: color["ink-3"] }),
  ];
}

function plotPareto(plot: PlotModule, result: MetricResult, frame: Frame): PlotOptions {
  const layout = layoutOf(result, frame);
  const { groups, left, largest } = layout;
  return {
    ...PLAIN,
    width: frame.width,
    height: TOP + BOTTOM + groups.length * ROW,
    marginTop: TOP,
    marginBottom: BOTTOM,
    marginLeft: left,
    marginRight: SHARE_COLUMN,
    x: { axis: null, domain: [0, largest] },
    y: { axis: null, domain: groups.map((group) => group.id), padding: 0.32 },
    marks: [
      ...barMarks(plot, layout),
      ...textMarks(plot, layout),
      plot.ruleX([0], { stroke: frame.paint.color.ink }),
    ],
  };
}

function columnsOf(result: MetricResult): TableColumn[] {
  const measure = measureOf(result);
  const column = (name: string, title: string, unit = ""): TableColumn => ({
    name,
    title,
    unit,
    align: "end",
  });
  const others = [
    ...(measure === "count" ? [] : [column("failure_count", text("charts.column.failures"))]),
    ...(measure === "hours" ? [] : [column("downtime_h", text("charts.column.hours"), "h")]),
  ];
  const titles = { count: "failures", hours: "hours", cost: "cost" } as const;
  return [
    { name: "group", title: groupNoun(result, 1), unit: "", align: "start" },
    ...others,
    column("value", text(`charts.column.${titles[measure]}`), result.unit),
    column("cumulative", text("charts.column.cumulative")),
  ];
}

function tableOf(result: MetricResult): ChartTable {
  const all = groupsOf(result);
  const format = valueFormat(all, measureOf(result));
  const rows = all.slice(0, PARETO_ROWS).map((group) => ({
    id: group.id,
    cells: {
      group: group.label,
      failure_count: group.failure_count === null ? "" : formatCount(group.failure_count),
      downtime_h: group.downtime_h === null ? "" : formatHours(group.downtime_h),
      value: format(group.value),
      cumulative: shareText(group.cumulative_ratio),
    },
    href: null,
  }));
  const caption = text("charts.pareto.caption", {
    measure: measureOf(result),
    dimension: groupNoun(result, 1),
    population: populationText(result.scope),
  });
  return { caption, columns: columnsOf(result), rows };
}

/** Failures, hours or cost by group, largest first; the groups that make the first half are dark. */
export const failurePareto = defineChart<MetricResult>({
  id: "failure_pareto",
  title: text("charts.pareto.title"),
  metrics: ["failure_pareto"],
  columns: ["group_id", "group_label", "failure_count", "downtime_h", "value"],
  notice: paretoNotice,
  plot: plotPareto,
  finding: paretoFinding,
  sub: paretoSub,
  describe: describePareto,
  table: tableOf,
});
