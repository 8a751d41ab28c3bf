import { formatCount, formatNumber, text } from "../../core/index.js";
import { defineChart, type ChartTable } from "../define.js";
import { foldTimeline } from "../fold.js";
import type { AssetTimeline } from "../inputs.js";
import { calendarPlot } from "./calendar-marks.js";
import {
  calendarFinding,
  calendarNotice,
  calendarSub,
  describeTimeline,
  rowPeriod,
  stopLabel,
} from "./calendar-words.js";

function tableOf(timeline: AssetTimeline): ChartTable {
  const folded = foldTimeline(timeline);
  const { fold } = folded;
  const rows = folded.rows
    .filter((row) => !row.is_unseen)
    .map((row) => ({
      id: row.starts_on,
      cells: {
        period: rowPeriod(row, folded),
        failure_count: formatCount(row.failure_count),
        planned_count: formatCount(row.planned_count),
        down_h: formatNumber(row.down_h, 1),
      },
      href: null,
    }));
  return {
    caption: text("charts.calendar.caption", { tag: timeline.asset_tag, fold }),
    columns: [
      { name: "period", title: text("charts.calendar.row", { fold }), unit: "", align: "start" },
      { name: "failure_count", title: text("charts.column.failures"), unit: "", align: "end" },
      { name: "planned_count", title: text("charts.column.planned"), unit: "", align: "end" },
      { name: "down_h", title: text("charts.column.hours"), unit: "h", align: "end" },
    ],
    rows,
  };
}

/** The stops of one asset on a folded time line: width is time out of service. */
export const downtimeCalendar = defineChart<AssetTimeline>({
  id: "downtime_calendar",
  title: text("charts.calendar.title"),
  metrics: [],
  columns: [],
  notice: calendarNotice,
  plot: (plot, timeline, frame) => {
    const drawing = {
      timeline,
      folded: foldTimeline(timeline),
      label: stopLabel(timeline),
    };
    return calendarPlot(plot, drawing, frame);
  },
  finding: calendarFinding,
  sub: calendarSub,
  describe: describeTimeline,
  table: tableOf,
});
