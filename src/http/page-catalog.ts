import type { PageHandler } from "./page.js";
import { apiDatasets, apiMetric, apiMetrics } from "./pages/api.js";
import { assetPage } from "./pages/asset.js";
import { assetsPage } from "./pages/assets.js";
import { datasetPage, datasetsPage } from "./pages/datasets.js";
import { deliveriesPage } from "./pages/deliveries.js";
import { glossaryPage } from "./pages/glossary.js";
import { metricPage } from "./pages/metric.js";
import { overviewPage } from "./pages/overview.js";
import { paretoPage } from "./pages/pareto.js";
import { qualityPage } from "./pages/quality.js";
import { recurringPage } from "./pages/recurring.js";
import { reportPage, reportsPage } from "./pages/reports.js";
import { sourcesPage } from "./pages/sources.js";
import type { RouteName } from "./routes.js";

/** Routes that are answered otherwise than by a page. */
export type PlainRoute = "openapi" | "healthz" | "readyz" | "static_file" | "client" | "refresh";

/** The page behind each route that has one. */
export const pageCatalog: Readonly<Record<Exclude<RouteName, PlainRoute>, PageHandler>> = {
  overview: overviewPage,
  assets: assetsPage,
  asset: assetPage,
  pareto: paretoPage,
  recurring: recurringPage,
  metrics: glossaryPage,
  metric: metricPage,
  quality: qualityPage,
  reports: reportsPage,
  report: reportPage,
  datasets: datasetsPage,
  dataset: datasetPage,
  api_metrics: apiMetrics,
  api_metric: apiMetric,
  api_datasets: apiDatasets,
  api_dataset: datasetPage,
  sources: sourcesPage,
  deliveries: deliveriesPage,
};
