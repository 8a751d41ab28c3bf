import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import type { Data, DataType, RecordBatch, Schema } from "apache-arrow";
import { ArrowColumn, type ArrowKind } from "./arrow-column.js";
import type { Db } from "./connection.js";
import { readColumns } from "./columns.js";
import { recast, writeWhole, type Query } from "./export-files.js";

const BATCH_ROWS = 65_536;

type Arrow = typeof import("apache-arrow");

function kindOf(type: string): ArrowKind {
  if (type === "date" || type === "boolean" || type === "integer") return type;
  if (type.startsWith("timestamp")) return "timestamp";
  if (type === "double" || type === "float" || type.startsWith("decimal")) return "double";
  if (type === "tinyint" || type === "smallint") return "integer";
  return type === "bigint" ? "bigint" : "varchar";
}

const READ_AS: Readonly<Record<ArrowKind, (name: string) => string>> = {
  varchar: (name) => `${name}::varchar`,
  integer: (name) => `${name}::integer`,
  bigint: (name) => name,
  double: (name) => `${name}::double`,
  boolean: (name) => name,
  date: (name) => `date_diff('day', date '1970-01-01', ${name})::integer`,
  timestamp: (name) => `epoch_us(${name})`,
};

function arrowType(arrow: Arrow, kind: ArrowKind): DataType {
  switch (kind) {
    case "varchar":
      return new arrow.Utf8();
    case "integer":
      return new arrow.Int32();
    case "bigint":
      return new arrow.Int64();
    case "double":
      return new arrow.Float64();
    case "boolean":
      return new arrow.Bool();
    case "date":
      return new arrow.DateDay();
    case "timestamp":
      return new arrow.TimestampMicrosecond("UTC");
  }
}

/** Turns filled columns into a record batch and empties them. */
function takeBatch(arrow: Arrow, schema: Schema, columns: readonly ArrowColumn[]): RecordBatch {
  const length = columns[0]?.length ?? 0;
  const children = columns.map((column, i): Data => {
    const type = schema.fields[i]!.type as DataType; // one field a column
    const { length: rows, nullCount, valueOffsets, data, nullBitmap } = column.take();
    return new arrow.Data(type, 0, rows, nullCount, [valueOffsets, data, nullBitmap]);
  });
  return new arrow.RecordBatch(
    schema,
    arrow.makeData({ type: new arrow.Struct(schema.fields), length, nullCount: 0, children }),
  );
}

/**
 * Writes a query's rows as an Arrow IPC stream (utf8, int32, int64, float64, bool, date32,
 * timestamp[us, UTC]), batch by batch, and returns how many rows.
 */
export async function writeArrow(db: Db, query: Query, path: string): Promise<number> {
  const arrow = await import("apache-arrow");
  const { columns } = await db.prepareInfo(query.sql);
  const kinds = columns.map((column) => kindOf(column.type));
  const schema = new arrow.Schema(
    columns.map(({ name }, i) => new arrow.Field(name, arrowType(arrow, kinds[i]!), true)),
  );
  const sql = recast(query.sql, columns, (name, type) => READ_AS[kindOf(type)](name));
  return writeWhole(path, async (partial) => {
    const filled = kinds.map((kind) => new ArrowColumn(kind, BATCH_ROWS));
    const writer = new arrow.RecordBatchStreamWriter({ autoDestroy: false });
    writer.reset(undefined, schema);
    const file = createWriteStream(partial);
    const stream = writer.toNodeStream().pipe(file);
    const flush = async (): Promise<void> => {
      writer.write(takeBatch(arrow, schema, filled));
      if (file.writableNeedDrain) await once(file, "drain");
    };
    const rows = await readColumns(db, { ...query, sql }, async (chunk) => {
      filled.forEach((column, i) => column.append(chunk.values(i)));
      if (filled[0]!.length + 2048 > BATCH_ROWS) await flush();
    });
    if (filled[0]!.length > 0) await flush();
    writer.close();
    await finished(stream);
    return rows;
  });
}
