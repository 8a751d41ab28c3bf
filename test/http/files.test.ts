import { afterAll, describe, expect, test } from "vitest";
import { limits } from "../../src/core/index.js";
import type { Snapshot } from "../../src/warehouse/index.js";
import { internalLinks, wordsOf } from "./page-checks.js";
import { appOver, closePlant, sampleSnapshot } from "./plant-app.js";

afterAll(closePlant);

/** A snapshot that says what it is asked. */
async function watchedSnapshot() {
  const snapshot = await sampleSnapshot();
  const asked: string[] = [];
  const query: Snapshot["query"] = (kind, name, parameters, principal) => {
    asked.push(`${kind} ${name}`);
    return snapshot.query(kind, name, parameters, principal);
  };
  const exportTo: Snapshot["exportTo"] = (request) => snapshot.exportTo(request);
  return { asked, snapshot: { info: snapshot.info, query, exportTo } };
}

/** The sample's snapshot with a list that has as many rows as a test says. */
async function longList(name: string, total: number) {
  const snapshot = await sampleSnapshot();
  const query: Snapshot["query"] = (kind, asked, parameters, principal) => {
    if (asked !== name) return snapshot.query(kind, asked, parameters, principal);
    const first = Number(parameters["offset"] ?? 0);
    const count = Math.max(0, Math.min(Number(parameters["page_rows"]), total - first));
    const rows = Array.from({ length: count }, (_none, index) => ({
      id: `r${first + index}`,
      started_at: "2018-04-01T10:00:00Z",
      ended_at: "2018-04-01T11:00:00Z",
      duration_h: 1,
      total_count: total,
    }));
    return Promise.resolve({ columns: [], rows });
  };
  const exportTo: Snapshot["exportTo"] = (request) => snapshot.exportTo(request);
  return appOver({ info: snapshot.info, query, exportTo });
}

function rowsOf(csv: string): number {
  return csv.trimEnd().split("\r\n").length - 1;
}

describe("the rows behind a figure as a file", () => {
  test("are read at once and kept nowhere: 2,819 failures are three pages of a list", async () => {
    const { asked, snapshot } = await watchedSnapshot();
    const { app } = await appOver(snapshot);
    const href = "/metrics/failure_count.csv?site=subway&from=2018-02-21&to=2018-05-22";
    const rowCounts = [await app.request(href), await app.request(`${href}&theme=dark`)];
    for (const response of rowCounts) {
      expect(response.headers.get("x-row-count")).toBe("2819");
      expect(rowsOf(await response.text())).toBe(2819);
    }
    // The page of rows that the evidence shows is kept, so it is asked for once; each file once.
    expect(asked.filter((name) => name.startsWith("details "))).toHaveLength(3);
  });
});

describe("a list that is longer than its page", () => {
  test("of the records of an asset is whole as a file, and counted in full on the page", async () => {
    const { app } = await longList("asset_stops", 2_345);
    const href = (suffix: string) => `/assets/EL107${suffix}?site=subway&period=2018-04`;
    const csv = await app.request(href(".csv"));
    expect(rowsOf(await csv.text())).toBe(2_345);
    const { stops } = (await (await app.request(href(".json"))).json()) as { stops: unknown[] };
    expect(stops).toHaveLength(2_345);
    const page = wordsOf(await (await app.request(`${href("")}&page=47`)).text());
    expect(page).toContain("Rows 2,301 to 2,345 of 2,345.");
    expect(page).toContain("The latest 2,000 of 2,345 stops are drawn");
  });

  test("is refused as a file when it is longer than a file may be", async () => {
    const { app } = await longList("asset_stops", limits.query_rows + 1);
    const response = await app.request("/assets/EL107.csv?site=subway&period=2018-04");
    expect(response.status).toBe(413);
  });

  test("of what waits in quarantine is whole as a file, also from its last page", async () => {
    const { app } = await longList("quarantine", 120);
    const csv = await app.request("/quality.csv?site=subway&view=quarantine&page=3");
    expect(rowsOf(await csv.text())).toBe(120);
    const past = wordsOf(await (await app.request("/quality?site=subway&page=9")).text());
    expect(past).toContain("120 rows wait for a repair");
  });

  test("of groups is whole as a file, and its page says how many there are", async () => {
    const { app } = await appOver(await sampleSnapshot());
    const query = "?site=mine&dimension=text&from=2001-01-01&to=2016-01-01";
    const csv = await app.request(`/pareto.csv${query}`);
    const count = rowsOf(await csv.text());
    expect(count).toBeGreaterThan(1_000);
    expect(csv.headers.get("x-row-count")).toBe(String(count));
    const page = wordsOf(await (await app.request(`/pareto${query}`)).text());
    expect(page).toContain(`${count.toLocaleString("en")} groups`);
    expect(page).toContain("The first 1,000 are listed here");
    const api = await app.request(`/api/metrics/failure_pareto.csv${query}`);
    expect(api.headers.get("x-row-count")).toBe(String(count));
  }, 60_000);
});

describe("files for people", () => {
  test("are those that pages lead to; programs get them raw", async () => {
    const { app } = await appOver(await sampleSnapshot());
    const query = "?site=subway&period=2018-04";
    for (const path of ["/", "/assets", "/pareto", "/metrics/mtbf", "/datasets/failures"]) {
      const page = await (await app.request(`${path}${query}`)).text();
      const file = internalLinks(page).find((href) => href.includes(".csv-excel")) ?? "";
      const response = await app.request(file);
      expect(response.headers.get("content-type"), file).toContain("text/csv");
      expect(response.headers.get("content-disposition")).toMatch(/\.csv"$/);
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(bytes.subarray(0, 3).toString("hex"), file).toBe("efbbbf");
    }
  }, 60_000);
});
