import { afterAll, describe, expect, test } from "vitest";
import type { Snapshot } from "../../src/warehouse/index.js";
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
