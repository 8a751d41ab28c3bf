import { dataCatalog } from "./data-catalog.js";
import type { PageHandler } from "./page.js";
import { assetPage } from "./pages/asset.js";
import { assetsPage } from "./pages/assets.js";
import { glossaryPage } from "./pages/glossary.js";
import { metricPage } from "./pages/metric.js";
import { overviewPage } from "./pages/overview.js";
import { paretoPage } from "./pages/pareto.js";
import { recurringPage } from "./pages/recurring.js";
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
  ...dataCatalog,
};
