import { describe, expect, test } from "vitest";
import { filesBelow, type TextFile } from "./source-files.js";

const queries = filesBelow(["queries"], [".sql"]);
const SCOPED = /^queries\/(metrics|details|datasets|lists)\//;
const KEYWORDS =
  /\b(SELECT|FROM|WHERE|GROUP BY|ORDER BY|JOIN|UNION|CASE|WHEN|HAVING|WITH|CAST|COALESCE)\b/;

/** The statement without comments and quoted texts. */
function bare(file: TextFile): string {
  return file.content.replace(/'(?:[^']|'')*'|--.*$/gm, (found) =>
    found.startsWith("--") ? "" : "''",
  );
}

function complaints(file: TextFile): string[] {
  const sql = bare(file);
  const header = file.content.split("\n").findIndex((line) => !line.startsWith("--"));
  const found: string[] = [];
  if (header < 1 || header > 8) found.push("starts with a comment of one to eight lines");
  if (file.content.includes("\t")) found.push("no tabs");
  if (sql.trim().replace(/;$/, "").includes(";")) found.push("one statement a file");
  if (KEYWORDS.test(sql)) found.push("keywords in lower case");
  const uncast = [...sql.matchAll(/\$([a-z_0-9]+)(?!\w)(?!::)/g)].map((match) => match[0]);
  if (uncast.length > 0) found.push(`parameters are cast: ${uncast.join(" ")}`);
  if (/\bpivot\b/i.test(sql)) found.push("no pivot: its tree cannot be read");
  if (SCOPED.test(file.path)) {
    if (!/\bjoin\s+allowed_site\b/.test(sql)) found.push("joins allowed_site");
    if (!/\border by\b/.test(sql)) found.push("orders its result");
  }
  if (/\b(read_csv|read_parquet|read_json|attach|install)\b/.test(sql)) {
    found.push("reads tables, never files");
  }
  return found.map((text) => `${file.path}: ${text}`);
}

describe("sql files", () => {
  test("every query file keeps the house rules", () => {
    expect(queries.flatMap(complaints)).toEqual([]);
  });

  test("there is something to check", () => {
    expect(queries.length).toBeGreaterThan(20);
  });

  test("a scoped query without allowed_site would be found", () => {
    const wrong = {
      path: "queries/metrics/x.sql",
      content: "-- one row\nselect 1 as x order by x",
    };
    expect(complaints(wrong)).toEqual(["queries/metrics/x.sql: joins allowed_site"]);
  });
});
