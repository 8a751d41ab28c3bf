import type { Context } from "hono";
import { nearest } from "../../core/index.js";
import { address } from "../address.js";
import { fail } from "../errors.js";
import { acceptedFormat, splitPath } from "../negotiate.js";
import { errorPage } from "../pages/error-page.js";
import { problemOf, retryAfterS, type Problem } from "../problem.js";
import { routes } from "../routes.js";
import { renderDocument } from "./render.js";
import type { HttpEnv } from "./request-state.js";
import type { Shared } from "./shared.js";

const DATA_PATH = /^\/(api|healthz|readyz|openapi|static|client)(\/|\.|$)/;

function wantsPage(c: Context<HttpEnv>): boolean {
  const { path, format } = splitPath(new URL(c.req.url).pathname);
  if (DATA_PATH.test(path)) return false;
  if (format !== null) return false;
  return acceptedFormat(c.req.header("accept"), ["html", "json", "csv"]) === "html";
}

async function problemPage(
  shared: Shared,
  c: Context<HttpEnv>,
  problem: Problem,
): Promise<Uint8Array> {
  const theme = new URL(c.req.url).searchParams.get("theme");
  const query = theme === "light" || theme === "dark" ? { theme } : {};
  const to = (path: string): string => address(path, query);
  return renderDocument(shared, errorPage(problem, to("/")), {
    query,
    to,
    here: (changes = {}) => address("/", { ...query, ...changes }),
  });
}

/** The one place where an error becomes an answer: a page for people, problem+json for programs. */
export function serveProblem(shared: Shared) {
  return async (error: unknown, c: Context<HttpEnv>): Promise<Response> => {
    const problem = problemOf(error, c.get("request_id"));
    const seconds = retryAfterS(problem);
    if (problem.status >= 500) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      shared.deps.log.error("request failed", { request_id: problem.request_id, reason });
    }
    if (seconds !== null) c.header("retry-after", String(seconds));
    if (problem.status === 405)
      c.header("allow", allowedMethods(new URL(c.req.url).pathname).join(", "));
    c.header("cache-control", "no-store");
    c.status(problem.status as 400); // Hono's type lists statuses; ours are all among them
    if (!wantsPage(c)) {
      c.header("content-type", "application/problem+json");
      return c.body(JSON.stringify(problem));
    }
    c.header("content-type", "text/html; charset=utf-8");
    return c.body(new Uint8Array(await problemPage(shared, c, problem)));
  };
}

function pattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/:[a-z]+/g, "[^/]+")}$`);
}

/** The methods of the routes at a path; what may be got may be asked for its headers alone, too. */
function allowedMethods(pathname: string): string[] {
  const { path } = splitPath(pathname);
  const same = Object.values(routes).filter((route) => pattern(route.path).test(path));
  return same.flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method]));
}

/** The error for an address without a route: another method exists, or a nearest page, or neither. */
export function missingRoute(method: string, pathname: string): Error {
  const { path } = splitPath(pathname);
  const allowed = allowedMethods(pathname);
  if (allowed.length > 0) {
    return fail("http.method_not_allowed", { method, expected: allowed.join(", ") });
  }
  const pages = Object.values(routes)
    .filter((route) => route.method === "GET" && !route.path.includes(":"))
    .map((route) => route.path);
  const near = nearest(path, pages);
  const shown = pathname.slice(0, 200);
  return fail(
    "http.not_found",
    near === undefined ? { path: shown } : { path: shown, nearest: near },
  );
}
