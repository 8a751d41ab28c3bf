import { isAppError } from "../../core/index.js";
import {
  createPlaces,
  createView,
  openWriter,
  parquetColumns,
  parquetTextQuery,
  reasonOf,
  type Db,
} from "../../duckdb/index.js";
import { checkColumns, columnNames } from "../columns.js";
import {
  defineConnector,
  type ReadContext,
  type SourceFile,
  type SourceRead,
  type SourceShape,
} from "../define.js";
import { fail } from "../errors.js";
import { assertUnchanged, hashFile, readFileState } from "../file-state.js";

/** Parquet. The reasoning is in ../notes/parquet.md. */
export const parquet = defineConnector({
  id: "parquet",
  title: "Parquet",
  inspect: inspectFile,
  read: readFile,
});

async function inspectFile(file: SourceFile): Promise<SourceShape> {
  await readFileState(file.path);
  const database = await openWriter(":memory:", { threads: 1 });
  try {
    const { columns } = await asParquet(file, async () => shapeOf(file, await database.connect()));
    return { columns, sheets: [] };
  } finally {
    await database.close();
  }
}

async function readFile(file: SourceFile, context: ReadContext): Promise<SourceRead> {
  const { path } = file;
  const before = await readFileState(path);
  const sha256 = await hashFile(path);
  const columns = await asParquet(file, async () => {
    const shape = await shapeOf(file, context.db);
    await createView(context.db, "source_text", shape.sql);
    await createPlaces(context.db, (await context.load()) - 1);
    return shape.columns;
  });
  await assertUnchanged(path, before, sha256);
  return {
    columns,
    file_sha256: sha256,
    file_bytes: Number(before.size),
    is_plain: false,
    sheet: null,
    rejected: 0,
  };
}

/** The columns of a file, which are those that the feed names, and the query of its texts. */
async function shapeOf(
  { path, feed }: SourceFile,
  db: Db,
): Promise<{ readonly columns: readonly string[]; readonly sql: string }> {
  const found = await parquetColumns(db, path);
  const columns = columnNames(found.map(({ name }) => name));
  checkColumns(columns, feed, { place: path, elsewhere: null });
  return { columns, sql: parquetTextQuery(path, found, columns) };
}

/** Runs work on a file; what DuckDB finds wrong with it becomes `source.not_parquet`. */
async function asParquet<T>({ path: file }: SourceFile, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isAppError(error) || error.code !== "duckdb.statement") throw error;
    const hint = "fetch it again; nothing of it was taken";
    throw fail("source.not_parquet", { file, reason: reasonOf(error) }, { cause: error, hint });
  }
}
