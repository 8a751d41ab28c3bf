import {
  addDays,
  addMonths,
  earlierDate,
  startOfMonth,
  text,
  type TimeRange,
} from "../core/index.js";
import {
  chartFinding,
  chartSub,
  chartTable,
  charts,
  describeChart,
  renderChart,
  type ChartId,
  type ChartTable,
  type FinerGrain,
} from "../charts/index.js";
import type { MetricResult } from "../metrics/index.js";
import type { SectionOf, Table } from "./document.js";
import { fail } from "./errors.js";
import type { Evidence } from "./evidence.js";
import { gatherSeries } from "./gather-series.js";
import type { Drawer } from "./render/draw.js";
import { isClear, isCompared } from "./view/span.js";

/** Charts that a report can ask for. */
export const REPORT_CHARTS = [
  "mtbf_by_month",
  "failure_pareto",
] as const satisfies readonly ChartId[];

/** The id of one of them. */
export type ReportChart = (typeof REPORT_CHARTS)[number];

/** What a document stores to draw a chart from. */
export interface ChartInput {
  readonly result: MetricResult;
  readonly emphasis: string | null;
  readonly finer: FinerGrain | null;
}

/** True for the id of a chart that reports know. */
export function isReportChart(id: string): id is ReportChart {
  return REPORT_CHARTS.some((known) => known === id);
}

/** A chart with its words and its table, for a period. */
export async function gatherChart(
  evidence: Evidence,
  chart: ReportChart,
  range: TimeRange,
): Promise<Omit<SectionOf<"chart">, "heading" | "status" | "failure">> {
  const input = await INPUTS[chart](evidence, range);
  const { result, finer } = input;
  const options = input.emphasis === null ? {} : { emphasis: input.emphasis };
  const tested = chart === "mtbf_by_month" ? await testedChange(evidence, range) : {};
  return {
    kind: "chart",
    chart,
    finding: chartFinding(chart, result, { ...options, ...tested }),
    sub: chartSub(chart, result, finer === null ? options : { ...options, finer }),
    alt: describeChart(chart, result),
    is_drawn: charts[chart].notice(result) === null,
    input,
    table: tableOf(chartTable(chart, result)),
    links: [
      { text: text("reports.link.definition"), href: `/metrics/${result.metric}` },
      { text: text("reports.link.rows"), href: result.evidence_url },
    ],
  };
}

/** What the test of the tile says, so that the finding claims no more and no less. */
async function testedChange(
  evidence: Evidence,
  range: TimeRange,
): Promise<{ is_clear_change?: boolean }> {
  const change = await evidence.change("mtbf", range);
  return isCompared(change) ? { is_clear_change: isClear(change) } : {};
}

const INPUTS: {
  readonly [Id in ReportChart]: (evidence: Evidence, range: TimeRange) => Promise<ChartInput>;
} = {
  mtbf_by_month: mtbfInput,
  failure_pareto: async (evidence, range) => ({
    result: await paretoResult(evidence, range),
    emphasis: null,
    finer: null,
  }),
};

/** A year of months up to the one after the period, as far as the data reach. */
async function mtbfInput(evidence: Evidence, range: TimeRange): Promise<ChartInput> {
  const last = evidence.site.observed_to_on ?? range.to;
  const to = earlierDate(addMonths(range.to, 1), addMonths(startOfMonth(last), 1));
  const span = { from: addMonths(range.to, -12), to: to > range.to ? to : range.to };
  const [result, series] = await Promise.all([
    evidence.metric("mtbf", span, { by: "month" }),
    gatherSeries(evidence, "mtbf", range),
  ]);
  const finer: FinerGrain | null =
    series.grain === "month"
      ? null
      : {
          label: text("reports.chart.by_week"),
          points: series.points.map((point) => ({
            on: addDays(point.range.from, 3),
            value: point.value,
          })),
        };
  return { result, emphasis: range.from, finer };
}

/** Groups tried in order until there are at least two: places say more than assets, assets always are. */
const DIMENSIONS = ["area", "mode", "asset"] as const;

async function paretoResult(evidence: Evidence, range: TimeRange): Promise<MetricResult> {
  const measure = evidence.site.has_stops ? "hours" : "count";
  for (const dimension of DIMENSIONS) {
    const result = await evidence.metric("failure_pareto", range, { measure, dimension });
    const named = result.rows.filter((row) => row["group_id"] !== null && row["group_id"] !== "");
    if (named.length >= 2) return result;
  }
  return evidence.metric("failure_pareto", range, { measure, dimension: "asset" });
}

function tableOf(table: ChartTable): Table {
  return {
    columns: table.columns.map((column) => ({
      id: column.name,
      title: column.title.charAt(0).toLocaleUpperCase("en") + column.title.slice(1),
      unit: column.unit,
      align: column.align,
      kind: "text",
      is_wide_only: false,
      is_key: true,
    })),
    rows: table.rows.map((row) => ({
      id: row.id,
      cells: table.columns.map((column, index) => ({
        text: row.cells[column.name] ?? "",
        href: index === 0 ? (row.href ?? "") : "",
        tone: "plain",
        symbol: "none",
        is_dim: false,
        bar: null,
      })),
    })),
  };
}

/** Draws the charts of documents with the product's charts. */
export const drawWithCharts: Drawer = async ({ chart, input, width, theme, key }) => {
  // The document was assembled here or read back through its schema: its inputs are our own.
  const { result, emphasis, finer } = input as ChartInput;
  const options = {
    width,
    theme,
    key,
    ...(emphasis === null ? {} : { emphasis }),
    ...(finer === null ? {} : { finer }),
  };
  if (!isReportChart(chart)) throw fail("report.document_invalid", { problem: `chart ${chart}` });
  return renderChart(chart, result, options);
};
