import { join } from "node:path";
import { isAppError } from "../../core/index.js";
import { createView, csvQuery, reasonOf } from "../../duckdb/index.js";
import {
  defineConnector,
  type ReadContext,
  type SourceFile,
  type SourceRead,
  type SourceShape,
} from "../define.js";
import { fail } from "../errors.js";
import { assertUnchanged, readFileState } from "../file-state.js";
import { recordRules } from "../text/dialect.js";
import { prepareText, type PreparedText } from "../text/prepare-text.js";
import { lineEndOf, readHeader, type Header } from "../text/read-header.js";
import { sortRecords, type SortResult, type SortTask } from "../text/sort-records.js";

interface Reading {
  readonly file: SourceFile;
  readonly text: PreparedText;
  readonly header: Header;
  readonly context: ReadContext;
}

/** Delimited text. The reasoning is in ../notes/delimited-text.md. */
export const csv = defineConnector({
  id: "csv",
  title: "Delimited text",
  inspect: inspectText,
  read: readText,
});

async function inspectText(file: SourceFile, folder: string): Promise<SourceShape> {
  await readFileState(file.path);
  const text = await prepareText(file.path, file.feed.dialect, folder);
  const { columns } = await readHeader(text, file);
  return { columns, sheets: [] };
}

async function readText(file: SourceFile, context: ReadContext): Promise<SourceRead> {
  const before = await readFileState(file.path);
  const text = await prepareText(file.path, file.feed.dialect, context.folder);
  const header = await readHeader(text, file);
  const reading = { file, text, header, context };
  const rows = await loadDirectly(reading);
  const isPlain = rows === lineCount(text) && header.line === 1;
  const rejected = isPlain ? 0 : await loadSorted(reading, rows);
  await assertUnchanged(file.path, before, text.sha256);
  return {
    columns: header.columns,
    file_sha256: text.sha256,
    file_bytes: text.bytes,
    is_plain: isPlain,
    sheet: null,
    rejected,
  };
}

function lineCount({ facts }: PreparedText): number {
  return Math.max(facts.lf, facts.cr) + (facts.ends_line ? 0 : 1);
}

/**
 * Lets DuckDB read the text as it stands and returns how many records it gave, or null when it
 * cannot or must not read it. As many as there are lines means that each line is one whole record.
 */
async function loadDirectly(reading: Reading): Promise<number | null> {
  const { facts } = reading.text;
  const isClean = facts.is_utf8 && !facts.has_nul && !facts.has_padded_quote;
  const hasOneLineEnd = facts.cr === facts.crlf || facts.lf === 0;
  if (!isClean || !hasOneLineEnd || reading.header.columns.length < 2) return null;
  try {
    return await loadFrom(reading.text.path, reading);
  } catch (error) {
    if (isAppError(error) && error.code === "duckdb.statement") return null;
    throw error;
  }
}

/** Finds every record by a scan of our own, and has DuckDB read the good ones. */
async function loadSorted(reading: Reading, loaded: number | null): Promise<number> {
  const { text, context } = reading;
  if (loaded !== null) {
    const found = await sort(reading, null);
    if (found.rejected === 0 && found.unusual === 0 && found.good === loaded) return 0;
  }
  const cleanPath = join(context.folder, "clean.csv");
  const { good, rejected } = await sort(reading, cleanPath);
  const rows = await loadFrom(cleanPath, reading).catch((error: unknown) => {
    throw mismatch(reading, { read: 0, expected: good, reason: reasonOf(error) });
  });
  if (rows !== good) {
    throw mismatch(reading, { read: rows, expected: good, reason: `${text.facts.bytes} bytes` });
  }
  return rejected;
}

function mismatch(
  { file }: Reading,
  values: { read: number; expected: number; reason: string },
): Error {
  return fail("source.not_readable_as_text", { file: file.path, ...values });
}

async function sort(reading: Reading, cleanPath: string | null): Promise<SortResult> {
  const { text, file, header, context } = reading;
  const { dialect } = file.feed;
  const task: SortTask = {
    path: text.path,
    offset: text.offset,
    rules: recordRules(dialect, lineEndOf(text), header.columns.length),
    dialect,
    checkBytes: !text.facts.is_utf8 || text.facts.has_nul,
    cleanPath,
  };
  const db = await context.database.connect();
  try {
    return await sortRecords(task, db);
  } finally {
    await db.close();
  }
}

async function loadFrom(path: string, { file, header, context }: Reading): Promise<number> {
  const { delimiter, quote } = file.feed.dialect;
  const columnCount = header.columns.length;
  const sql = csvQuery({ path, delimiter, quote, columnCount });
  await createView(context.db, "source_text", sql);
  return context.load();
}
