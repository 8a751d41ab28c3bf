import type { Context } from "hono";
import { fail } from "../errors.js";
import type { HttpEnv } from "./request-state.js";
import { clientHref, type Shared } from "./shared.js";

const FOR_EVER = "public, max-age=31536000, immutable";

/** Style sheet and fonts: their addresses carry a hash of the content, so they are kept for ever. */
export function serveStaticFile(shared: Shared) {
  return async (c: Context<HttpEnv>): Promise<Response> => {
    const { pathname } = new URL(c.req.url);
    const file = (await shared.assets()).files.get(pathname);
    if (file === undefined) throw fail("http.not_found", { path: pathname });
    c.header("content-type", file.type);
    c.header("cache-control", FOR_EVER);
    return c.body(new Uint8Array(file.body));
  };
}

/** The browser's script under its hash. */
export function serveClient(shared: Shared) {
  return async (c: Context<HttpEnv>): Promise<Response> => {
    const { pathname } = new URL(c.req.url);
    const bundle = await shared.deps.buildClient();
    if (pathname !== clientHref(bundle.hash)) throw fail("http.not_found", { path: pathname });
    c.header("content-type", "text/javascript; charset=utf-8");
    c.header("cache-control", FOR_EVER);
    return c.body(bundle.code);
  };
}
