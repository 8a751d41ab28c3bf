import { formatCount, text } from "../../core/index.js";
import { defineChart, type ChartTable, type TableRow } from "../define.js";
import type { MetricResult } from "../inputs.js";
import { monthScale } from "../month-scale.js";
import { monthsOf, type Month } from "../months.js";
import { levelText, monthName, monthTexts, populationText } from "../words.js";
import { monthPlot } from "./mtbf-marks.js";
import { describeMonths, findingOfMonths, mtbfFinding, mtbfNotice, mtbfSub } from "./mtbf-words.js";

function markLabel(result: MetricResult, months: readonly Month[]): (month: Month) => string {
  const level = levelText(result);
  return (month) => {
    const { value, interval } = monthTexts(month);
    const values = { month: monthName(month, months), value, interval, level, count: month.count };
    const isSound = month.value !== null && !month.is_few;
    return text(isSound ? "charts.mtbf.mark" : "charts.mtbf.mark.few", values);
  };
}

function rowOf(months: readonly Month[]): (month: Month) => TableRow {
  return (month) => {
    const { value, interval } = monthTexts(month);
    const name = monthName(month, months);
    const shown = month.is_few || month.value === null ? text("charts.too_few") : value;
    const cells = {
      month: month.is_partial ? text("charts.mtbf.month_partial", { month: name }) : name,
      failure_count: formatCount(month.count),
      exposure_h: month.exposure_h === null ? "" : formatCount(month.exposure_h),
      value: shown,
      interval,
    };
    return { id: month.group_id, cells, href: null };
  };
}

function tableOf(result: MetricResult): ChartTable {
  const months = monthsOf(result);
  const { unit } = result;
  const level = levelText(result);
  return {
    caption: text("charts.mtbf.caption", { population: populationText(result.scope) }),
    columns: [
      { name: "month", title: text("charts.column.month"), unit: "", align: "start" },
      { name: "failure_count", title: text("charts.column.failures"), unit: "", align: "end" },
      { name: "exposure_h", title: text("charts.column.exposure"), unit: "h", align: "end" },
      { name: "value", title: text("charts.column.mtbf"), unit, align: "end" },
      { name: "interval", title: text("charts.column.interval", { level }), unit, align: "end" },
    ],
    rows: months.map(rowOf(months)),
  };
}

/** MTBF by month: a step for each month with its interval behind it. */
export const mtbfByMonth = defineChart<MetricResult>({
  id: "mtbf_by_month",
  title: text("charts.mtbf.title"),
  metrics: ["mtbf"],
  columns: [
    "group_id",
    "period_from",
    "period_to",
    "is_partial",
    "asset_count",
    "exposure_h",
    "failure_count",
    "value",
    "interval_lower",
    "interval_upper",
  ],
  notice: mtbfNotice,
  plot: (plot, result, frame) => {
    const months = monthsOf(result);
    const label = markLabel(result, months);
    const drawing = { months, scale: monthScale(months, frame.finer), unit: result.unit, label };
    return monthPlot(plot, drawing, frame);
  },
  finding: (result, options) =>
    mtbfNotice(result)?.word ?? findingOfMonths(result, options) ?? mtbfFinding(result),
  sub: (result, { finer }) => mtbfSub(result, finer ?? null),
  describe: describeMonths,
  table: tableOf,
});
