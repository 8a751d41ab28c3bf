import { createView, headedQuery } from "../../duckdb/index.js";
import { checkColumns, mappedColumns } from "../columns.js";
import type { ReadContext, SourceFile, SourceRead, SourceShape } from "../define.js";
import { assertUnchanged, readFileState } from "../file-state.js";
import { prepareText, type PreparedText } from "../text/prepare-text.js";
import { RECORD_TABLE, RecordWriter, type RecordsOf } from "./record-writer.js";
import type { RecordVisitor } from "./windows.js";

/** Visits the records of a text that is JSON in one way or another. */
export type RecordScan = (
  text: PreparedText,
  file: SourceFile,
  visitor: RecordVisitor,
) => Promise<void>;

const SPARSE =
  "if the source leaves out what is empty, declare is_new: true for the fields that may be missing";

/** The columns of a file; it is read to its end, for the last record may have a key of its own. */
export async function inspectRecords(
  file: SourceFile,
  folder: string,
  scan: RecordScan,
): Promise<SourceShape> {
  await readFileState(file.path);
  const text = await prepareText(file.path, file.feed.dialect, folder);
  const writer = RecordWriter.ofColumns(recordsOf(text, file));
  await scan(text, file, writer);
  return { columns: columnsOf(writer, file), sheets: [] };
}

/** Reads every record of a file into the context's tables. */
export async function readRecords(
  file: SourceFile,
  context: ReadContext,
  scan: RecordScan,
): Promise<SourceRead> {
  const before = await readFileState(file.path);
  const text = await prepareText(file.path, file.feed.dialect, context.folder);
  const db = await context.database.connect();
  const writer = await RecordWriter.open(recordsOf(text, file), db);
  try {
    await scan(text, file, writer);
  } finally {
    writer.close();
    await db.close();
  }
  const columns = columnsOf(writer, file);
  await createView(context.db, "source_text", headedQuery(RECORD_TABLE, columns));
  await context.load();
  await assertUnchanged(file.path, before, text.sha256);
  const { rejected } = writer;
  const { sha256, bytes } = text;
  return {
    columns,
    file_sha256: sha256,
    file_bytes: bytes,
    is_plain: false,
    sheet: null,
    rejected,
  };
}

function recordsOf({ facts }: PreparedText, { path }: SourceFile): RecordsOf {
  return { file: path, checkBytes: !facts.is_utf8 || facts.has_nul };
}

/** A list without records has no keys: its columns are those that the mapping names. */
function columnsOf(writer: RecordWriter, { path, feed }: SourceFile): string[] {
  const { columns } = writer;
  if (columns.length === 0) return mappedColumns(feed);
  const always = Object.entries(feed.fields).filter(([, field]) => field.is_new !== true);
  const exclude = feed.exclude.filter((rule) => rule.is_new !== true);
  const strict = { ...feed, fields: Object.fromEntries(always), exclude };
  checkColumns(columns, strict, { place: path, elsewhere: SPARSE });
  return columns;
}
