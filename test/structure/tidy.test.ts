import { describe, expect, test } from "vitest";
import { areaOf, filesBelow, importsOf, type TextFile } from "./source-files.js";

/** Files allowed above a ceiling, each with its reason. */
const LARGER: Readonly<Record<string, { readonly lines: number; readonly reason: string }>> = {};

/** Files that put many parts together and do nothing else, each with its reason. */
const WIRING: Readonly<Record<string, { readonly imports: number; readonly reason: string }>> = {
  "src/http/pages/pareto.ts": { imports: 15, reason: "a page: one import for each part it shows" },
};

const CEILING = { source: 400, test: 600, sql: 150, fanOut: 12, columns: 100 };
const BANNED_NAMES = /(^|[/-])(utils?|helpers?|common|misc|manager)\.(ts|sql)$/;
const KEBAB = /^[a-z0-9]+([.-][a-z0-9]+)*\.(ts|js)$/;

const sources = filesBelow(["src"], [".ts", ".js"]);
const tests = filesBelow(["test"], [".ts"]);
const queries = filesBelow(["queries"], [".sql"]);

function tooLong(files: readonly TextFile[], ceiling: number): string[] {
  return files
    .map((file) => ({ path: file.path, lines: file.content.split("\n").length }))
    .filter(({ path, lines }) => lines > (LARGER[path]?.lines ?? ceiling))
    .map(({ path, lines }) => `${path}: ${lines} lines — at most ${ceiling}`);
}

function matching(files: readonly TextFile[], pattern: RegExp, advice: string): string[] {
  return files.flatMap((file) =>
    file.content
      .split("\n")
      .flatMap((line, index) =>
        pattern.test(line) ? [`${file.path}:${index + 1}: ${line.trim()} — ${advice}`] : [],
      ),
  );
}

describe("tidy", () => {
  test("files stay under their ceilings", () => {
    expect([
      ...tooLong(sources, CEILING.source),
      ...tooLong(tests, CEILING.test),
      ...tooLong(queries, CEILING.sql),
    ]).toEqual([]);
  });

  test("no source file imports more than twelve neighbours", () => {
    const many = sources
      .filter((file) => !["main", "cli"].includes(areaOf(file.path)))
      .filter((file) => !/(^|\/)index\.ts$/.test(file.path))
      .map((file) => ({
        path: file.path,
        count: importsOf(file).filter((line) => line.target !== null && !line.isTypeOnly).length,
      }))
      .filter(({ path, count }) => count > (WIRING[path]?.imports ?? CEILING.fanOut));
    expect(many).toEqual([]);
  });

  test("lines of SQL stay under a hundred columns", () => {
    expect(matching(queries, /^.{101,}$/, "at most 100 columns")).toEqual([]);
  });

  test("file names say what is in them", () => {
    const paths = [...sources, ...tests].map((file) => file.path);
    const odd = paths.filter(
      (path) => !KEBAB.test(path.split("/").pop()?.replace(/_/g, "-") ?? ""),
    );
    expect([...odd, ...paths.filter((path) => BANNED_NAMES.test(path))]).toEqual([]);
  });

  test("time, chance, environment and console come from where they belong", () => {
    const outside = (allowed: readonly string[]): TextFile[] =>
      sources.filter((file) => !allowed.some((prefix) => file.path.startsWith(prefix)));
    expect([
      ...matching(outside(["src/core/clock.ts"]), /\bnew Date\(\)|\bDate\.now\(/, "take a Clock"),
      ...matching(outside(["src/core/random.ts"]), /\bMath\.random\(/, "take a Random"),
      ...matching(
        outside(["src/config/", "src/cli.ts", "src/main.ts", "src/meantime.js"]),
        /\bprocess\.env\b/,
        "take the setting as an argument",
      ),
      ...matching(outside(["src/cli.ts"]), /\bconsole\./, "take a Log"),
    ]).toEqual([]);
  });

  test("nothing unfinished, no default exports, no enums", () => {
    expect([
      ...matching(sources, /\b(TODO|FIXME|XXX|HACK)\b/, "finish it or file an issue"),
      ...matching(sources, /^export default/, "export it by name"),
      ...matching(sources, /^(export )?(const )?enum /, "use a union of literals"),
      ...matching(tests, /^\s*(it|test|describe)\.(skip|only|todo)\(/, "run every test"),
      ...matching(sources, /\bas any\b/, "use unknown and narrow it"),
    ]).toEqual([]);
  });

  test("every export of src has a docstring", () => {
    const bare = sources
      .filter((file) => !file.path.endsWith("index.ts"))
      .flatMap((file) => {
        const lines = file.content.split("\n");
        return lines.flatMap((line, index) => {
          if (!/^export (async )?(function|const|class|interface|type) [^{]/.test(line)) return [];
          let above = index - 1;
          while (/^\s*\/\//.test(lines[above] ?? "")) above -= 1;
          const isOverload = /^export (async )?function/.test(lines[above] ?? "");
          return /\*\/\s*$/.test(lines[above] ?? "") || isOverload
            ? []
            : [`${file.path}:${index + 1}`];
        });
      });
    expect(bare).toEqual([]);
  });

  test("the allow-list of larger files names files that exist and are larger", () => {
    const all = [...sources, ...tests, ...queries];
    for (const [path, entry] of Object.entries(LARGER)) {
      const file = all.find((candidate) => candidate.path === path);
      expect(file, path).toBeDefined();
      expect(entry.reason.length).toBeGreaterThan(20);
    }
  });
});
