import { fail } from "../errors.js";
import { BracketProblem, isBlank, ValueEnd } from "./value-end.js";
import {
  linesWithin,
  readWindows,
  RECORD_BYTES,
  SHOWN_BYTES,
  type RecordVisitor,
  type TextStart,
} from "./windows.js";

const LISTS_SHOWN = 8;
const QUOTE = 0x22;
const EXPECTED = "JSON";

/** A JSON text and where in it the list of records is. */
export interface ListStart extends TextStart {
  /** The file, as it is named in errors. */
  readonly file: string;
  /** Keys on the way to the list, joined by dots; the empty text when the list is the whole text. */
  readonly records: string;
}

/**
 * Visits every element of the list of records. Throws `source.no_list` when there is none at that
 * place, `source.json_cut_off` when the text ends before it is whole, `source.not_json` when what is
 * around the records is no JSON. What is inside of a record is left to its reader.
 */
export async function scanList(start: ListStart, visitor: RecordVisitor): Promise<void> {
  const list = new ListScanner(start, visitor);
  await readWindows(start, (bytes, isLast) => {
    const used = list.scan(bytes, isLast);
    visitor.pause();
    if (isLast) list.finish(used === bytes.length);
    return used;
  });
}

/** What may come next: a value, a key, or a mark between them. */
type Step = "value" | "element" | "first_element" | "key" | "first_key" | "colon" | "after";

/** A place in a window. */
interface Place {
  readonly bytes: Buffer;
  readonly at: number;
  readonly isLast: boolean;
}

class ListScanner {
  /** What is open around the place: objects by the key that is read in them, or the records. */
  private readonly open: (string | null)[] = [];
  private step: Step = "value";
  /** A value longer than the window, to be passed over. */
  private passing: ValueEnd | null = null;
  private isFound = false;
  /** What stands where the records should. */
  private instead: string | null = null;
  private readonly lists: string[] = [];
  private line = 1;
  private counted = 0;

  constructor(
    private readonly start: ListStart,
    private readonly visitor: RecordVisitor,
  ) {}

  /** Reads on; returns how many bytes were used. */
  scan(bytes: Buffer, isLast: boolean): number {
    this.counted = 0;
    let at = 0;
    for (;;) {
      const next = this.advance(bytes, at, isLast);
      if (next < 0) break;
      at = next;
    }
    this.countTo(bytes, at);
    return at;
  }

  /** Throws when the text is not whole or has no records. */
  finish(isUsed: boolean): void {
    const { file, records } = this.start;
    const isWhole = isUsed && this.passing === null && this.open.length === 0;
    if (isWhole && this.step === "value") throw fail("source.empty_json", { file });
    if (!isWhole || this.step !== "after") {
      const hint = "fetch it again; nothing of it was taken";
      throw fail("source.json_cut_off", { file, line: this.line }, { hint });
    }
    if (this.isFound) return;
    const found = this.instead ?? "nothing";
    throw fail("source.no_list", { file, records, found }, { hint: this.advice() });
  }

  private advice(): string {
    const { lists } = this;
    if (lists.length === 0) return "for one object a line declare connector: ndjson";
    const others = lists.slice(1).join(", ");
    const more = others === "" ? "" : `; other lists: ${others}`;
    return `name the list of the records, as in records: ${lists[0] ?? ""}${more}`;
  }

  /** One step from a place; -1 when more bytes are needed. */
  private advance(bytes: Buffer, from: number, isLast: boolean): number {
    if (this.passing !== null) return this.pass(this.passing, bytes, from);
    let at = from;
    while (isBlank(bytes[at])) at += 1;
    const mark = bytes[at];
    if (mark === undefined) return at === from ? -1 : at;
    const char = String.fromCharCode(mark);
    if (this.step === "after") return this.takeMark(char, bytes, at);
    if (this.step === "colon") {
      if (char !== ":") throw this.broken(bytes, at);
      this.step = "value";
      return at + 1;
    }
    if (this.step === "first_key" && char === "}") return this.close(at);
    if (this.step === "first_element" && char === "]") return this.close(at);
    if (this.step === "key" || this.step === "first_key") return this.takeKey(bytes, at);
    return this.takeValue(char, { bytes, at, isLast });
  }

  private close(at: number): number {
    this.open.pop();
    this.step = "after";
    return at + 1;
  }

