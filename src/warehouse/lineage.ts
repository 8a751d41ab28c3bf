import type { Db } from "../duckdb/index.js";
import { fail } from "./errors.js";
import type { QueryFile, QueryKind } from "./sql-files.js";

type Tree = Readonly<Record<string, unknown>> | readonly unknown[];

/** The tables and table functions that a statement reads, each once, sorted; its own names left out. */
export interface Lineage {
  readonly tables: readonly string[];
  readonly functions: readonly string[];
}

/** What tables a kind of query may read, as prefixes and whole names. */
const MAY_READ: Readonly<Record<QueryKind, RegExp>> = {
  macros: /^$/,
  staging: /^(landing|landing_newest|landing_rejects|zone_day|int_refused|ref_run)$/,
  model: /^(ref|stg|int|pass|dim|fct|comp|svc|cal)_|^(closure|zone_day)$/,
  pass: /^(ref_site|int_downtime|cal_day)$/,
  checks: /^(ref|stg|int|pass|dim|fct|comp|svc|cal)_|^closure$/,
  metrics: /^(dim|fct|comp|svc|cal)_|^(closure|allowed_site)$/,
  details: /^(dim|fct|comp|svc|cal)_|^(closure|allowed_site)$/,
  datasets: /^(dim|fct|comp|svc|cal)_|^(closure|allowed_site)$/,
  lists: /^(dim|fct|comp|svc|cal)_|^(closure|allowed_site)$/,
};

/** Table functions that make rows and read nothing. */
const HARMLESS = new Set(["generate_series", "range", "unnest"]);

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null;
}

function visit(node: Tree, found: { tables: Set<string>; functions: Set<string> }): void {
  const type = entry(node, "type");
  if (type === "BASE_TABLE") found.tables.add(String(entry(node, "table_name")));
  if (type === "TABLE_FUNCTION") {
    found.functions.add(String(entry(entry(node, "function"), "function_name")));
  }
  for (const value of Object.values(node)) if (isTree(value)) visit(value, found);
}

/** Names given inside the statement by `with`. */
function localNames(node: Tree, names: Set<string> = new Set<string>()): Set<string> {
  const defined = entry(entry(node, "cte_map"), "map");
  for (const definition of Array.isArray(defined) ? (defined as readonly unknown[]) : []) {
    names.add(String(entry(definition, "key")));
  }
  for (const value of Object.values(node)) if (isTree(value)) localNames(value, names);
  return names;
}

function entry(node: unknown, key: string): unknown {
  return isTree(node) && !Array.isArray(node)
    ? (node as Readonly<Record<string, unknown>>)[key] // a mapping, by the line above
    : undefined;
}

/** Reads a statement's syntax tree, without running it and without its tables being there. */
export async function lineageOf(db: Db, file: QueryFile): Promise<Lineage> {
  const [row] = await db.rows("select json_serialize_sql($sql::varchar)::varchar as tree", {
    sql: file.sql,
  });
  const tree: unknown = JSON.parse(String(row?.["tree"]));
  if (!isTree(tree) || !("error" in tree) || tree.error !== false) {
    const reason = isTree(tree) && "error_message" in tree ? String(tree.error_message) : "no tree";
    throw fail("query.file", { path: file.path, reason });
  }
  const found = { tables: new Set<string>(), functions: new Set<string>() };
  visit(tree, found);
  const local = localNames(tree);
  return {
    tables: [...found.tables].filter((name) => !local.has(name)).sort(),
    functions: [...found.functions].sort(),
  };
}

/** What a query reads that its kind may not read; empty when it keeps the rules. */
export function lineageProblems(kind: QueryKind, lineage: Lineage): string[] {
  const tables = lineage.tables.filter((name) => !MAY_READ[kind].test(name));
  const functions = lineage.functions.filter((name) => !HARMLESS.has(name));
  return [...tables, ...functions.map((name) => `${name}()`)];
}

/** Something that is built from tables and makes tables. */
export interface BuildNode {
  readonly name: string;
  readonly reads: readonly string[];
  /** Tables it makes beside the one of its own name. */
  readonly makes?: readonly string[];
}

/**
 * The nodes in an order in which everything is built before it is read, alphabetical where that
 * leaves a choice. Tables that no node makes are taken to be there. Throws `query.circle`.
 */
export function buildOrder<Node extends BuildNode>(nodes: readonly Node[]): Node[] {
  const maker = new Map<string, Node>();
  for (const node of nodes)
    for (const table of [node.name, ...(node.makes ?? [])]) maker.set(table, node);
  const ordered: Node[] = [];
  const done = new Set<Node>();
  const visitNode = (node: Node, trail: readonly Node[]): void => {
    if (done.has(node)) return;
    if (trail.includes(node)) {
      throw fail("query.circle", { tables: [...trail, node].map(({ name }) => name).join(" < ") });
    }
    for (const table of [...node.reads].sort()) {
      const before = maker.get(table);
      if (before !== undefined) visitNode(before, [...trail, node]);
    }
    done.add(node);
    ordered.push(node);
  };
  for (const node of [...nodes].sort((a, b) => (a.name < b.name ? -1 : 1))) visitNode(node, []);
  return ordered;
}
