import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { EXIT_CODE } from "../../src/core/index.js";
import { filesBelow, ROOT } from "./source-files.js";

interface Row {
  readonly area: string;
  readonly code: string;
  readonly kind: string;
  readonly doc: string;
}

function isTable(value: unknown): value is Record<string, { kind: string; doc: string }> {
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).every(
    (row: unknown) => typeof row === "object" && row !== null && "kind" in row && "doc" in row,
  );
}

/** Every declared error of every area. */
async function declaredErrors(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const area of readdirSync(join(ROOT, "src"))) {
    const path = join(ROOT, "src", area, "errors.ts");
    if (area === "core" || !existsSync(path)) continue;
    const face = (await import(path)) as Record<string, unknown>;
    const tables = Object.entries(face).filter(([name]) => name.endsWith("Errors"));
    expect(tables.length, `${area}/errors.ts exports <area>Errors`).toBe(1);
    for (const [, table] of tables) {
      if (!isTable(table)) throw new Error(`${area}/errors.ts is not a table of errors`);
      for (const [code, row] of Object.entries(table)) rows.push({ area, code, ...row });
    }
  }
  return rows;
}

describe("errors", () => {
  let rows: Row[];
  beforeAll(async () => {
    rows = await declaredErrors();
  });

  test("every code is unique, dotted and in lower case", () => {
    const codes = rows.map((row) => row.code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    expect(codes.filter((code) => !/^[a-z]+(_[a-z]+)*\.[a-z0-9_]+$/.test(code))).toEqual([]);
  });

  test("every error has a kind of the list and a sentence of explanation", () => {
    expect(rows.filter((row) => !(row.kind in EXIT_CODE)).map((row) => row.code)).toEqual([]);
    expect(rows.filter((row) => !/^[A-Z].{15,}\.$/s.test(row.doc)).map((row) => row.code)).toEqual(
      [],
    );
  });

  test("every declared code is used somewhere in its area", () => {
    const sources = filesBelow(["src"], [".ts"]);
    const unused = rows.filter(
      (row) =>
        !sources.some(
          (file) =>
            file.path.startsWith(`src/${row.area}`) &&
            !file.path.endsWith("/errors.ts") &&
            file.content.includes(`"${row.code}"`),
        ),
    );
    expect(unused.map((row) => `${row.area}: ${row.code}`)).toEqual([]);
  });
});
