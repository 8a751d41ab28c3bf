import type { MiddlewareHandler } from "hono";
import { fail } from "../errors.js";

const LOOPBACK: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

/** The name in a Host header, without port, in lower case; null when it is not a host. */
function hostName(header: string): string | null {
  const match = /^(\[[0-9a-f:]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.exec(header);
  return match?.[1]?.toLowerCase() ?? null;
}

/**
 * Refuses requests whose Host header names another machine, so that a foreign name that resolves
 * to this address (DNS rebinding) reads nothing. Loopback names are always ours.
 */
export function hostCheck(names: readonly string[]): MiddlewareHandler {
  const ours = new Set([...LOOPBACK, ...names.map((name) => name.toLowerCase())]);
  return async (c, next) => {
    const header = c.req.header("host") ?? new URL(c.req.url).host;
    const name = hostName(header);
    if (name === null || !ours.has(name)) throw fail("http.host", { host: header.slice(0, 100) });
    await next();
  };
}
