import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTimeValue,
  DuckDBUUIDValue,
  type DuckDBValue,
} from "@duckdb/node-api";
import { fail } from "./errors.js";

/** One cell of a result; null means unknown. Instants and dates are ISO texts. */
export type Cell = string | number | boolean | null;

/** One row, keyed by column name. */
export type Row = Readonly<Record<string, Cell>>;

/** A column of a statement: its name and its DuckDB type in lower case (`varchar`, `decimal(18,4)`). */
export interface ColumnInfo {
  readonly name: string;
  readonly type: string;
}

const MICROS_PER_SECOND = 1_000_000n;
const MS_PER_DAY = 86_400_000;

/** An instant as ISO 8601 in UTC; the fraction only where there is one. */
export function instantText(micros: bigint): string {
  const fraction = ((micros % MICROS_PER_SECOND) + MICROS_PER_SECOND) % MICROS_PER_SECOND;
  const whole = new Date(Number((micros - fraction) / 1000n)).toISOString().slice(0, -5);
  if (fraction === 0n) return `${whole}Z`;
  return `${whole}.${fraction.toString().padStart(6, "0").replace(/0+$/, "")}Z`;
}

function dateText(days: number): string {
  return new Date(days * MS_PER_DAY).toISOString().slice(0, 10);
}

function refused(column: ColumnInfo, value: unknown): Error {
  return fail("query.cell", { column: column.name, value: String(value), type: column.type });
}

function objectCell(value: DuckDBValue, column: ColumnInfo): Cell {
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) {
    return instantText(value.micros);
  }
  if (value instanceof DuckDBDateValue) return dateText(value.days);
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBUUIDValue || value instanceof DuckDBTimeValue) return value.toString();
  throw refused(column, value);
}

/** The cell for a value of the driver; throws `query.cell` for what a cell cannot hold exactly. */
export function toCell(value: DuckDBValue, column: ColumnInfo): Cell {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  try {
    if (typeof value === "number") {
      if (Number.isFinite(value)) return value;
      throw refused(column, value);
    }
    if (typeof value === "bigint") {
      const number = Number(value);
      if (Number.isSafeInteger(number)) return number;
      throw refused(column, value);
    }
    return objectCell(value, column);
  } catch (error) {
    if (error instanceof RangeError) throw refused(column, value);
    throw error;
  }
}
