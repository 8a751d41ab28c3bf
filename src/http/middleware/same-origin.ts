import type { Context, MiddlewareHandler } from "hono";
import { fail } from "../errors.js";

const READING: readonly string[] = ["GET", "HEAD", "OPTIONS"];

function isOwnOrigin(c: Context, origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const host = c.req.header("host") ?? new URL(c.req.url).host;
  return new URL(origin).host === host.toLowerCase();
}

/**
 * Refuses writing requests that did not come from our own pages: the Origin header must name this
 * host, and a browser's Sec-Fetch-Site must not contradict it. A request without Origin is refused.
 */
export function sameOrigin(): MiddlewareHandler {
  return async (c, next) => {
    if (!READING.includes(c.req.method)) {
      const origin = c.req.header("origin") ?? "none";
      const site = c.req.header("sec-fetch-site") ?? "same-origin";
      if (!isOwnOrigin(c, origin) || site !== "same-origin") {
        throw fail("http.origin", { origin: origin.slice(0, 100) });
      }
    }
    await next();
  };
}