  private takeMark(char: string, bytes: Buffer, at: number): number {
    const top = this.open.at(-1);
    if (top === undefined) {
      const hint = "for one object a line declare connector: ndjson";
      throw this.broken(bytes, at, { reason: "something follows the end", hint });
    }
    if (char === (top === null ? "]" : "}")) return this.close(at);
    if (char !== ",") throw this.broken(bytes, at);
    this.step = top === null ? "element" : "key";
    return at + 1;
  }

  private takeKey(bytes: Buffer, at: number): number {
    if (bytes[at] !== QUOTE) throw this.broken(bytes, at);
    const end = this.endOf(new ValueEnd(), bytes, at);
    if (end < 0) return this.more(bytes, at);
    this.open[this.open.length - 1] = keyOf(bytes.toString("utf8", at, end));
    this.step = "colon";
    return end;
  }

  private takeValue(char: string, place: Place): number {
    const { bytes, at } = place;
    if (",:]}".includes(char)) throw this.broken(bytes, at);
    if (this.open.length > 0 && this.open.at(-1) === null) return this.takeRecord(place);
    const path = this.open.join(".");
    const isRecords = path === this.start.records;
    if (isRecords && this.isFound) {
      throw this.broken(bytes, at, { reason: `${path} comes a second time` });
    }
    if (isRecords) this.instead = kindOf(char);
    if (char === "{") {
      this.open.push("");
      this.step = "first_key";
      return at + 1;
    }
    if (char !== "[") return this.passFrom(place);
    if (!isRecords) {
      if (this.lists.length < LISTS_SHOWN && !this.lists.includes(path)) this.lists.push(path);
      return this.passFrom(place);
    }
    this.isFound = true;
    this.open.push(null);
    this.step = "first_element";
    return at + 1;
  }

  private takeRecord({ bytes, at, isLast }: Place): number {
    const value = new ValueEnd();
    const end = this.endOf(value, bytes, at);
    const length = (end < 0 ? bytes.length : end) - at;
    const isTooLong = length > RECORD_BYTES;
    if (end < 0 && !isTooLong) return isLast ? -1 : this.more(bytes, at);
    this.countTo(bytes, at);
    const shown = bytes.subarray(at, isTooLong ? at + SHOWN_BYTES : end);
    this.visitor.record(shown, this.line, isTooLong);
    this.step = "after";
    if (end >= 0) return end;
    this.passing = value;
    return bytes.length;
  }

  /** Begins to pass over a value that is not asked for. */
  private passFrom({ bytes, at, isLast }: Place): number {
    const value = new ValueEnd();
    const end = this.endOf(value, bytes, at);
    this.step = "after";
    if (end >= 0) return end;
    if (!isLast || !value.endsWithFile) this.passing = value;
    return bytes.length;
  }

  private pass(value: ValueEnd, bytes: Buffer, from: number): number {
    const end = from === bytes.length ? -1 : this.endOf(value, bytes, from);
    if (end >= 0) this.passing = null;
    if (end < 0 && from === bytes.length) {
      if (value.endsWithFile && this.open.length === 0) this.passing = null;
      return -1;
    }
    return end < 0 ? bytes.length : end;
  }

  /** Says that more bytes are needed, unless there are more than any key or record may have. */
  private more(bytes: Buffer, at: number): -1 {
    if (bytes.length - at <= RECORD_BYTES) return -1;
    throw this.broken(bytes, at, { reason: "a name without an end" });
  }

  private endOf(value: ValueEnd, bytes: Buffer, at: number): number {
    try {
      return value.find(bytes, at);
    } catch (error) {
      if (!(error instanceof BracketProblem)) throw error;
      throw this.broken(bytes, error.at, { reason: error.message });
    }
  }

  private broken(bytes: Buffer, at: number, said: { reason?: string; hint?: string } = {}): Error {
    this.countTo(bytes, at);
    const place = `${this.start.file}, line ${this.line}`;
    const reason = said.reason ?? `unexpected \`${bytes.toString("utf8", at, at + 20)}\``;
    const context = said.hint === undefined ? {} : { hint: said.hint };
    return fail("source.not_json", { place, reason, expected: EXPECTED }, context);
  }

  private countTo(bytes: Buffer, at: number): void {
    this.line += linesWithin(bytes, this.counted, at);
    this.counted = Math.max(at, this.counted);
  }
}

/** A key as it is meant; as it is written when it cannot be read. */
function keyOf(raw: string): string {
  try {
    return String(JSON.parse(raw));
  } catch {
    return raw;
  }
}

function kindOf(first: string): string {
  if (first === "{") return "an object";
  if (first === '"') return "a text";
  if (first === "n") return "null";
  return first === "t" || first === "f" ? "true or false" : "a number";
}
