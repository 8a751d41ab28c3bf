export { writeArrow } from "./arrow.js";
export type { Cell, ColumnInfo, Row } from "./cell.js";
export {
  appendColumns,
  ColumnAppender,
  listValue,
  readColumns,
  type ColumnChunk,
  type ColumnValue,
} from "./columns.js";
export { Db, QUERY_BOUNDS, type Bounds, type StatementInfo, type Table } from "./connection.js";
export { duckdbErrors, reasonOf } from "./errors.js";
export { writeCsv, writeParquet, type Query } from "./export-files.js";
export {
  Database,
  openReader,
  openWriter,
  type ReaderOptions,
  type WriterOptions,
} from "./instance.js";
export { identifier, literal, pathLiteral } from "./literal.js";
export { outOfSpaceCause } from "./no-space.js";
export type { Parameter, ParameterInfo, Parameters } from "./parameters.js";
export { parquetColumns, parquetTextQuery } from "./parquet-texts.js";
export {
  countRelation,
  createPlaces,
  createTable,
  createTableAs,
  createView,
  CSV_RECORD_BYTES,
  csvQuery,
  headedQuery,
  parquetQuery,
  type CsvFile,
} from "./relations.js";
