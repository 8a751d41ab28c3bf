import type { PageHandler } from "./page.js";
import { deliveriesPage } from "./pages/deliveries.js";
import { glossaryPage } from "./pages/glossary.js";
import { qualityPage } from "./pages/quality.js";
import { sourcesPage } from "./pages/sources.js";
import type { RouteName } from "./routes.js";

/** Routes that are answered otherwise than by a page. */
export type PlainRoute = "openapi" | "healthz" | "readyz" | "static_file" | "client" | "refresh";

/** The page behind each route that has one. */
export const pageCatalog: Partial<Readonly<Record<Exclude<RouteName, PlainRoute>, PageHandler>>> = {
  metrics: glossaryPage,
  quality: qualityPage,
  sources: sourcesPage,
  deliveries: deliveriesPage,
};
