import { afterAll, describe, expect, test } from "vitest";
import type { Principal } from "../../src/core/index.js";
import { internalLinks, pageProblems } from "./page-checks.js";
import { closePlant, plantApp, readerOf } from "./plant-app.js";

afterAll(closePlant);

const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;
/** Parameters whose value makes another page, not the same one of another thing; the first counts. */
const TELLING = ["show", "dimension", "measure", "view", "asset"];

/** What two addresses have in common when one of them is enough to check. */
function shapeOf(href: string): string {
  const { pathname, searchParams } = new URL(href, "http://localhost");
  const path = pathname.replace(UUID, "id").replace(/\/EL\w+/, "/tag");
  const telling = TELLING.find((name) => searchParams.has(name));
  if (telling === undefined || telling === "asset") return `${path} ${telling ?? ""}`;
  return `${path} ${telling} ${searchParams.get(telling) ?? ""}`;
}

interface Visit {
  readonly href: string;
  readonly status: number;
  readonly problems: readonly string[];
  readonly body: string;
}

async function visit(
  app: Awaited<ReturnType<typeof plantApp>>["app"],
  href: string,
): Promise<Visit> {
  const response = await app.request(href);
  const isPage = (response.headers.get("content-type") ?? "").startsWith("text/html");
  if (!isPage) {
    await response.arrayBuffer();
    return { href, status: response.status, problems: [], body: "" };
  }
  const body = await response.text();
  return { href, status: response.status, problems: pageProblems(body), body };
}

/** Follows every link from a start, one address of each shape, themes only once. */
async function crawl(start: string, principal: Principal): Promise<Visit[]> {
  const { app } = await plantApp(principal);
  const queue = [start, `${start}&theme=dark`];
  const shapes = new Set(queue.map(shapeOf));
  const visits: Visit[] = [];
  for (let href = queue.shift(); href !== undefined; href = queue.shift()) {
    const made = await visit(app, href);
    visits.push(made);
    if (href.includes("theme=")) continue;
    for (const link of internalLinks(made.body)) {
      if (shapes.has(shapeOf(link)) || link.includes("theme=")) continue;
      shapes.add(shapeOf(link));
      queue.push(link);
    }
  }
  return visits;
}

/** Words of the other sites: a reader of one must meet none of them. */
const FOREIGN: Readonly<Record<string, readonly string[]>> = {
  subway: ["turbine", "EDP", "xcavator", "Perth", "Lisbon"],
  wind: ["levator", "subway", "MTA", "xcavator", "Perth", "New York"],
  mine: ["levator", "subway", "MTA", "turbine", "EDP", "Lisbon", "New York"],
};

describe("the pages of a site, as seen by a reader of that site only", () => {
  test.each(["wind", "mine", "subway"])(
    "lead only to addresses that answer and are whole, and tell nothing of other sites: %s",
    async (site) => {
      const visits = await crawl(`/?site=${site}`, readerOf(site));
      const failed = visits.filter(({ status }) => status !== 200);
      expect(failed.map(({ href, status }) => `${status} ${href}`)).toEqual([]);
      const wrong = visits.filter(({ problems }) => problems.length > 0);
      expect(wrong.map(({ href, problems }) => `${href}: ${problems.join("; ")}`)).toEqual([]);
      expect(visits.length).toBeGreaterThan(60);
      const told = visits.filter(({ body }) =>
        (FOREIGN[site] ?? []).some((word) => body.includes(word)),
      );
      expect(told.map(({ href }) => href)).toEqual([]);
    },
    180_000,
  );
});
