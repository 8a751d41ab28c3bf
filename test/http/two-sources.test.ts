import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Snapshot } from "../../src/warehouse/index.js";
import { crawl } from "./crawl.js";
import { internalLinks, wordsOf } from "./page-checks.js";
import { appOver } from "./plant-app.js";
import { openTwoSources } from "./two-sources.js";

let snapshot: Snapshot;
let app: Awaited<ReturnType<typeof appOver>>["app"];
beforeAll(async () => {
  snapshot = await openTwoSources();
  ({ app } = await appOver(snapshot));
}, 60_000);
afterAll(() => snapshot.close());

async function get(href: string): Promise<string> {
  const response = await app.request(href);
  expect(response.status, href).toBe(200);
  return response.text();
}

const OTHER = "site=works&source=other";
/** Addresses that are not about a source: files, interfaces, lists of what there is. */
const NO_SCOPE = /^\/(static|client|api)\//;
const isOfTheOther = (href: string): boolean =>
  new URL(href, "http://localhost").searchParams.get("source") === "other";

describe("a group", () => {
  const period = "from=2023-10-01&to=2023-12-01";

  test("of what states nothing leads to its own rows", async () => {
    // press-shop: of four failures one, order 1004, states no mode.
    const page = await get(`/pareto?${OTHER}&${period}&dimension=mode`);
    const [rows = ""] = internalLinks(page).filter((href) => /[?&]group=(&|$)/.test(href));
    const { details } = JSON.parse(await get(rows.replace("?", ".json?"))) as {
      details: { counted: { count: number } };
    };
    expect(details.counted.count).toBe(1);
  });

  test("may have a long name, with one bound on it", async () => {
    const href = `/metrics/failure_pareto?${OTHER}&${period}&dimension=text&group=`;
    expect((await app.request(`${href}${"x".repeat(2_000)}`)).status).toBe(200);
    const refused = await app.request(`${href}${"x".repeat(2_001)}`);
    expect(refused.status).toBe(400);
    expect(wordsOf(await refused.text())).toContain("group");
  });
});

describe("two sources at one site", () => {
  test("have pages of their own, and every link of a page stays with its source", async () => {
    const lost: string[] = [];
    const visits = await crawl(app, `/?${OTHER}`, (href) => {
      if (href.includes("source=cmms") || NO_SCOPE.test(href)) return false;
      if (!isOfTheOther(href)) lost.push(href);
      return true;
    });
    expect(visits.filter(({ status }) => status !== 200).map(({ href }) => href)).toEqual([]);
    expect(visits.flatMap(({ problems }) => problems)).toEqual([]);
    expect(visits.length).toBeGreaterThan(50);
    expect([...new Set(lost)]).toEqual([]);
    const foreign = visits.filter(({ body }) => /Feed pump|Old pump|Drain pump/.test(body));
    expect(foreign.map(({ href }) => href)).toEqual([]);
  }, 120_000);

  test("are each to be had from the menu of every page", async () => {
    for (const path of ["/", "/assets", "/pareto", "/recurring", "/reports", "/metrics/mtbf"]) {
      const page = await get(`${path}?${OTHER}`);
      const menu = internalLinks(page).filter((href) => href.includes("source=cmms"));
      expect(menu.length, path).toBeGreaterThan(0);
      for (const href of menu) await get(href);
    }
  }, 60_000);

  test("give a figure, a list and a report of the source that is asked for", async () => {
    const period = "from=2023-10-01&to=2023-12-01";
    // press-shop/expected.md: two failures of each press.
    for (const [source, count] of [
      ["other", 4],
      ["cmms", 0],
    ] as const) {
      const query = `site=works&source=${source}&${period}`;
      const overview = JSON.parse(await get(`/overview.json?${query}`)) as {
        answer: { headline: string };
        figures: { metric: string; n: number }[];
      };
      const figure = overview.figures.find(({ metric }) => metric === "failure_count");
      expect(figure?.n, source).toBe(count);
      const report = await get(`/reports/monthly-kpi.json?${query}`);
      expect(report).toContain(`source=${source}`);
      expect(report).not.toContain(source === "other" ? "source=cmms" : "source=other");
    }
    expect(wordsOf(await get(`/assets?${OTHER}`))).toContain("Presse 1");
    // The address of an asset names its source, whatever source the reader comes from.
    const found = await get("/assets/Presse%201?site=works&source=cmms");
    const links = internalLinks(found).filter((href) => href.startsWith("/pareto"));
    expect(links.every(isOfTheOther)).toBe(true);
  });
});
