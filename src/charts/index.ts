export type {
  ChartTable,
  DrawOptions,
  FinerGrain,
  FindingOptions,
  Notice,
  TableColumn,
  TableRow,
} from "./define.js";
export { chartsErrors } from "./errors.js";
export type { AssetTimeline, OutageList, OutageRecord, StopRecord, TimeClass } from "./inputs.js";
export { figureData, type FigureData, type FigureOptions } from "./figure-data.js";
export { chartFinding, chartSub, chartTable, describeChart, renderChart } from "./render.js";
export { chartId, charts, isChartId, type ChartId, type ChartInputs } from "./registry.js";
export type { Theme } from "./theme.js";
export { palettes, type Palette, type TokenName } from "./tokens.js";
export { mtbfFinding } from "./catalog/mtbf-words.js";
export { paretoFinding } from "./catalog/pareto-words.js";
export { calendarFinding } from "./catalog/calendar-words.js";
export { jackKnifeFinding } from "./catalog/jack-knife.js";
export { outagesFinding } from "./catalog/top-outages.js";
export {
  countColumns,
  intervalMark,
  logAxis,
  logAxisHead,
  sparkline,
  type LogAxis,
  type Sparkline,
  type SparkPoint,
} from "./inline.js";
