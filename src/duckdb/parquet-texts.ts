import type { ColumnInfo } from "./cell.js";
import type { Db } from "./connection.js";
import { identifier, literal } from "./literal.js";
import { parquetQuery } from "./relations.js";

/** Whole numbers up to here fit a BIGINT. */
const WHOLE_LIMIT = "1e18";

/** The columns of a Parquet file, with their types. Throws `duckdb.statement` when it is damaged. */
export async function parquetColumns(db: Db, path: string): Promise<readonly ColumnInfo[]> {
  return (await db.prepareInfo(parquetQuery([path]))).columns;
}

/**
 * A query that gives the header and then every record of a Parquet file, in its order, as
 * `fields varchar[]`: every value as the text that says all of it.
 */
export function parquetTextQuery(
  path: string,
  columns: readonly ColumnInfo[],
  header: readonly string[],
): string {
  const names = `[${header.map(literal).join(", ")}]::varchar[]`;
  const texts = columns.map(({ name, type }) => textOf(identifier(name), type.toLowerCase()));
  const rows = `select [${texts.join(", ")}]::varchar[] as fields from (${parquetQuery([path])})`;
  return `select ${names} as fields union all ${rows}`;
}

/** One value as text; null stays null. */
function textOf(name: string, type: string): string {
  if (type.endsWith("]") || /^(struct|map|union)\(/.test(type)) {
    return `to_json(${name})::varchar`;
  }
  if (type === "timestamp with time zone" || type === "timestamptz") {
    return `replace(timezone('UTC', ${name})::varchar, ' ', 'T') || 'Z'`;
  }
  if (type.startsWith("timestamp")) return `replace(${name}::varchar, ' ', 'T')`;
  if (type !== "double" && type !== "float") return `${name}::varchar`;
  // Numbers that were whole before a null made their column one of fractions: 7.0 is 7.
  const isWhole = `${name} = trunc(${name}) and abs(${name}) < ${WHOLE_LIMIT}`;
  return `case when ${isWhole} then ${name}::bigint::varchar else ${name}::varchar end`;
}
