import { WorkbookProblem } from "./problem.js";
import { numberText, serialText } from "./serial-date.js";
import { readPart, TextCollector, unescapeText, type Sheet, type Workbook } from "./workbook.js";
import type { Attributes } from "./xml.js";

const LETTERS = 26;
const CODE_BEFORE_A = 64;
/** The size of a worksheet in Excel; what lies outside of it was not written by Excel. */
const COLUMNS = 16_384;
const ROWS = 1_048_576;

/** One row of a sheet: its number and the text of each cell from the first column on. */
export interface SheetRow {
  readonly line: number;
  readonly cells: readonly (string | null)[];
  /** Places, counted from 0, of the cells that hold an error such as `#N/A`. */
  readonly errors: readonly number[];
}

/** The letters of a column, counted from 0, as a cell's address has them: `A`, `Z`, `AA`. */
export function columnLetters(place: number): string {
  const last = String.fromCharCode(CODE_BEFORE_A + 1 + (place % LETTERS));
  return place < LETTERS ? last : columnLetters(Math.floor(place / LETTERS) - 1) + last;
}

/** Hands every row that holds something to a function, in order. */
export async function readSheet(
  workbook: Workbook,
  sheet: Sheet,
  visitor: { readonly row: (row: SheetRow) => void; readonly pause: () => void },
): Promise<void> {
  const reader = new SheetReader({ workbook, sheet, onRow: visitor.row });
  await readPart(workbook.zip, sheet.member, {
    open: (name, attributes) => reader.open(name, attributes),
    text: (text) => reader.text(text),
    close: (name) => reader.close(name),
    pause: visitor.pause,
  });
}

class SheetReader {
  private readonly workbook: Workbook;
  private readonly sheet: Sheet;
  private readonly onRow: (row: SheetRow) => void;
  private readonly inline = new TextCollector();
  private line = 0;
  private cells: (string | null)[] = [];
  private errors: number[] = [];
  private column = 0;
  private cell: Attributes | null = null;
  private value: string | null = null;
  private formula: string | null = null;
  private part: "v" | "f" | "is" | null = null;

  constructor(place: { workbook: Workbook; sheet: Sheet; onRow: (row: SheetRow) => void }) {
    this.workbook = place.workbook;
    this.sheet = place.sheet;
    this.onRow = place.onRow;
  }

  open(name: string, attributes: Attributes): void {
    if (name === "row") {
      this.line = attributes["r"] === undefined ? this.line + 1 : Number(attributes["r"]);
      this.cells = [];
      this.errors = [];
      this.column = 0;
      this.checkPlace(attributes["r"]);
    } else if (name === "c") {
      this.cell = attributes;
      this.value = null;
      this.formula = null;
      this.column = columnOf(attributes["r"]) ?? this.column + 1;
      this.checkPlace(attributes["r"]);
    } else if (name === "v" || name === "f" || name === "is") {
      this.part = name;
      if (name === "v") this.value = "";
      if (name === "f") this.formula = "";
    } else if (this.part === "is") {
      this.inline.open(name);
    }
  }

  text(text: string): void {
    if (this.part === "v") this.value = (this.value ?? "") + text;
    else if (this.part === "f") this.formula = (this.formula ?? "") + text;
    else if (this.part === "is") this.inline.text(text);
  }

  close(name: string): void {
    if (name === "is") this.value = this.inline.take();
    else if (this.part === "is") this.inline.close(name);
    if (name === this.part) this.part = null;
    if (name === "c") this.endCell();
    if (name === "row" && this.cells.some((text) => text !== null)) {
      this.onRow({ line: this.line, cells: this.cells, errors: this.errors });
    }
  }

  /** A place outside of the sheet is refused, so that no address can claim memory. */
  private checkPlace(address: string | undefined): void {
    const { line, column } = this;
    if (Number.isInteger(line) && line >= 1 && line <= ROWS && column <= COLUMNS) return;
    const where = `sheet "${this.sheet.name}", row ${line}, address ${address ?? "not given"}`;
    throw new WorkbookProblem(`${where}: expected at most ${ROWS} rows and ${COLUMNS} columns`);
  }

  private endCell(): void {
    const text = this.cell === null ? null : this.cellText(this.cell);
    const isError = this.cell?.["t"] === "e";
    this.cell = null;
    if (text === null) return;
    if (isError) this.errors.push(this.column - 1);
    while (this.cells.length < this.column - 1) this.cells.push(null);
    this.cells[this.column - 1] = text;
  }

  /** The text of a cell; a formula without a stored result is its own text, so that it is seen. */
  private cellText({ t: type = "n", s: style }: Attributes): string | null {
    const { value } = this;
    if (value === null || (value === "" && type === "n")) {
      return this.formula === null ? null : `=${this.formula}`;
    }
    if (type === "s") return this.sharedText(value);
    if (type === "b") return value === "1" ? "TRUE" : "FALSE";
    if (type === "str") return unescapeText(value);
    if (type !== "n") return value;
    const number = Number(value);
    if (!Number.isFinite(number)) return value;
    const kind = this.workbook.styles[Number(style ?? 0)] ?? "number";
    if (kind === "number") return numberText(number);
    return serialText(number, kind, this.workbook.is1904);
  }

  private sharedText(index: string): string {
    const text = this.workbook.sharedTexts[Number(index)];
    if (text !== undefined) return text;
    throw new WorkbookProblem(`row ${this.line} names text ${index}, not there`);
  }
}

/** Column number of a cell address such as `AB12`, counted from 1. */
function columnOf(address: string | undefined): number | null {
  if (address === undefined) return null;
  let column = 0;
  for (const letter of address) {
    const code = letter.charCodeAt(0) - CODE_BEFORE_A;
    if (code < 1 || code > LETTERS) break;
    column = column * LETTERS + code;
  }
  return column === 0 ? null : column;
}
