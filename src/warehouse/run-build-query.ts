import type { Db, Parameter } from "../duckdb/index.js";
import type { QueryFile } from "./sql-files.js";

/**
 * Runs a query of the build inside a statement that begins with `prefix`, such as a `create table
 * ... as`, with those of the parameters that it names; returns the rows changed.
 */
export async function runBuildQuery(
  db: Db,
  statement: { readonly prefix: string; readonly file: QueryFile },
  parameters: Readonly<Record<string, Parameter>>,
): Promise<number> {
  const { prefix, file } = statement;
  const own = file.parameters.flatMap((name) => {
    const value = parameters[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return db.run(`${prefix} ${file.sql}`, Object.fromEntries(own));
}
