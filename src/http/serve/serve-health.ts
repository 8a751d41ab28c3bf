import type { Context } from "hono";
import type { HttpEnv } from "./request-state.js";
import type { Shared } from "./shared.js";

/** Says that the process answers. */
export function serveHealth() {
  return (c: Context<HttpEnv>): Response => {
    c.header("cache-control", "no-store");
    return c.json({ status: "ok" });
  };
}

/** Says whether there is a snapshot to serve from, and which. */
export function serveReady(shared: Shared) {
  return async (c: Context<HttpEnv>): Promise<Response> => {
    c.header("cache-control", "no-store");
    try {
      const { info } = await shared.deps.snapshots.current();
      const { snapshot_id, built_at } = info;
      return c.json({ status: "ready", snapshot_id, built_at });
    } catch (error) {
      shared.deps.log.warn("not ready", { reason: String(error) });
      return c.json({ status: "not_ready" }, 503);
    }
  };
}
