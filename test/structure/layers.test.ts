import { describe, expect, test } from "vitest";
import { areaOf, filesBelow, importsOf, type Import } from "./source-files.js";

/** Import order: an area may import the faces of areas before it. */
const ORDER = [
  "core",
  "config",
  "state",
  "statistics",
  "text",
  "duckdb",
  "demo",
  "sources",
  "extract",
  "warehouse",
  "metrics",
  "charts",
  "reports",
  "delivery",
  "http",
  "main",
  "cli",
];

/** Areas that may import only what is listed, whatever their rank. */
const NARROWED: Readonly<Record<string, readonly string[]>> = {
  statistics: ["core"],
  text: ["core"],
  demo: ["core"],
  sources: ["core", "config", "duckdb"],
  charts: ["core", "statistics", "metrics"],
  client: ["core", "charts"],
};

/** Areas that never import one another, though their rank would allow it. */
const STRANGERS: readonly (readonly [string, string])[] = [
  ["http", "delivery"],
  ["reports", "warehouse"],
  ["reports", "sources"],
];

/** Packages that only the areas named may import. */
const OWNERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^@duckdb\//, ["duckdb"]],
  [/^apache-arrow/, ["duckdb"]],
  [/^libsql/, ["state"]],
  [/^@observablehq\/plot/, ["charts"]],
  [/^linkedom/, ["charts"]],
  [/^hono/, ["http", "reports", "main"]],
  [/^@hono\/node-server/, ["main"]],
  [/^node-cron/, ["delivery"]],
  [/^nodemailer/, ["delivery"]],
  [/^@myriaddreamin\/typst/, ["reports"]],
  [/^@resvg\//, ["reports"]],
  [/^esbuild/, ["client"]],
  [/^(yauzl|sax)$/, ["sources"]],
  [/^yaml/, ["config", "reports", "demo"]],
  [/^(unified|remark-)/, ["reports"]],
];

const COMPOSITION_ROOTS = ["main", "cli"];
const files = filesBelow(["src"], [".ts"]);
const imports = files.flatMap(importsOf);

function rank(area: string): number {
  return area === "client" ? ORDER.indexOf("http") - 0.5 : ORDER.indexOf(area);
}

function complaint(line: Import): string | null {
  const from = areaOf(line.from);
  if (line.target === null) {
    const owner = OWNERS.find(([name]) => name.test(line.specifier));
    return owner === undefined || owner[1].includes(from)
      ? null
      : `${line.from} imports ${line.specifier} — only ${owner[1].join(", ")} may`;
  }
  const to = areaOf(line.target);
  if (to === from) return null;
  if (from === "cli" && to === "main") return null;
  if (COMPOSITION_ROOTS.includes(to)) return `${line.from} imports ${to} — nothing may`;
  if (to === "client" && !COMPOSITION_ROOTS.includes(from)) {
    return `${line.from} imports client — nothing but main and cli may`;
  }
  if (NARROWED[from] !== undefined && !NARROWED[from].includes(to)) {
    return `${line.from} imports ${to} — ${from} may import: ${NARROWED[from].join(", ")}`;
  }
  if (rank(to) < 0) return `${line.from} imports ${to} — an area the import order does not name`;
  if (rank(to) >= rank(from)) return `${line.from} imports ${to}, which comes after ${from}`;
  if (STRANGERS.some(([a, b]) => (a === from && b === to) || (b === from && a === to))) {
    return `${line.from} imports ${to} — ${from} and ${to} never meet`;
  }
  if (to === "config" && !line.isTypeOnly && !COMPOSITION_ROOTS.includes(from)) {
    return `${line.from} imports values of config — only main and cli may; take types or arguments`;
  }
  // The browser takes single charts, so that the server's renderer stays out of its bundle.
  const isFace = line.target === `src/${to}/index.ts` || from === "client";
  return isFace ? null : `${line.from} imports ${line.target} — only src/${to}/index.ts`;
}

/** The first import cycle reachable, as the paths along it, or null. */
function findCycle(): string[] | null {
  const targets = new Map<string, string[]>();
  for (const line of imports) {
    if (line.target === null) continue;
    targets.set(line.from, [...(targets.get(line.from) ?? []), line.target]);
  }
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): string[] | null => {
    const at = trail.indexOf(path);
    if (at >= 0) return [...trail.slice(at), path];
    if (done.has(path)) return null;
    for (const target of targets.get(path) ?? []) {
      const cycle = visit(target, [...trail, path]);
      if (cycle !== null) return cycle;
    }
    done.add(path);
    return null;
  };
  for (const file of files) {
    const cycle = visit(file.path, []);
    if (cycle !== null) return cycle;
  }
  return null;
}

describe("layers", () => {
  test("every import obeys the order, the faces and the owners of packages", () => {
    expect(imports.map(complaint).filter((found) => found !== null)).toEqual([]);
  });

  test("no import cycle, counting type imports", () => {
    expect(findCycle()).toBeNull();
  });

  test("every area of the tree stands in the order", () => {
    const areas = [...new Set(files.map((file) => areaOf(file.path)))];
    expect(areas.filter((area) => area !== "client" && !ORDER.includes(area))).toEqual([]);
  });

  test("an import of a later area would be found", () => {
    const wrong: Import = {
      from: "src/charts/theme.ts",
      specifier: "../warehouse/index.js",
      target: "src/warehouse/index.ts",
      isTypeOnly: true,
    };
    expect(complaint(wrong)).toContain("charts may import");
  });
});
