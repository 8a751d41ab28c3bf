import { limits, text as sentence } from "../../core/index.js";
import { ColumnAppender, createTable, listValue, type Db } from "../../duckdb/index.js";
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
import { RejectWriter } from "../reject-writer.js";
import type * as Workbooks from "../workbook/index.js";
import type { Sheet, SheetRow, Workbook } from "../workbook/index.js";
import { WorkbookProblem } from "../workbook/problem.js";

/** Excel workbooks (.xlsx). The reasoning is in ../notes/workbooks.md. */
export const xlsx = defineConnector({
  id: "xlsx",
  title: "Excel workbook",
  inspect: inspectWorkbook,
  read: readRows,
});

async function inspectWorkbook(file: SourceFile): Promise<SourceShape> {
  await readFileState(file.path, limits.xlsx_file_bytes);
  return asWorkbook(file.path, async ({ readSheet, readWorkbook }) => {
    const workbook = await readWorkbook(file.path);
    const sheet = chosenSheet(workbook, file);
    let columns: readonly string[] = [];
    const row = (first: SheetRow): void => {
      if (columns.length === 0) columns = headerOf(first, sheet, file);
    };
    await readSheet(workbook, sheet, { row, pause: () => undefined });
    if (columns.length === 0) throw fail("source.empty", { file: file.path });
    return { columns, sheets: workbook.sheets.map(({ name }) => name) };
  });
}

async function readRows(file: SourceFile, context: ReadContext): Promise<SourceRead> {
  const before = await readFileState(file.path, limits.xlsx_file_bytes);
  const sha256 = await hashFile(file.path);
  const result = await asWorkbook(file.path, async ({ readSheet, readWorkbook }) => {
    const workbook = await readWorkbook(file.path);
    const sheet = chosenSheet(workbook, file);
    const db = await context.database.connect();
    const writer = await RowWriter.open(db, (first) => headerOf(first, sheet, file));
    try {
      const pause = (): void => writer.flush();
      await readSheet(workbook, sheet, { row: (row) => writer.add(row), pause });
    } finally {
      writer.close();
      await db.close();
    }
    return { columns: writer.columns, rejected: writer.rejected };
  });
  if (result.columns.length === 0) throw fail("source.empty", { file: file.path });
  await context.load();
  await assertUnchanged(file.path, before, sha256);
  const file_bytes = Number(before.size);
  return { ...result, file_sha256: sha256, file_bytes, is_plain: false };
}

/**
 * Runs work on a workbook; what is wrong with the package becomes `source.not_a_workbook`. The
 * readers of ZIP and XML are loaded only here.
 */
async function asWorkbook<T>(
  file: string,
  work: (workbooks: typeof Workbooks) => Promise<T>,
): Promise<T> {
  try {
    return await work(await import("../workbook/index.js"));
  } catch (error) {
    if (!(error instanceof WorkbookProblem)) throw error;
    const hint = "save it as .xlsx without a password, or export it as CSV";
    throw fail("source.not_a_workbook", { file, reason: error.message }, { cause: error, hint });
  }
}

function chosenSheet(workbook: Workbook, { path, feed }: SourceFile): Sheet {
  const sheets = workbook.sheets.map(({ name }) => name);
  const sheet =
    feed.sheet === null
      ? workbook.sheets[0]
      : workbook.sheets.find(({ name }) => name === feed.sheet);
  if (sheet !== undefined) return sheet;
  throw fail("source.sheet_missing", { file: path, sheet: feed.sheet ?? "", sheets });
}

function headerOf(row: SheetRow, sheet: Sheet, { path, feed }: SourceFile): string[] {
  const columns = columnNames(row.cells);
  checkColumns(columns, feed, `${path}, sheet "${sheet.name}", row ${row.line}`);
  return columns;
}

/** Writes a sheet's rows to `source_text` and `source_place`, and what does not fit to the rejects. */
class RowWriter {
  columns: readonly string[] = [];
  private readonly texts: ColumnAppender;
  private readonly places: ColumnAppender;
  private readonly rejects: RejectWriter;
  private readonly header: (first: SheetRow) => readonly string[];
  private batch: { position: number; row: SheetRow }[] = [];
  private position = -1;

  private constructor(
    appenders: { texts: ColumnAppender; places: ColumnAppender; rejects: RejectWriter },
    header: (first: SheetRow) => readonly string[],
  ) {
    this.texts = appenders.texts;
    this.places = appenders.places;
    this.rejects = appenders.rejects;
    this.header = header;
  }

  static async open(db: Db, header: (first: SheetRow) => readonly string[]): Promise<RowWriter> {
    await createTable(db, "source_text", { fields: "varchar[]" });
    await createTable(db, "source_place", { position: "integer", line: "integer" });
    const texts = await ColumnAppender.open(db, "source_text");
    const places = await ColumnAppender.open(db, "source_place");
    return new RowWriter({ texts, places, rejects: await RejectWriter.open(db) }, header);
  }

  get rejected(): number {
    return this.rejects.count;
  }

  add(row: SheetRow): void {
    if (this.position < 0) this.columns = this.header(row);
    this.position += 1;
    const { position } = this;
    const { length } = this.columns;
    if (row.cells.length <= length) {
      const missing = new Array<null>(length - row.cells.length).fill(null);
      this.batch.push({ position, row: { ...row, cells: [...row.cells, ...missing] } });
      return;
    }
    const message = sentence("extract.reject.ragged", {
      line: row.line,
      found: row.cells.length,
      expected: length,
    });
    this.rejects.add({ position, line: row.line, rule: "ragged", message, fields: row.cells });
  }

  flush(): void {
    if (this.batch.length === 0) return;
    this.texts.append([this.batch.map(({ row }) => listValue(row.cells))]);
    this.places.append([
      this.batch.map(({ position }) => position),
      this.batch.map(({ row }) => row.line),
    ]);
    this.batch = [];
  }

  close(): void {
    this.flush();
    this.texts.close();
    this.places.close();
    this.rejects.close();
  }
}
