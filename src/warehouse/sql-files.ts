import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fail } from "./errors.js";

/** The folders of `queries`, each with rules of its own. */
export const QUERY_KINDS = [
  "macros",
  "staging",
  "model",
  "pass",
  "checks",
  "metrics",
  "details",
  "datasets",
  "lists",
] as const;

/** A folder of `queries`. */
export type QueryKind = (typeof QUERY_KINDS)[number];

/** What a check's rows mean: the build stops, the rows wait outside the model, or a finding. */
export type Severity = "stop" | "quarantine" | "warn";

/** One file of `queries`: one statement. */
export interface QueryFile {
  readonly kind: QueryKind;
  /** File name without its ending. */
  readonly name: string;
  /** Path below `queries`. */
  readonly path: string;
  readonly sql: string;
  /** The header comment as one text: the grain, and what is left out and why. */
  readonly doc: string;
  /** Names of its parameters, in alphabetical order. */
  readonly parameters: readonly string[];
  /** Only for checks. */
  readonly severity: Severity | null;
}

/** Every query file, by kind and name. */
export interface QueryFiles {
  readonly all: readonly QueryFile[];
  /** The file, or `query.unknown`. */
  get(kind: QueryKind, name: string): QueryFile;
  /** Files of a kind, by name. */
  of(kind: QueryKind): readonly QueryFile[];
  /** SHA-256 over every path and text. */
  readonly hash: string;
}

/** The folder of the product's own queries. */
export const QUERIES_FOLDER = fileURLToPath(new URL("../../queries", import.meta.url));

const FOLDERS: Readonly<Record<QueryKind, string>> = {
  macros: "staging/macros",
  staging: "staging",
  model: "model",
  pass: "pass",
  checks: "checks",
  metrics: "metrics",
  details: "details",
  datasets: "datasets",
  lists: "lists",
};

const SEVERITY = /^severity: (stop|quarantine|warn)\b/;

/** Reads every query file below a folder. */
export function readQueryFiles(folder: string = QUERIES_FOLDER): QueryFiles {
  const all = QUERY_KINDS.flatMap((kind) => readFolder(folder, kind));
  const byPath = new Map(all.map((file) => [`${file.kind}/${file.name}`, file]));
  const hash = createHash("sha256");
  for (const { path, sql } of all) hash.update(`${path}\0${sql}\0`);
  return {
    all,
    get: (kind, name) => {
      const found = byPath.get(`${kind}/${name}`);
      if (found === undefined) throw fail("query.unknown", { kind, name });
      return found;
    },
    of: (kind) => all.filter((file) => file.kind === kind),
    hash: hash.digest("hex"),
  };
}

function readFolder(folder: string, kind: QueryKind): QueryFile[] {
  const below = FOLDERS[kind];
  return readdirSync(join(folder, below), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".sql"))
    .map((entry) => entry.name)
    .sort()
    .map((name) =>
      parseQueryFile({
        kind,
        path: `${below}/${name}`,
        content: readFileSync(join(folder, below, name), "utf8"),
      }),
    );
}

/** The parts of one file; throws `query.file` for a check without a severity. */
export function parseQueryFile(file: {
  readonly kind: QueryKind;
  readonly path: string;
  readonly content: string;
}): QueryFile {
  const { kind, path, content } = file;
  const lines = content.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("--"));
  const header = lines.slice(0, end).map((line) => line.replace(/^--\s?/, ""));
  if (header.length === 0) throw fail("query.file", { path, reason: "expected a header comment" });
  const severity = kind === "checks" ? severityOf(path, header[0] ?? "") : null;
  const sql = lines.slice(end).join("\n").trim().replace(/;$/, "");
  const parameters = [...sql.matchAll(/\$([a-z_][a-z_0-9]*)/g)].map((match) => match[1] ?? "");
  return {
    kind,
    name: (path.split("/").pop() ?? "").replace(/\.sql$/, ""),
    path,
    sql,
    doc: (severity === null ? header : header.slice(1)).join(" ").trim(),
    parameters: [...new Set(parameters)].sort(),
    severity,
  };
}

function severityOf(path: string, line: string): Severity {
  const found = SEVERITY.exec(line)?.[1];
  if (found === "stop" || found === "quarantine" || found === "warn") return found;
  throw fail("query.file", { path, reason: "expected `-- severity: stop | quarantine | warn`" });
}
