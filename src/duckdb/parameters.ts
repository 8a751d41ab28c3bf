import {
  BIGINT,
  DuckDBListType,
  DuckDBTypeId,
  LIST,
  VARCHAR,
  type DuckDBPreparedStatement,
  type DuckDBType,
} from "@duckdb/node-api";
import { fail } from "./errors.js";
import type { Cell } from "./cell.js";

/** A value bound to a named parameter; texts are cast to the type that the query declares. */
export type Parameter = Cell | readonly (string | number | null)[];

/** Parameters by name, without the dollar sign. */
export type Parameters = Readonly<Record<string, Parameter>>;

/** A parameter of a statement and its declared DuckDB type in lower case. */
export interface ParameterInfo {
  readonly name: string;
  readonly type: string;
}

const INTEGERS: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.HUGEINT,
]);

/** The parameters that a statement names, in the order of their first use. */
export function parametersOf(statement: DuckDBPreparedStatement): ParameterInfo[] {
  return Array.from({ length: statement.parameterCount }, (_, i) => ({
    name: statement.parameterName(i + 1),
    type:
      declaredType(statement, i + 1)
        ?.toString()
        .toLowerCase() ?? "unknown",
  }));
}

/** The declared type; null when the cast beside the parameter is cast once more by its context. */
function declaredType(statement: DuckDBPreparedStatement, index: number): DuckDBType | null {
  if (statement.parameterTypeId(index) === DuckDBTypeId.INVALID) return null;
  return statement.parameterType(index);
}

/** Binds every parameter by its declared type; names are compared first, both ways. */
export function bindParameters(statement: DuckDBPreparedStatement, given: Parameters): void {
  const declared = parametersOf(statement);
  const names = new Set(declared.map((parameter) => parameter.name));
  const missing = [...names].filter((name) => given[name] === undefined);
  const extra = Object.keys(given).filter((name) => !names.has(name));
  if (missing.length > 0 || extra.length > 0) throw fail("query.parameters", { missing, extra });
  declared.forEach((parameter, i) => {
    const value = given[parameter.name];
    if (value !== undefined) bindOne(statement, { index: i + 1, ...parameter }, value);
  });
}

function bindOne(
  statement: DuckDBPreparedStatement,
  parameter: ParameterInfo & { readonly index: number },
  value: Parameter,
): void {
  const { index, name } = parameter;
  const declared = declaredType(statement, index);
  const wrong = (): Error =>
    fail("query.parameter_value", { name, value: String(value), type: parameter.type });
  if (value === null) {
    statement.bindNull(index);
    return;
  }
  if (typeof value === "string") {
    statement.bindVarchar(index, value);
    return;
  }
  if (typeof value === "boolean") {
    statement.bindBoolean(index, value);
    return;
  }
  if (typeof value === "number") {
    bindNumber(statement, { index, declared, wrong }, value);
    return;
  }
  if (declared !== null && !(declared instanceof DuckDBListType)) throw wrong();
  const isNumbers = value.some((item) => typeof item === "number");
  const type = declared ?? LIST(isNumbers ? BIGINT : VARCHAR);
  const items = type.valueType.typeId === DuckDBTypeId.BIGINT ? bigints(value) : value;
  statement.bindList(index, [...items], type);
}

function bigints(values: readonly (string | number | null)[]): (string | bigint | null)[] {
  return values.map((value) => (typeof value === "number" ? BigInt(value) : value));
}

function bindNumber(
  statement: DuckDBPreparedStatement,
  target: { index: number; declared: DuckDBType | null; wrong: () => Error },
  value: number,
): void {
  if (!Number.isFinite(value)) throw target.wrong();
  if (target.declared === null || !INTEGERS.has(target.declared.typeId)) {
    statement.bindDouble(target.index, value);
    return;
  }
  if (!Number.isSafeInteger(value)) throw target.wrong();
  statement.bindBigInt(target.index, BigInt(value));
}
