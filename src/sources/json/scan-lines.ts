import { fail } from "../errors.js";
import { isBlank } from "./value-end.js";
import {
  readWindows,
  RECORD_BYTES,
  SHOWN_BYTES,
  type RecordVisitor,
  type TextStart,
} from "./windows.js";

const LIST = 0x5b;

/** A text with one record on each line. */
export interface LinesStart extends TextStart {
  /** The file, as it is named in errors. */
  readonly file: string;
  /** The byte that ends a line: LF, or CR in a file without any LF. */
  readonly lineEnd: number;
}

/**
 * Visits every line that is not blank. Throws `source.not_json` when the first one begins a list,
 * which is the other way of writing records.
 */
export async function scanLines(start: LinesStart, visitor: RecordVisitor): Promise<void> {
  const lines = new Lines(start, visitor);
  await readWindows(start, (bytes, isLast) => {
    const used = lines.scan(bytes, isLast);
    visitor.pause();
    return used;
  });
}

class Lines {
  private line = 1;
  private found = 0;
  /** True while the rest of a line that is too long is passed over. */
  private isLong = false;

  constructor(
    private readonly start: LinesStart,
    private readonly visitor: RecordVisitor,
  ) {}

  scan(bytes: Buffer, isLast: boolean): number {
    let from = 0;
    for (;;) {
      const mark = bytes.indexOf(this.start.lineEnd, from);
      if (mark < 0) return this.rest(bytes, from, isLast);
      this.take(bytes.subarray(from, mark));
      this.isLong = false;
      this.line += 1;
      from = mark + 1;
    }
  }

  /** What is left after the last line end: the last line, or one that goes on in the next window. */
  private rest(bytes: Buffer, from: number, isLast: boolean): number {
    const isTooLong = bytes.length - from > RECORD_BYTES;
    if (!isLast && !isTooLong && !this.isLong) return from;
    this.take(bytes.subarray(from));
    this.isLong = true;
    return bytes.length;
  }

  private take(bytes: Buffer): void {
    if (this.isLong) return;
    let from = 0;
    while (isBlank(bytes[from])) from += 1;
    if (from === bytes.length) return;
    if (this.found === 0 && bytes[from] === LIST) {
      const values = { place: `${this.start.file}, line ${this.line}`, reason: "a list begins" };
      const hint = "for a file that is one list declare connector: json";
      throw fail("source.not_json", { ...values, expected: "one object a line" }, { hint });
    }
    this.found += 1;
    const isTooLong = bytes.length > RECORD_BYTES;
    const shown = isTooLong ? bytes.subarray(0, SHOWN_BYTES) : bytes;
    this.visitor.record(shown, this.line, isTooLong);
  }
}
