import type { MessageId } from "../core/index.js";
import type { QueryName } from "./address.js";
import type { Format } from "./negotiate.js";

/** Who may use a route: anyone who reaches the service, readers, or administrators. */
export type Access = "open" | "reader" | "admin";

/** How long an answer may be kept: as long as the snapshot, for ever, or not at all. */
export type Keeping = "snapshot" | "for_ever" | "never";

/** One route: everything the service decides about a request before its handler runs. */
export interface Route {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly access: Access;
  readonly title: MessageId;
  readonly formats: readonly Format[];
  readonly query: readonly QueryName[];
  readonly keeping: Keeping;
}

const SCOPE: readonly QueryName[] = ["site", "source", "period", "from", "to", "theme"];
const DATA: readonly Format[] = ["html", "json", "csv", "csv-excel"];

function page(path: string, title: MessageId, extra: Partial<Route> = {}): Route {
  const kept = { access: "reader", keeping: "snapshot", method: "GET" } as const;
  return { ...kept, path, title, formats: DATA, query: SCOPE, ...extra };
}

function open(path: string, title: MessageId, extra: Partial<Route> = {}): Route {
  const rules = { access: "open", keeping: "never", formats: ["json"], query: [] } as const;
  return page(path, title, { ...rules, ...extra });
}

function api(path: string, title: MessageId, extra: Partial<Route> = {}): Route {
  return page(path, title, { formats: ["json", "csv"], ...extra });
}

const METRIC_QUERY: readonly QueryName[] = [
  ...SCOPE,
  "asset",
  "by",
  "downtime",
  "base",
  "within_days",
  "measure",
  "dimension",
];
const ROWS_QUERY: readonly QueryName[] = ["group", "show", "after", "page_rows"];

/** Every route of the service, by the name of its handler. */
export const routes = {
  overview: page("/", "http.route.overview"),
  assets: page("/assets", "http.route.assets", {
    query: [...SCOPE, "q", "view", "sort", "page"],
  }),
  asset: page("/assets/:id", "http.route.asset", { query: [...SCOPE, "page"] }),
  pareto: page("/pareto", "http.route.pareto", {
    query: [...SCOPE, "asset", "dimension", "measure", "page"],
  }),
  recurring: page("/recurring", "http.route.recurring", {
    query: [...SCOPE, "asset", "within_days", "page"],
  }),
  metrics: page("/metrics", "http.route.metrics", { query: SCOPE }),
  metric: page("/metrics/:id", "http.route.metric", {
    query: [...METRIC_QUERY, ...ROWS_QUERY],
  }),
  quality: page("/quality", "http.route.quality", {
    query: [...SCOPE, "view", "page"],
  }),
  reports: page("/reports", "http.route.reports", { query: SCOPE }),
  report: page("/reports/:id", "http.route.report", {
    formats: ["html", "json", "pdf"],
    query: SCOPE,
  }),
  datasets: page("/datasets", "http.route.datasets", { query: SCOPE }),
  dataset: page("/datasets/:id", "http.route.dataset", {
    formats: ["html", "json", "csv", "csv-excel", "parquet", "arrow"],
    query: [...SCOPE, "asset", "page"],
  }),
  sources: page("/sources", "http.route.sources", { query: SCOPE, keeping: "never" }),
  deliveries: page("/deliveries", "http.route.deliveries", {
    query: SCOPE,
    keeping: "never",
  }),
  api_metrics: api("/api/metrics", "http.route.api_metrics", { query: [] }),
  api_metric: api("/api/metrics/:id", "http.route.api_metric", { query: METRIC_QUERY }),
  api_datasets: api("/api/datasets", "http.route.api_datasets", { query: [] }),
  api_dataset: api("/api/datasets/:id", "http.route.api_dataset", {
    formats: ["json", "csv", "parquet", "arrow"],
    query: [...SCOPE, "asset", "page"],
  }),
  openapi: open("/openapi.json", "http.route.openapi"),
  healthz: open("/healthz", "http.route.healthz"),
  readyz: open("/readyz", "http.route.readyz"),
  static_file: open("/static/:name", "http.route.static_file", { keeping: "for_ever" }),
  client: open("/client/:name", "http.route.client", { keeping: "for_ever" }),
  refresh: {
    method: "POST",
    path: "/refresh",
    access: "admin",
    title: "http.route.refresh",
    formats: ["html", "json"],
    query: [],
    keeping: "never",
  },
} as const satisfies Readonly<Record<string, Route>>;

/** Name of a route. */
export type RouteName = keyof typeof routes;
