import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { fail } from "./errors.js";

const FORMAT_VERSION = 1;

const manifestSchema = z.object({
  source: z.string(),
  feed: z.string(),
  entity: z.string(),
  run_no: z.int(),
  file: z.string(),
  file_sha256: z.string(),
  columns: z.array(z.string()),
  rows_in: z.int(),
  rows_landed: z.int(),
  rows_unchanged: z.int(),
  rows_deleted: z.int(),
  rows_rejected: z.int(),
  started_at: z.string(),
  finished_at: z.string(),
});

/** One complete run of the landing log. */
export interface Run extends z.output<typeof manifestSchema> {
  /** The folder that holds its files. */
  readonly folder: string;
}

/** The complete runs of a data directory up to a run, oldest first. */
export function readRuns(dataDir: string, upToRun: number | null): Run[] {
  const root = join(dataDir, "landing");
  return foldersBelow(root)
    .flatMap((source) => foldersBelow(join(root, source)).map((feed) => join(root, source, feed)))
    .flatMap((feed) => foldersBelow(feed).map((run) => join(feed, run)))
    .flatMap((folder) => readRun(folder) ?? [])
    .filter((run) => upToRun === null || run.run_no <= upToRun)
    .sort((a, b) => a.run_no - b.run_no);
}

function foldersBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function readRun(folder: string): Run | null {
  const path = join(folder, "manifest.json");
  if (!existsSync(path)) return null;
  const content: unknown = JSON.parse(readFileSync(path, "utf8"));
  const { format_version: version } = z.object({ format_version: z.int() }).parse(content);
  if (version !== FORMAT_VERSION) throw fail("data.landing_format", { path, version });
  return { ...manifestSchema.parse(content), folder };
}

/** Runs of one feed whose files have the same columns in the same order, oldest first. */
export interface Layout {
  readonly columns: readonly string[];
  readonly runs: readonly Run[];
}

/** The runs of a feed by the columns of their files. */
export function layoutsOf(runs: readonly Run[]): Layout[] {
  const layouts = new Map<string, { columns: readonly string[]; runs: Run[] }>();
  for (const run of runs) {
    const key = JSON.stringify(run.columns);
    const layout = layouts.get(key) ?? { columns: run.columns, runs: [] };
    layout.runs.push(run);
    layouts.set(key, layout);
  }
  return [...layouts.values()];
}

/** The files of that name that the runs have; a run without rows has none. */
export function filesOf(
  runs: readonly Run[],
  name: "rows.parquet" | "rejects.parquet",
): readonly string[] {
  return runs.map((run) => join(run.folder, name)).filter((path) => existsSync(path));
}
