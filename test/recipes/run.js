// Runs every recipe against a Meantime export of the sample and checks what it says. Plain Node:
// `npm run test:recipes`. Each recipe is a folder with packages of its own and a `load.js` that
// prints, for a CSV of downtime, its records by class and its unplanned records by asset as JSON.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";

const RECIPES = ["danfo"];
const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = join(HERE, "..", "..");

// Counted in the published files of the sample: test/golden/sample-facts.json, MTA elevators.
const KNOWN_CLASSES = { unplanned: 2893, planned: 1466 };
const KNOWN_MOST_ROWS = { EL107: 46, EL221: 43, EL277: 43, EL397: 40, EL104: 39 };

/** Runs a program to its end and gives what it printed; its failure is an error with its words. */
function run(file, words, cwd) {
  try {
    return execFileSync(file, words, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    throw new Error(`${file} ${words.join(" ")}: ${error.stderr || error.message}`);
  }
}

/** Writes the sample's downtime as the product exports it. */
function exportDowntime(folder) {
  const meantime = join(ROOT, "src", "meantime.js");
  const from = ["--config", join(ROOT, "data", "sample", "meantime.yaml"), "--data", folder];
  const path = join(folder, "downtime.csv");
  const what = ["downtime", "--site", "subway", "--format", "csv", "-o", path];
  run(process.execPath, [meantime, "refresh", "--extract", ...from], ROOT);
  run(process.execPath, [meantime, "export", ...what, ...from], ROOT);
  return path;
}

/** The fields of a line of CSV; the sample has no line ends inside values. */
function fieldsOf(line) {
  const fields = line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g).slice(0, -1);
  return fields.map((field) => field.replace(/,$/, "").replace(/^"(.*)"$/, "$1"));
}

/** The same sums by a plain loop over the file. */
function sumsOf(path) {
  const [header, ...lines] = readFileSync(path, "utf8").trimEnd().split(/\r?\n/);
  const columns = fieldsOf(`${header},`);
  const classes = {};
  const unplanned = {};
  for (const line of lines) {
    const fields = fieldsOf(`${line},`);
    const value = (name) => fields[columns.indexOf(name)];
    const time_class = value("time_class");
    classes[time_class] = (classes[time_class] ?? 0) + 1;
    if (time_class !== "unplanned") continue;
    const sums = (unplanned[value("asset_tag")] ??= { rows: 0, seconds: 0 });
    sums.rows += 1;
    sums.seconds += Number(value("duration_s"));
  }
  return { rows: lines.length, classes, unplanned };
}

/** Throws when what was found is not what was expected. */
function expectEqual(what, found, expected) {
  if (isDeepStrictEqual(found, expected)) return;
  const told = [found, expected].map((value) => JSON.stringify(value).slice(0, 300));
  throw new Error(`${what}: ${told[0]} — expected ${told[1]}`);
}

/** The assets with the most records, as many as are known. */
function mostRows(unplanned) {
  const counts = Object.entries(unplanned).map(([asset, { rows }]) => [asset, rows]);
  const sorted = counts.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return Object.fromEntries(sorted.slice(0, Object.keys(KNOWN_MOST_ROWS).length));
}

/** Installs a recipe, runs it and compares every sum; returns what is told of it. */
function checkRecipe(recipe, path) {
  const folder = join(HERE, recipe);
  run("npm", ["ci", "--no-audit", "--no-fund"], folder);
  const told = JSON.parse(run(process.execPath, ["load.js", path], folder));
  const unplanned = Object.fromEntries(
    told.unplanned.map(({ asset, rows, seconds }) => [asset, { rows, seconds }]),
  );
  const sums = sumsOf(path);
  expectEqual("records", told.rows, sums.rows);
  expectEqual("records by class", told.classes, sums.classes);
  expectEqual("unplanned downtime by asset", unplanned, sums.unplanned);
  expectEqual("known records by class", told.classes, KNOWN_CLASSES);
  expectEqual("known assets with the most records", mostRows(unplanned), KNOWN_MOST_ROWS);
  return `${told.rows} records, ${told.unplanned.length} assets, every sum as in the export`;
}

const folder = mkdtempSync(join(tmpdir(), "meantime-recipes-"));
try {
  const path = exportDowntime(folder);
  for (const recipe of RECIPES) {
    try {
      console.log(`${recipe}: passed: ${checkRecipe(recipe, path)}`);
    } catch (error) {
      console.log(`${recipe}: failed: ${error.message}`);
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
