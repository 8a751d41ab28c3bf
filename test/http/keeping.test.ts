import { readdirSync, writeFileSync } from "node:fs";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { limits } from "../../src/core/index.js";
import type { Snapshot } from "../../src/warehouse/index.js";
import { wordsOf } from "./page-checks.js";
import { appOver, closePlant, sampleSnapshot } from "./plant-app.js";
import { stubApp } from "./stub-app.js";

afterAll(closePlant);
afterEach(() => vi.useRealTimers());

/** The sample's snapshot, of which one query breaks while it is said to. */
async function breakableSnapshot(broken: { name: string }) {
  const snapshot = await sampleSnapshot();
  const query: Snapshot["query"] = (kind, name, parameters, principal) =>
    name === broken.name
      ? Promise.reject(new Error("a disk that was away for a moment"))
      : snapshot.query(kind, name, parameters, principal);
  const exportTo: Snapshot["exportTo"] = (request) => snapshot.exportTo(request);
  return { info: snapshot.info, query, exportTo };
}

describe("an answer in which something failed", () => {
  test.each([
    ["a figure, as data", "mtbf", "/metrics/mtbf.json?site=subway&period=2018-04"],
    ["a figure, as a page", "mtbf", "/metrics/mtbf?site=subway&period=2018-04"],
    ["the figures of the overview", "failure_count", "/?site=subway&period=2018-04"],
    ["a section of a report", "mtbf", "/reports/monthly-kpi?site=subway&period=2018-04"],
  ])("is not kept, here or by the asker: %s", async (_what, name, href) => {
    const broken = { name };
    const { app } = await appOver(await breakableSnapshot(broken));
    const failed = await app.request(href);
    expect(failed.status).toBe(200);
    expect(failed.headers.get("cache-control")).toBe("no-store");
    expect(failed.headers.has("etag")).toBe(false);
    broken.name = "none";
    const whole = await app.request(href);
    expect(whole.headers.get("cache-control")).toBe("private, no-cache");
    expect(whole.headers.get("etag")).not.toBeNull();
  });
});

describe("data older than promised", () => {
  // The stub's source was last read on 1 April, 00:00; its clock shows 2 April, 10:00.
  const after = (hours: number) => (at: Date) => new Date(at.getTime() + hours * 3_600_000);

  test("are said to be so, with since when, on pages and in data", async () => {
    const { app } = stubApp({ staleAt: after(24) });
    const page = wordsOf(await (await app.request("/quality")).text());
    expect(page).toMatch(/Out of date since 2 Apr 2026,? 02:00/);
  });

  test("are not said to be so before, or where nothing is promised", async () => {
    for (const changes of [{ staleAt: after(48) }, { staleAt: () => null }, {}]) {
      const { app } = stubApp(changes);
      expect(await (await app.request("/quality")).text()).not.toContain("Out of date");
    }
  });
});

describe("a feed that could not be read", () => {
  const at = "2026-04-01T22:00:00Z";
  const lost = { source: "pumps", feed: "stops", at, message: "file not found: stops.csv" };

  test("is told on every page of its source and named with the reason on that of sources", async () => {
    let unread = [lost];
    const { app } = stubApp({ unreadFeeds: () => Promise.resolve(unread) });
    const before = await app.request("/quality");
    expect(wordsOf(await before.text())).toContain("1 feed could not be read");
    const sources = wordsOf(await (await app.request("/sources")).text());
    expect(sources).toMatch(/Not read: stops .*file not found: stops\.csv/);
    const data: unknown = await (await app.request("/sources.json")).json();
    expect(data).toMatchObject({ unread_feeds: [{ feed: "stops", at }] });
    // Once it is read again, no kept page goes on saying so.
    unread = [];
    const after = await app.request("/quality");
    expect(after.headers.get("etag")).not.toBe(before.headers.get("etag"));
    expect(wordsOf(await after.text())).not.toContain("could not be read");
  });
});

describe("an export that takes longer than the time limit", () => {
  test("is removed when it ends, though nobody waits for it any more", async () => {
    const snapshot = await sampleSnapshot();
    let finish: (() => void) | undefined;
    const exportTo: Snapshot["exportTo"] = ({ path }) =>
      new Promise((resolve) => {
        finish = () => {
          writeFileSync(path, "id\r\n");
          resolve(0);
        };
      });
    const query: Snapshot["query"] = (...asked) => snapshot.query(...asked);
    const { app, temp_dir } = await appOver({ info: snapshot.info, query, exportTo });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const answer = Promise.resolve(app.request("/datasets/failures.csv?site=subway"));
    while (finish === undefined) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(limits.query_timeout_ms);
    expect((await answer).status).toBe(504);
    vi.useRealTimers();
    finish();
    expect(readdirSync(temp_dir)).toHaveLength(1);
    await expect.poll(() => readdirSync(temp_dir), { timeout: 10_000 }).toEqual([]);
  });
});
