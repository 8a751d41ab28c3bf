import { text } from "../../core/index.js";
import { datasets, metricById, metrics } from "../../metrics/index.js";
import { computeFigure, wholeFigure } from "../figures.js";
import type { PageRequest, PageView } from "../page.js";
import { pageScope } from "../scope/page-scope.js";
import { askedOf } from "./evidence-data.js";
import { html } from "../view/markup.js";

/** What data without a page of its own share: no frame, no words. */
function bare(title: string): Pick<PageView, "title" | "nav" | "scope" | "foot" | "main"> {
  return { title, nav: null, scope: null, foot: null, main: () => html`` };
}

/** Every metric's declaration. */
export function apiMetrics(): Promise<PageView> {
  const columns = ["id", "title", "summary", "unit", "better", "value", "minimum"];
  const rows = metrics.map((metric) => ({
    id: metric.id,
    title: metric.title,
    summary: metric.summary,
    unit: typeof metric.unit === "string" ? metric.unit : Object.values(metric.unit).join("|"),
    better: metric.better,
    value: metric.value,
    minimum: metric.minimum,
  }));
  return Promise.resolve({
    ...bare(text("http.route.api_metrics")),
    data: { metrics },
    table: { columns, rows },
  });
}

/** A metric computed; its CSV holds the rows of its grouping. */
export async function apiMetric(request: PageRequest): Promise<PageView> {
  const metric = metricById(request.params["id"] ?? "");
  const scope = await pageScope(request);
  const compute = request.format === "csv" ? wholeFigure : computeFigure;
  const result = await compute(request, metric.id, askedOf(request, scope));
  return {
    ...bare(metric.title),
    data: result,
    table: { columns: result.columns.map((column) => column.name), rows: result.rows },
  };
}

/** Every dataset's declaration. */
export function apiDatasets(): Promise<PageView> {
  const rows = datasets.map(({ id, title, grain, privacy, columns }) => ({
    id,
    title,
    grain,
    privacy,
    column_count: columns.length,
  }));
  return Promise.resolve({
    ...bare(text("http.route.api_datasets")),
    data: { datasets },
    table: { columns: ["id", "title", "grain", "privacy", "column_count"], rows },
  });
}
