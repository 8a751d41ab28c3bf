export type { Cell, ColumnInfo, Row } from "./cell.js";
export {
  appendColumns,
  ColumnAppender,
  readColumns,
  type ColumnChunk,
  type ColumnValue,
} from "./columns.js";
export { Db, QUERY_BOUNDS, type Bounds, type StatementInfo, type Table } from "./connection.js";
export { duckdbErrors } from "./errors.js";
export {
  Database,
  openReader,
  openWriter,
  type ReaderOptions,
  type WriterOptions,
} from "./instance.js";
export { identifier, literal } from "./literal.js";
export type { Parameter, ParameterInfo, Parameters } from "./parameters.js";
export { writeArrow } from "./arrow.js";
export { writeCsv, writeParquet, type Query } from "./export-files.js";
