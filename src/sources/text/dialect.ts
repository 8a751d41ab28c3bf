import type { CsvDialect } from "../../config/index.js";

/** Code of a line feed. */
export const LF = 0x0a;
/** Code of a carriage return. */
export const CR = 0x0d;
/** Code of a blank. */
export const BLANK = 0x20;
/** Code of the byte that never stands in text. */
export const NUL = 0x00;

/** How records are cut out of the bytes of a text file. */
export interface RecordRules {
  readonly delimiter: number;
  /** Code of the quote, or -1 for none. */
  readonly quote: number;
  /** What ends a line: LF (with or without CR before it), or CR in a file without any LF. */
  readonly lineEnd: typeof LF | typeof CR;
  /** How many fields a record must have; 0 for any number. */
  readonly columnCount: number;
}

/** The rules of a dialect. */
export function recordRules(
  dialect: CsvDialect,
  lineEnd: RecordRules["lineEnd"],
  columnCount = 0,
): RecordRules {
  return {
    delimiter: dialect.delimiter.charCodeAt(0),
    quote: dialect.quote === "" ? -1 : dialect.quote.charCodeAt(0),
    lineEnd,
    columnCount,
  };
}
