import { afterAll, describe, expect, test } from "vitest";
import { crawl } from "./crawl.js";
import { closePlant, plantApp, readerOf } from "./plant-app.js";

afterAll(closePlant);

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
      const { app } = await plantApp(readerOf(site));
      const visits = await crawl(app, `/?site=${site}`);
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
