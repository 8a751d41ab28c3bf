import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { charts } from "../../src/charts/index.js";
import { REPORT_FORMATS, loadReports } from "../../src/reports/index.js";
import { datasets, metrics } from "../../src/metrics/index.js";
import { connectors } from "../../src/sources/index.js";
import { filesBelow, ROOT } from "./source-files.js";

/** Names of the files of a folder with that ending, without it. */
function namesIn(folder: string, ending: string): string[] {
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
}

function snake(name: string): string {
  return name.replaceAll("-", "_");
}

const sources = filesBelow(["src"], [".ts"])
  .map((file) => file.content)
  .join("\n");
const tests = filesBelow(["test"], [".ts", ".sql", ".md", ".json"])
  .map((file) => file.content)
  .join("\n");

describe("registry", () => {
  test("metrics are listed in order, each with its file, its query and the query of its records", () => {
    const ids = metrics.map(({ id }) => id as string);
    expect(ids).toEqual([...ids].sort());
    const files = namesIn("src/metrics/catalog", ".ts").filter((name) => name !== "index");
    expect(files.map(snake)).toEqual(ids);
    expect(namesIn("queries/metrics", ".sql").filter((name) => !ids.includes(name))).toEqual([]);
    for (const { id } of metrics) {
      expect(existsSync(join(ROOT, `queries/metrics/${id}.sql`)), id).toBe(true);
    }
  });

  test("datasets are listed in order, each with its query and no query without one", () => {
    const ids = datasets.map(({ id }) => id as string);
    expect(ids).toEqual([...ids].sort());
    expect(namesIn("queries/datasets", ".sql")).toEqual(ids);
  });

  test("every query of records and lists is asked for by name", () => {
    const names = [...namesIn("queries/details", ".sql"), ...namesIn("queries/lists", ".sql")];
    expect(names.filter((name) => !sources.includes(`"${name}"`))).toEqual([]);
  });

  test("every chart and connector has its file, and each file is listed", () => {
    for (const id of Object.keys(charts)) {
      const file = join(ROOT, `src/charts/catalog/${id.replaceAll("_", "-")}.ts`);
      expect(existsSync(file), id).toBe(true);
    }
    const files = namesIn("src/sources/catalog", ".ts").filter((name) => name !== "index");
    expect(files).toEqual(Object.keys(connectors).sort());
  });

  test("every report of the folder is valid", async () => {
    const reports = await loadReports(join(ROOT, "reports"));
    expect(reports.map(({ id }) => id)).toEqual(namesIn("reports", ".md"));
    expect(REPORT_FORMATS.length).toBeGreaterThan(3);
  });

  test("every check has a fixture that it finds", () => {
    const untested = namesIn("queries/checks", ".sql").filter((name) => {
      const rule = name.split("__")[1] ?? name;
      return !tests.includes(name) && !tests.includes(`"${rule}"`);
    });
    expect(untested).toEqual([]);
  });
});
