import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { limits, nearest } from "../core/index.js";
import { metrics } from "../metrics/index.js";
import type { ReportDefinition, Vocabulary } from "./definition.js";
import { fail } from "./errors.js";
import { REPORT_CHARTS } from "./gather-chart.js";
import { parseReport } from "./parse.js";
import { Problems } from "./problems.js";

/** Metrics that a tile can show: one figure for a scope, not a ranking. */
const TILE_METRICS = metrics.filter((metric) => metric.by.length > 0).map((metric) => metric.id);

/** What report files may name. */
export const REPORT_VOCABULARY: Vocabulary = Object.freeze({
  metrics: TILE_METRICS,
  charts: REPORT_CHARTS,
});

/** The report definitions in a folder, ordered by id; throws for the first file that is not valid. */
export async function loadReports(folder: string): Promise<ReportDefinition[]> {
  const files = (await filesIn(folder)).filter((name) => name.endsWith(".md")).sort();
  const definitions = await Promise.all(files.map((name) => loadReport(join(folder, name))));
  for (const { id, file } of definitions) {
    const same = definitions.filter((other) => other.id === id);
    if (same.length < 2) continue;
    const names = same.map((other) => basename(other.file)).join(", ");
    throw fail("report.duplicate_id", { id, files: `${file}: ${names}` });
  }
  return definitions.sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw unreadable(folder, cause);
  }
}

async function loadReport(path: string): Promise<ReportDefinition> {
  const definition = await parseReport(await sourceOf(path), basename(path), REPORT_VOCABULARY);
  const expected = basename(path, ".md");
  if (definition.id === expected) return definition;
  const problems = new Problems(basename(path));
  const message = `report id is not the file's name: ${definition.id}`;
  problems.add(2, { message, received: definition.id, expected });
  problems.throwIfAny();
  return definition;
}

async function sourceOf(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    const most = limits.report_file_bytes;
    if (size > most) throw new Error(`${size} bytes, at most ${most}`);
    const bytes = await readFile(path);
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): Error {
  const problem = cause instanceof Error ? cause.message : String(cause);
  return fail("report.unreadable", { file: path, problem }, { cause });
}

/** The report with that id; throws `report.unknown` with the nearest one. */
export function findReport(reports: readonly ReportDefinition[], id: string): ReportDefinition {
  const found = reports.find((report) => report.id === id);
  if (found !== undefined) return found;
  const known = reports.map((report) => report.id);
  const meant = nearest(id, known);
  const hint = meant === undefined ? {} : { hint: `did you mean ${meant}?` };
  throw fail("report.unknown", { id, known: known.join(", ") }, hint);
}
