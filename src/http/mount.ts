import type { Context, Hono } from "hono";
import { assert } from "../core/index.js";
import { openApi } from "./openapi.js";
import { pageCatalog, type PlainRoute } from "./page-catalog.js";
import type { PageHandler } from "./page.js";
import { routes, type Route } from "./routes.js";
import type { HttpEnv } from "./serve/request-state.js";
import { serveClient, serveStaticFile } from "./serve/serve-file.js";
import { serveHealth, serveReady } from "./serve/serve-health.js";
import { servePage } from "./serve/serve-page.js";
import { serveRefresh } from "./serve/serve-refresh.js";
import type { Shared } from "./serve/shared.js";

type Handler = (c: Context<HttpEnv>) => Response | Promise<Response>;

function plainHandlers(shared: Shared): Readonly<Record<PlainRoute, Handler>> {
  let description: string | undefined;
  const describe = (c: Context<HttpEnv>): Response => {
    description ??= JSON.stringify(openApi(shared.deps.settings.software_version), null, 2);
    c.header("content-type", "application/json; charset=utf-8");
    c.header("cache-control", "no-cache");
    return c.body(description);
  };
  return {
    openapi: describe,
    healthz: serveHealth(),
    readyz: serveReady(shared),
    static_file: serveStaticFile(shared),
    client: serveClient(shared),
    refresh: serveRefresh(shared, routes.refresh),
  };
}

/** Mounts every route of the table, each behind its rule; there is no other way to mount one. */
export function mountRoutes(app: Hono<HttpEnv>, shared: Shared): void {
  const plain: Readonly<Partial<Record<string, Handler>>> = plainHandlers(shared);
  const pages: Readonly<Partial<Record<string, PageHandler>>> = pageCatalog;
  const all: Readonly<Record<string, Route>> = routes;
  for (const [name, route] of Object.entries(all)) {
    const page = pages[name];
    const handler = page === undefined ? plain[name] : servePage(shared, route, page);
    assert(handler !== undefined, `route without a handler: ${name}`);
    app.on(route.method, route.path, handler);
  }
}
