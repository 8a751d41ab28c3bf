import { describe, expect, test } from "vitest";
import { AppError, limits, LOCAL_PRINCIPAL, type Principal } from "../../src/core/index.js";
import { routes } from "../../src/http/index.js";
import { problemOf, retryAfterS } from "../../src/http/problem.js";
import { stubApp } from "./stub-app.js";

const READER: Principal = { ...LOCAL_PRINCIPAL, id: "reader", roles: ["reader"] };
const NOBODY: Principal = { ...LOCAL_PRINCIPAL, id: "nobody", roles: [] };

async function tokenOf(principal = LOCAL_PRINCIPAL): Promise<string> {
  const { app } = stubApp({}, principal);
  const page = await (await app.request("/sources")).text();
  return /name="token"\s+value="([^"]+)"/.exec(page)?.[1] ?? "";
}

function refreshRequest(token: string, headers: Record<string, string> = {}): RequestInit {
  return {
    method: "POST",
    body: new URLSearchParams({ token }),
    headers: { origin: "http://localhost", ...headers },
  };
}

describe("the door", () => {
  test("answers to its own and to loopback names, and to no other", async () => {
    const { app } = stubApp();
    for (const host of ["localhost:3000", "127.0.0.1", "[::1]:3000", "Meantime.Example:80"]) {
      expect((await app.request("/healthz", { headers: { host } })).status, host).toBe(200);
    }
    for (const host of ["evil.example", "127.0.0.1.evil.example", "localhost@evil", "", "a b"]) {
      const response = await app.request("/healthz", { headers: { host } });
      expect(response.status, host).toBe(421);
      expect(await response.json()).toMatchObject({ code: "http.host" });
    }
  });

  test("sends a policy without anything inline on pages, data and errors", async () => {
    const { app } = stubApp();
    for (const path of ["/quality", "/quality.json", "/healthz", "/no-such-page", "/?x=1"]) {
      const { headers } = await app.request(path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain("unsafe");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      expect(headers.get("permissions-policy")).toContain("camera=()");
    }
  });

  test("starts a refresh for a form of its own pages", async () => {
    const { app, calls } = stubApp();
    const response = await app.request("/refresh", refreshRequest(await tokenOf()));
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/sources");
    expect(calls.refreshes).toBe(1);
  });

  test("refuses to write without origin, from another origin, and without a token", async () => {
    const { app, calls } = stubApp();
    const token = await tokenOf();
    const refused: RequestInit[] = [
      { method: "POST", body: new URLSearchParams({ token }) },
      refreshRequest(token, { origin: "http://evil.example" }),
      refreshRequest(token, { origin: "null" }),
      refreshRequest(token, { origin: "http://localhost:81" }),
      refreshRequest(token, { "sec-fetch-site": "cross-site" }),
      refreshRequest("wrong"),
      refreshRequest(""),
      refreshRequest(await tokenOf({ ...LOCAL_PRINCIPAL, id: "someone else" })),
    ];
    for (const init of refused) {
      const response = await app.request("/refresh", init);
      expect(response.status).toBe(403);
    }
    expect(calls.refreshes).toBe(0);
  });

  test("refuses to write for a reader who is not an administrator", async () => {
    const { app, calls } = stubApp({}, READER);
    const response = await app.request("/refresh", refreshRequest(await tokenOf()));
    expect(response.status).toBe(403);
    expect(calls.refreshes).toBe(0);
    expect(await (await app.request("/sources")).text()).not.toContain("<form");
  });

  test("shows a caller without a role nothing but whether the service lives", async () => {
    const { app } = stubApp({}, NOBODY);
    for (const route of Object.values(routes)) {
      if (route.access === "open" || route.path.includes(":")) continue;
      const init = route.method === "POST" ? refreshRequest("x") : {};
      const response = await app.request(route.path, init);
      expect(response.status, route.path).toBe(403);
      expect(await response.text()).not.toContain("North");
    }
    expect((await app.request("/healthz")).status).toBe(200);
  });

  test("bounds addresses and bodies", async () => {
    const { app } = stubApp();
    const long = await app.request(`/quality?q=${"x".repeat(limits.url_bytes)}`);
    expect(long.status).toBe(414);
    const large = await app.request("/refresh", {
      method: "POST",
      headers: { origin: "http://localhost" },
      body: "x".repeat(limits.request_body_bytes + 1),
    });
    expect(large.status).toBe(413);
  });

  test("mounts no route that the table does not name", () => {
    const { app } = stubApp();
    const declared = new Set(Object.values(routes).map((route) => `${route.method} ${route.path}`));
    const mounted = app.routes
      .filter((route) => route.method !== "ALL")
      .map((route) => `${route.method} ${route.path}`);
    expect(mounted.filter((route) => !declared.has(route))).toEqual([]);
    expect([...declared].filter((route) => !mounted.includes(route))).toEqual([]);
  });
});

describe("errors", () => {
  test("refuse an unknown parameter with the nearest name, in words and as a problem", async () => {
    const { app } = stubApp();
    const page = await app.request("/quality?sitte=north");
    expect(page.status).toBe(400);
    expect(await page.text()).toContain("did you mean site?");
    const data = await app.request("/quality.json?sitte=north");
    expect(data.headers.get("content-type")).toBe("application/problem+json");
    expect(await data.json()).toMatchObject({ code: "http.unknown_parameter", status: 400 });
    expect((await app.request("/quality?site=a&site=b")).status).toBe(400);
  });

  test("offer the nearest page for an address that names none", async () => {
    const { app } = stubApp();
    const response = await app.request("/quallity");
    expect(response.status).toBe(404);
    const page = await response.text();
    expect(page).toContain("did you mean /quality?");
    // A panel that stands there from the start is no live region.
    expect(page).not.toContain('role="status"');
    expect((await app.request("/quality.pdf")).status).toBe(404);
  });

  test("name the methods that an address has when it is asked with another", async () => {
    const { app } = stubApp();
    const asked = [
      ["OPTIONS", "/", "GET, HEAD"],
      ["OPTIONS", "/quality.csv", "GET, HEAD"],
      ["GET", "/refresh", "POST"],
    ] as const;
    for (const [method, path, allow] of asked) {
      const response = await app.request(path, { method });
      expect(response.status, path).toBe(405);
      expect(response.headers.get("allow"), path).toBe(allow);
    }
  });

  test("that repeating does not cure are not told to be repeated", () => {
    for (const code of ["http.too_many_rows", "query.too_many_rows"]) {
      const problem = problemOf(new AppError(code, "limit", "too many"), "1");
      expect(problem.status, code).toBe(413);
      expect(retryAfterS(problem), code).toBeNull();
    }
  });

  test("of ours and of others leak neither path nor stack, and all carry the request's id", async () => {
    const causes = [
      new Error("ENOENT /var/lib/meantime/x.duckdb"),
      new AppError("snapshot.none", "data", "nothing in /var/lib/meantime"),
      new AppError("internal.assertion", "internal", "at /srv/app/src/x.ts"),
    ];
    for (const cause of causes) {
      const { app } = stubApp({ snapshots: { current: () => Promise.reject(cause) } });
      for (const path of ["/quality", "/quality.json", "/api/metrics.csv"]) {
        const response = await app.request(path);
        const body = await response.text();
        expect(response.status).toBeGreaterThanOrEqual(500);
        expect(body).not.toMatch(/\/var\/|\/srv\/|at .*\.ts|ENOENT/);
        expect(body).toContain(response.headers.get("x-request-id") ?? "missing");
      }
    }
  });

  test("all have one shape", async () => {
    const { app } = stubApp({ snapshots: { current: () => Promise.reject(new Error("gone")) } });
    for (const route of Object.values(routes)) {
      if (route.access === "open") continue;
      const path = route.path.replace(/:[a-z]+/, "x");
      const headers = { accept: "application/json", origin: "http://localhost" };
      const response = await app.request(path, { method: route.method, headers });
      expect(await response.json(), path).toMatchObject({
        type: expect.stringContaining("urn:meantime:error:") as unknown,
        title: expect.any(String) as unknown,
        status: response.status,
        code: expect.any(String) as unknown,
        detail: expect.any(String) as unknown,
        request_id: response.headers.get("x-request-id"),
      });
    }
  });
});

describe("what a source wrote", () => {
  const hostile = `"><script>alert(1)</script>'&\u2028 {count, plural, other {#}}`;

  test("is shown as text wherever it stands", async () => {
    const waiting = {
      id: "1",
      file: hostile,
      line: 3,
      column_name: hostile,
      value: hostile,
      message: hostile,
      expected: hostile,
      total_count: 1,
    };
    const finding = {
      id: "2",
      rule: hostile,
      subject: hostile,
      detail: hostile,
      message_code: "x",
    };
    const lists = { quarantine: [waiting], findings: [finding] };
    const { app } = stubApp({}, LOCAL_PRINCIPAL, lists);
    const page = await (await app.request("/quality")).text();
    expect(page).not.toContain("<script>alert");
    expect(page).not.toContain('"><script');
    expect(page.match(/&lt;script&gt;alert/g)?.length).toBeGreaterThanOrEqual(5);
    const csv = await (await app.request("/quality.csv?view=quarantine")).text();
    expect(csv).toContain('"""><script>alert(1)</script>');
  });

  test("that was made up is labelled so, above and below", async () => {
    const { app } = stubApp();
    const page = (await (await app.request("/quality")).text()).replace(/\s+/g, " ");
    expect(page).toContain('<span class="tag">generated data</span>');
    expect(page).toContain("data are generated, not measured");
  });
});

describe("keeping", () => {
  test("answers 304 to a validator it gave, and not after theme or caller change", async () => {
    const { app } = stubApp();
    const first = await app.request("/quality");
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]+"$/);
    const headers = { "if-none-match": etag };
    const again = await app.request("/quality", { headers });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
    expect((await app.request("/quality?theme=dark", { headers })).status).toBe(200);
    expect((await app.request("/quality.json", { headers })).status).toBe(200);
    const { app: other } = stubApp({}, READER);
    expect((await other.request("/quality", { headers })).status).toBe(200);
  });

  test("compresses pages for those who ask", async () => {
    const { app } = stubApp();
    const zipped = await app.request("/quality", { headers: { "accept-encoding": "gzip" } });
    expect(zipped.headers.get("content-encoding")).toBe("gzip");
    const plain = await app.request("/quality");
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(plain.headers.get("etag")).not.toBe(zipped.headers.get("etag"));
  });

  test("serves style sheet, fonts and script under a hash, for ever", async () => {
    const { app } = stubApp();
    const page = await (await app.request("/quality")).text();
    const style = /href="(\/static\/page\.[0-9a-f]{16}\.css)"/.exec(page)?.[1] ?? "";
    const css = await app.request(style);
    expect(css.headers.get("cache-control")).toContain("immutable");
    const text = await css.text();
    expect(text).not.toContain("font:ibm");
    const fonts = [...text.matchAll(/url\((\/static\/[^)]+)\)/g)].map((match) => match[1] ?? "");
    expect(fonts).toHaveLength(5);
    for (const font of fonts) expect((await app.request(font)).status).toBe(200);
    expect((await app.request("/client/0123456789abcdef.js")).status).toBe(200);
    expect((await app.request("/client/ffff.js")).status).toBe(404);
    expect((await app.request("/static/..%2f..%2fpackage.json")).status).toBe(404);
  });

  test("goes out without a script when it cannot be built", async () => {
    const { app } = stubApp({ buildClient: () => Promise.reject(new Error("no bundler")) });
    const response = await app.request("/quality");
    expect(response.status).toBe(200);
    expect(await response.text()).not.toContain("<script");
  });
});
