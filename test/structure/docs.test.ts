import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as prettier from "prettier";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands.js";
import { EXIT_CODE } from "../../src/core/index.js";
import { withGeneratedMetrics } from "../docs/readme-metrics.js";
import { ROOT } from "./source-files.js";

const readme = readFileSync(join(ROOT, "README.md"), "utf8");

describe("docs", () => {
  test("the README's tables are those of the declarations (npm run docs makes them)", async () => {
    const options = await prettier.resolveConfig(join(ROOT, "README.md"));
    const generated = await prettier.format(withGeneratedMetrics(readme), {
      ...options,
      parser: "markdown",
    });
    expect(readme).toBe(generated);
  });

  test("the README names every command", () => {
    expect(Object.keys(COMMANDS).filter((name) => !readme.includes(`meantime ${name}`))).toEqual(
      [],
    );
  });

  test("the README states every exit code", () => {
    const missing = Object.values(EXIT_CODE).filter((code) => !readme.includes(`| ${code} `));
    expect(missing).toEqual([]);
  });

  test("every file that the README links to is there", () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] ?? "");
    const missing = links.filter((link) => !/^https?:/.test(link) && !existsSync(join(ROOT, link)));
    expect(missing).toEqual([]);
  });

  test("every package the product depends on is pinned to one version", () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
      devDependencies: Record<string, string>;
    };
    const all = { ...manifest.dependencies, ...manifest.devDependencies };
    expect(Object.entries(all).filter(([, version]) => !/^\d/.test(version))).toEqual([]);
  });

  test("the lock file knows the packages of every platform, so that npm ci works on each", () => {
    const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter(
        (name) =>
          lock.packages[`${path}/node_modules/${name}`] === undefined &&
          lock.packages[`node_modules/${name}`] === undefined,
      ),
    );
    expect(missing).toEqual([]);
  });
});
