import { isAscii, isUtf8 } from "node:buffer";
import { CR, LF, NUL } from "./dialect.js";

const CRLF = Buffer.from("\r\n");

/** What the bytes of a text file tell before any record is read. */
export interface TextFacts {
  readonly bytes: number;
  readonly lf: number;
  readonly cr: number;
  readonly crlf: number;
  readonly has_nul: boolean;
  readonly is_ascii: boolean;
  readonly is_utf8: boolean;
  /** True when two blanks stand before a quote somewhere, which readers take differently. */
  readonly has_padded_quote: boolean;
  /** True when the last byte ends a line. */
  readonly ends_line: boolean;
}

/** Gathers the facts of a text piece by piece, by native searches only. */
export class TextMeasure {
  private readonly padded: Buffer | null;
  private rest = Buffer.alloc(0);
  private last = -1;
  private previous = -1;
  private readonly facts = {
    bytes: 0,
    lf: 0,
    cr: 0,
    crlf: 0,
    has_nul: false,
    is_ascii: true,
    is_utf8: true,
    has_padded_quote: false,
  };

  constructor(quote: string) {
    this.padded = quote === "" ? null : Buffer.from(`  ${quote}`);
  }

  /** Takes the next piece. */
  add(piece: Buffer): void {
    if (piece.length === 0) return;
    const { facts } = this;
    facts.bytes += piece.length;
    facts.lf += countByte(piece, LF);
    if (piece.includes(CR)) {
      facts.cr += countByte(piece, CR);
      facts.crlf += countText(piece, CRLF);
    }
    if (this.last === CR && piece[0] === LF) facts.crlf += 1;
    facts.has_nul ||= piece.includes(NUL);
    this.addEncoding(piece);
    this.addPadding(piece);
    this.previous = piece.length > 1 ? (piece.at(-2) ?? -1) : this.last;
    this.last = piece.at(-1) ?? -1;
  }

  /** The facts of everything taken. */
  finish(): TextFacts {
    const isWhole = this.rest.length === 0;
    const endsLine = this.last === LF || this.last === CR;
    return { ...this.facts, is_utf8: this.facts.is_utf8 && isWhole, ends_line: endsLine };
  }

  private addEncoding(piece: Buffer): void {
    const { facts } = this;
    if (this.rest.length === 0 && isAscii(piece)) return;
    facts.is_ascii = false;
    if (!facts.is_utf8) return;
    const bytes = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece]);
    const end = wholeCharacters(bytes);
    facts.is_utf8 = isUtf8(bytes.subarray(0, end));
    this.rest = Buffer.from(bytes.subarray(end));
  }

  private addPadding(piece: Buffer): void {
    if (this.padded === null || this.facts.has_padded_quote) return;
    const border = Buffer.from([this.previous, this.last, piece[0] ?? 0, piece[1] ?? 0]);
    this.facts.has_padded_quote = piece.includes(this.padded) || border.includes(this.padded);
  }
}

/** How often a byte occurs. */
export function countByte(bytes: Buffer, byte: number): number {
  let count = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) count += 1;
  return count;
}

function countText(bytes: Buffer, text: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + text.length)) {
    count += 1;
  }
  return count;
}

/** Length of the bytes without a UTF-8 sequence that is cut off at their end. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
