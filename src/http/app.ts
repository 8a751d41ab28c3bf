import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { elapsedMs } from "../core/index.js";
import type { AppDeps } from "./deps.js";
import { mountRoutes } from "./mount.js";
import { hostCheck } from "./middleware/host.js";
import { requestBodyLimit, urlLimit } from "./middleware/request-limits.js";
import { sameOrigin } from "./middleware/same-origin.js";
import { securityHeaders } from "./middleware/security-headers.js";
import { splitPath } from "./negotiate.js";
import type { HttpEnv } from "./serve/request-state.js";
import { missingRoute, serveProblem } from "./serve/serve-problem.js";
import { sharedOf } from "./serve/shared.js";

/** Path that routes are matched by: without format suffix. */
function routePath(request: Request): string {
  return splitPath(new URL(request.url).pathname).path;
}

function logRequests(app: Hono<HttpEnv>, deps: AppDeps): void {
  app.use(async (c, next) => {
    const started_ms = elapsedMs();
    c.set("request_id", randomUUID());
    c.header("x-request-id", c.get("request_id"));
    await next();
    deps.log.info("request", {
      request_id: c.get("request_id"),
      method: c.req.method,
      path: new URL(c.req.url).pathname,
      status: c.res.status,
      ms: Math.round(elapsedMs() - started_ms),
    });
  });
}

/** The service's pages, data and files as one application; it listens nowhere by itself. */
export function createApp(deps: AppDeps): Hono<HttpEnv> {
  const shared = sharedOf(deps);
  const app = new Hono<HttpEnv>({ getPath: routePath });
  app.onError((error, c) => serveProblem(shared)(error, c));
  app.notFound((c) => {
    const { pathname } = new URL(c.req.url);
    return serveProblem(shared)(missingRoute(c.req.method, pathname), c);
  });
  logRequests(app, deps);
  app.use(securityHeaders());
  app.use(hostCheck(deps.settings.hosts));
  app.use(urlLimit());
  app.use(sameOrigin());
  app.use(requestBodyLimit());
  mountRoutes(app, shared);
  return app;
}
