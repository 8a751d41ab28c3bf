import type { FeedConfig } from "../../config/index.js";
import { limits, text as sentence } from "../../core/index.js";
import { ColumnAppender, createTable, listValue, type Db } from "../../duckdb/index.js";
import { checkColumns, columnNames, isExcluded, mappedColumns } from "../columns.js";
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
      if (columns.length === 0) columns = headerOf(first, { workbook, sheet }, file);
    };
    await readSheet(workbook, sheet, { row, pause: () => undefined });
    if (columns.length === 0) throw emptySheet(workbook, sheet, file);
    return { columns, sheets: workbook.sheets.map(({ name }) => name) };
  });
}

async function readRows(file: SourceFile, context: ReadContext): Promise<SourceRead> {
  const before = await readFileState(file.path, limits.xlsx_file_bytes);
  const sha256 = await hashFile(file.path);
  const result = await asWorkbook(file.path, async (workbooks) => {
    const { columnLetters, readSheet, readWorkbook } = workbooks;
    const workbook = await readWorkbook(file.path);
    const sheet = chosenSheet(workbook, file);
    const db = await context.database.connect();
    const header = (first: SheetRow): string[] => headerOf(first, { workbook, sheet }, file);
    const writer = await RowWriter.open(db, {
      header,
      errors: new ErrorCells(file.feed, sheet.name, columnLetters),
      place: (row) => rowPlace(sheet.name, row),
    });
    try {
      const pause = (): void => writer.flush();
      await readSheet(workbook, sheet, { row: (row) => writer.add(row), pause });
    } finally {
      writer.close();
      await db.close();
    }
    if (writer.columns.length === 0) throw emptySheet(workbook, sheet, file);
    return { columns: writer.columns, rejected: writer.rejected, sheet: sheet.name };
  });
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

interface ChosenSheet {
  readonly workbook: Workbook;
  readonly sheet: Sheet;
}

function headerOf(row: SheetRow, chosen: ChosenSheet, { path, feed }: SourceFile): string[] {
  const { name } = chosen.sheet;
  const columns = columnNames(row.cells);
  const place = `${path}, sheet "${name}", row ${row.line}`;
  checkColumns(columns, feed, { place, elsewhere: otherSheets(chosen.workbook, name) });
  return columns;
}

/** Which other sheets there are and how to name one of them; null when there is none. */
function otherSheets(workbook: Workbook, name: string): string | null {
  const others = workbook.sheets.filter((sheet) => sheet.name !== name);
  const [first] = others;
  if (first === undefined) return null;
  const names = others.map((sheet) => `"${sheet.name}"`).join(", ");
  return `if the data stand in another sheet (${names}), name it, as in sheet: "${first.name}"`;
}

function emptySheet(workbook: Workbook, { name }: Sheet, { path }: SourceFile): Error {
  const hint = otherSheets(workbook, name);
  const values = { file: `${path}, sheet "${name}"` };
  return fail("source.empty", values, hint === null ? {} : { hint });
}

function rowPlace(sheet: string, { line }: SheetRow): string {
  return sentence("extract.place.row", { sheet, row: String(line) });
}

/**
 * Finds the cells whose error makes a row unusable: those of the key, and those of the other mapped
 * columns unless a rule leaves the row out.
 */
class ErrorCells {
  private readonly feed: FeedConfig;
  private readonly sheet: string;
  private readonly letters: (place: number) => string;
  private readonly mapped: ReadonlySet<string>;

  constructor(feed: FeedConfig, sheet: string, letters: (place: number) => string) {
    this.feed = feed;
    this.sheet = sheet;
    this.letters = letters;
    this.mapped = new Set(mappedColumns(feed));
  }

  /** What is wrong with a row's first such cell; null when it has none. */
  problemOf(row: SheetRow, columns: readonly string[]): string | null {
    const { feed, mapped, sheet } = this;
    if (row.errors.length === 0) return null;
    const isLeftOut = isExcluded(feed, columns, row.cells);
    const place = row.errors.find((at) => {
      const column = columns[at] ?? "";
      const isKey = feed.key !== "content" && feed.key.includes(column);
      return isKey || (mapped.has(column) && !isLeftOut);
    });
    if (place === undefined) return null;
    const cell = `${this.letters(place)}${row.line}`;
    return sentence("extract.reject.error_cell", { sheet, cell, error: row.cells[place] ?? "" });
  }
}

interface RowRules {
  readonly header: (first: SheetRow) => readonly string[];
  readonly errors: ErrorCells;
  readonly place: (row: SheetRow) => string;
}

/** Writes a sheet's rows to `source_text` and `source_place`, and what does not fit to the rejects. */
class RowWriter {
  columns: readonly string[] = [];
  private readonly texts: ColumnAppender;
  private readonly places: ColumnAppender;
  private readonly rejects: RejectWriter;
  private readonly rules: RowRules;
  private batch: { position: number; line: number; cells: readonly (string | null)[] }[] = [];
  private position = -1;

  private constructor(
    appenders: { texts: ColumnAppender; places: ColumnAppender; rejects: RejectWriter },
    rules: RowRules,
  ) {
    this.texts = appenders.texts;
    this.places = appenders.places;
    this.rejects = appenders.rejects;
    this.rules = rules;
  }

  static async open(db: Db, rules: RowRules): Promise<RowWriter> {
    await createTable(db, "source_text", { fields: "varchar[]" });
    await createTable(db, "source_place", { position: "integer", line: "integer" });
    const texts = await ColumnAppender.open(db, "source_text");
    const places = await ColumnAppender.open(db, "source_place");
    return new RowWriter({ texts, places, rejects: await RejectWriter.open(db) }, rules);
  }

  get rejected(): number {
    return this.rejects.count;
  }

  add(row: SheetRow): void {
    if (this.position < 0) this.columns = this.rules.header(row);
    this.position += 1;
    const { position, columns } = this;
    const { line } = row;
    const found = row.cells.length;
    const expected = columns.length;
    if (found > expected) {
      const place = this.rules.place(row);
      const message = sentence("extract.reject.ragged", { place, found, expected });
      this.rejects.add({ position, line, rule: "ragged", message, fields: row.cells });
      return;
    }
    const cells = [...row.cells, ...new Array<null>(expected - found).fill(null)];
    const problem = position === 0 ? null : this.rules.errors.problemOf(row, columns);
    if (problem === null) this.batch.push({ position, line, cells });
    else this.rejects.add({ position, line, rule: "error_cell", message: problem, fields: cells });
  }

  flush(): void {
    if (this.batch.length === 0) return;
    this.texts.append([this.batch.map(({ cells }) => listValue(cells))]);
    this.places.append([
      this.batch.map(({ position }) => position),
      this.batch.map(({ line }) => line),
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
