import type { PageHandler } from "./page.js";
import { apiDatasets, apiMetric, apiMetrics } from "./pages/api.js";
import { datasetPage, datasetsPage } from "./pages/datasets.js";
import { deliveriesPage } from "./pages/deliveries.js";
import { qualityPage } from "./pages/quality.js";
import { reportPage, reportsPage } from "./pages/reports.js";
import { sourcesPage } from "./pages/sources.js";

/** Pages and data about the data themselves: quality, sources, datasets, reports, API. */
export const dataCatalog = {
  quality: qualityPage,
  sources: sourcesPage,
  reports: reportsPage,
  report: reportPage,
  deliveries: deliveriesPage,
  datasets: datasetsPage,
  dataset: datasetPage,
  api_metrics: apiMetrics,
  api_metric: apiMetric,
  api_datasets: apiDatasets,
  api_dataset: datasetPage,
} satisfies Readonly<Record<string, PageHandler>>;
