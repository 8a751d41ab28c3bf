import type { Context } from "hono";
import { text } from "../../core/index.js";
import { fail } from "../errors.js";
import { acceptedFormat } from "../negotiate.js";
import type { Route } from "../routes.js";
import type { HttpEnv } from "./request-state.js";
import { checkAccess } from "./serve-page.js";
import type { Shared } from "./shared.js";

/** Starts a refresh for a form of our own pages and leads back to the sources. */
export function serveRefresh(shared: Shared, route: Route) {
  return async (c: Context<HttpEnv>): Promise<Response> => {
    const principal = shared.deps.principalOf(c.req.raw);
    checkAccess(route, principal);
    const format = acceptedFormat(c.req.header("accept"), route.formats);
    c.set("format", format);
    const form = await c.req.parseBody();
    const given = c.req.header("x-form-token") ?? form["token"];
    if (typeof given !== "string" || !shared.tokens.accepts(given, principal)) {
      throw fail("http.token", {});
    }
    await shared.deps.runRefresh();
    shared.deps.log.info("refresh asked for", { principal: principal.id });
    c.header("cache-control", "no-store");
    if (format === "json") return c.json({ status: text("http.refresh.started") }, 202);
    return c.redirect("/sources", 303);
  };
}
