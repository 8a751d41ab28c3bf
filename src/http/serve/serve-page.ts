import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Context } from "hono";
import { isAppError, limits, scopeKey, type Principal } from "../../core/index.js";
import { address } from "../address.js";
import { fail } from "../errors.js";
import { linksOf } from "../links.js";
import { withinTimeLimit } from "../middleware/request-limits.js";
import { acceptedFormat, splitPath, type Format } from "../negotiate.js";
import type { HeldBody, PageHandler, PageRequest } from "../page.js";
import { maySee, parseQuery } from "../query.js";
import type { Route } from "../routes.js";
import { entityTag, matchesTag, type KeptAnswer } from "./page-cache.js";
import { renderPage, type Rendered } from "./render.js";
import type { HttpEnv } from "./request-state.js";
import type { Shared } from "./shared.js";

const compress = promisify(gzip);
const HOUR_MS = 3_600_000;
const WORTH_COMPRESSING = 1_024;
const COMPRESSIBLE = /^(text|application\/json)/;

/** Refuses a caller without the role the route asks for. */
export function checkAccess(route: Route, principal: Principal): void {
  if (route.access === "open") return;
  if (!principal.roles.includes(route.access)) throw fail("http.forbidden", { role: route.access });
}

/** The format a request asks for, which the route must offer; a suffix goes before Accept. */
function formatOf(c: Context<HttpEnv>, route: Route): Format {
  const named = splitPath(new URL(c.req.url).pathname).format;
  const format = named ?? acceptedFormat(c.req.header("accept"), route.formats);
  if (!route.formats.includes(format)) {
    throw fail("http.format_unknown", { format, expected: route.formats.join(", ") });
  }
  return format;
}

async function pageRequest(
  shared: Shared,
  c: Context<HttpEnv>,
  given: { route: Route; principal: Principal; format: Format },
): Promise<PageRequest> {
  const url = new URL(c.req.url);
  const { path } = splitPath(url.pathname);
  const query = parseQuery(url.searchParams, given.route.query);
  const { principal, format } = given;
  if (query.site !== undefined && principal.sites !== "all" && !maySee(principal, query.site)) {
    throw fail("http.site_not_visible", {
      site: query.site,
      visible: principal.sites.join(", "),
    });
  }
  return {
    deps: shared.deps,
    request_id: c.get("request_id"),
    path,
    params: c.req.param(),
    query,
    format,
    principal,
    snapshot: await shared.deps.snapshots.current(),
    results: shared.results,
    form_token: shared.tokens.issue(principal),
    unread: (await shared.deps.unreadFeeds?.()) ?? [],
    noted: { has_failed: false, is_stale: false },
    ...linksOf(path, query),
  };
}

/** Everything an answer depends on; where fresh data are promised, the hour, as data grow stale. */
function tagOf(shared: Shared, request: PageRequest): string {
  const { clock, staleAt } = shared.deps;
  const hour = staleAt === undefined ? "" : Math.floor(clock.now().getTime() / HOUR_MS);
  return entityTag([
    request.snapshot.info.snapshot_id,
    shared.deps.settings.software_version,
    address(request.path, request.query),
    request.format,
    request.principal.id,
    scopeKey(request.principal),
    request.form_token,
    String(hour),
    ...request.unread.flatMap(({ source, feed, at }) => [source, feed, at]),
  ]);
}

async function send(c: Context<HttpEnv>, answer: KeptAnswer, tag: string): Promise<Response> {
  const accepts = (c.req.header("accept-encoding") ?? "").includes("gzip");
  const isZipped =
    accepts && answer.body.length >= WORTH_COMPRESSING && COMPRESSIBLE.test(answer.type);
  if (isZipped) answer.gzip ??= await compress(answer.body);
  const body = isZipped && answer.gzip !== null ? answer.gzip : answer.body;
  c.header("content-type", answer.type);
  c.header("etag", isZipped ? `"${tag}-gz"` : `"${tag}"`);
  c.header("cache-control", "private, no-cache");
  c.header("vary", "accept, accept-encoding");
  if (isZipped) c.header("content-encoding", "gzip");
  for (const [name, value] of Object.entries(answer.headers)) c.header(name, value);
  // Made here, never in memory that is shared; a copy for each answer would be a third of its cost.
  return c.body(body as Uint8Array<ArrayBuffer>);
}

function notModified(c: Context<HttpEnv>, tag: string): Response {
  c.header("etag", `"${tag}"`);
  c.header("cache-control", "private, no-cache");
  c.header("vary", "accept, accept-encoding");
  return c.body(null, 304);
}

/** Lets a file go that is finished after nobody waits for it any more. */
function discardLate(shared: Shared, work: Promise<Rendered>): void {
  const discard = async ({ body }: Rendered): Promise<void> => {
    if (!(body instanceof Uint8Array)) await body.discard();
  };
  work.then(discard).catch((error: unknown) => {
    shared.deps.log.warn("given up answer failed", { reason: String(error) });
  });
}

async function makeAnswer(
  shared: Shared,
  request: PageRequest,
  handler: PageHandler,
): Promise<Rendered> {
  const work = handler(request).then((page) => renderPage(shared, request, page));
  try {
    return await withinTimeLimit(work, limits.query_timeout_ms);
  } catch (error) {
    if (isAppError(error) && error.code === "http.timeout") discardLate(shared, work);
    throw error;
  }
}

/** A handler of the app for a page: access, format, parameters, validator, cache, then the page. */
export function servePage(shared: Shared, route: Route, handler: PageHandler) {
  return async (c: Context<HttpEnv>): Promise<Response> => {
    const principal = shared.deps.principalOf(c.req.raw);
    checkAccess(route, principal);
    const format = formatOf(c, route);
    c.set("format", format);
    const request = await pageRequest(shared, c, { route, principal, format });
    const isKept = route.keeping === "snapshot";
    const tag = tagOf(shared, request);
    if (isKept && matchesTag(c.req.header("if-none-match"), tag)) return notModified(c, tag);
    const found = isKept ? shared.cache.get(tag) : undefined;
    if (found !== undefined) return send(c, found, tag);
    const made = await makeAnswer(shared, request, handler);
    if (!(made.body instanceof Uint8Array)) return stream(c, made, made.body);
    const answer: KeptAnswer = { ...made, body: made.body, gzip: null };
    const isWhole = isKept && !request.noted.has_failed;
    if (isWhole) shared.cache.put(tag, answer);
    const response = await send(c, answer, tag);
    if (isWhole) return response;
    // A failure may be over at the next request: it is neither kept here nor by the asker.
    response.headers.set("cache-control", "no-store");
    response.headers.delete("etag");
    return response;
  };
}

/** Sends a body piece by piece; a HEAD request reads none of it, so it is let go. */
async function stream(c: Context<HttpEnv>, made: Rendered, body: HeldBody): Promise<Response> {
  c.header("content-type", made.type);
  c.header("cache-control", "no-store");
  for (const [name, value] of Object.entries(made.headers)) c.header(name, value);
  if (c.req.method !== "HEAD") return c.body(body.open());
  await body.discard();
  return c.body(null);
}
