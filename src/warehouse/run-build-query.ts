import { assertDefined } from "../core/index.js";
import type { Db, Parameter } from "../duckdb/index.js";
import type { QueryFile } from "./sql-files.js";

const PARAMETER = /\$([a-z_][a-z_0-9]*)::([a-z]+(?:\[\])?)/g;

/**
 * Runs a query of the build inside a statement that begins with `prefix`, such as a `create table
 * ... as`; returns the rows changed. Its parameters become session variables of the declared type:
 * DuckDB takes formats, maps and lists that shape a plan as constants only, and a prepared
 * statement with such a parameter does not know its parameters' types.
 */
export async function runBuildQuery(
  db: Db,
  statement: { readonly prefix: string; readonly file: QueryFile },
  parameters: Readonly<Record<string, Parameter>>,
): Promise<number> {
  const { prefix, file } = statement;
  const types = new Map([...file.sql.matchAll(PARAMETER)].map((match) => [match[1], match[2]]));
  for (const [name, type] of types) {
    const known = assertDefined(name, "a match has a name");
    const value = parameters[known];
    if (value === undefined) throw new TypeError(`${file.path}: no value for $${known}`);
    await db.run(`set variable ${known} = $value::${type}`, { value });
  }
  const sql = file.sql.replace(PARAMETER, "getvariable('$1')::$2");
  return db.run(`${prefix} ${sql}`);
}
