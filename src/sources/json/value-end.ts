const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LIST = 0x5b;
const LIST_END = 0x5d;
const OBJECT = 0x7b;
const OBJECT_END = 0x7d;
const COMMA = 0x2c;
const DEPTH = 1_000;

/** True for the bytes that JSON lets stand between values. */
export function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Why the end of a value cannot be found. */
export class BracketProblem extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** Finds where one JSON value ends by its brackets and quotes, over as many pieces as it takes. */
export class ValueEnd {
  private readonly ends: number[] = [];
  private isInText = false;
  private isEscaped = false;
  private isBegun = false;
  private isWord = false;

  /** The place after the value, from a place inside of it on; -1 when the piece ends first. */
  find(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (this.isInText) {
        if (this.takeText(byte) && this.ends.length === 0) return at + 1;
        continue;
      }
      if (this.isWord) {
        if (isBlank(byte) || byte === COMMA || byte === LIST_END || byte === OBJECT_END) return at;
        continue;
      }
      if (this.takeMark(byte, at)) return at + 1;
    }
    return -1;
  }

  /** True when the value is a number or a word, which the end of the file ends too. */
  get endsWithFile(): boolean {
    return this.isWord;
  }

  /** True when the byte ends the text. */
  private takeText(byte: number | undefined): boolean {
    if (this.isEscaped) this.isEscaped = false;
    else if (byte === BACKSLASH) this.isEscaped = true;
    else if (byte === QUOTE) this.isInText = false;
    return !this.isInText;
  }

  /** True when the byte ends the value. */
  private takeMark(byte: number | undefined, at: number): boolean {
    const isFirst = !this.isBegun;
    this.isBegun = true;
    if (byte === QUOTE) this.isInText = true;
    else if (byte === LIST) this.open(LIST_END, at);
    else if (byte === OBJECT) this.open(OBJECT_END, at);
    else if (byte === LIST_END || byte === OBJECT_END) {
      if (this.ends.pop() !== byte) {
        throw new BracketProblem(`\`${String.fromCharCode(byte)}\` closes nothing`, at);
      }
      return this.ends.length === 0;
    } else if (isFirst) this.isWord = true;
    return false;
  }

  private open(end: number, at: number): void {
    this.ends.push(end);
    if (this.ends.length > DEPTH) throw new BracketProblem("nested too deeply", at);
  }
}
