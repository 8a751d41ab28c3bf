import { isUtf8 } from "node:buffer";
import { readPieces } from "../file-state.js";
import { LF } from "./dialect.js";
import { countByte } from "./measure.js";

/** Bytes that Windows-1252 does not define. */
const UNDEFINED_1252 = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
const REPLACEMENT = "\ufffd";
const SHOWN_BYTES = 4;

/** Where a file stops being UTF-8, and what its other bytes look like. */
export interface BadBytes {
  readonly line: number;
  /** The first bytes that are no UTF-8, in hexadecimal. */
  readonly bytes: string;
  /** True when no character beyond ASCII is written as UTF-8 anywhere in the file. */
  readonly is_nowhere_utf8: boolean;
  /** True when every byte could be Windows-1252. */
  readonly may_be_1252: boolean;
}

/** Reads a file that is known not to be UTF-8 and tells where and in what way. */
export async function findBadBytes(path: string): Promise<BadBytes> {
  const decoder = new TextDecoder("utf-8");
  const found = { line: 1, bytes: "", is_nowhere_utf8: true, may_be_1252: true };
  let rest = Buffer.alloc(0);
  const take = (lines: Buffer): void => {
    if (found.bytes !== "") return;
    if (isUtf8(lines)) found.line += countByte(lines, LF);
    else locate(lines, found);
  };
  await readPieces(path, (piece) => {
    const text = decoder.decode(piece, { stream: true });
    found.is_nowhere_utf8 &&= !hasOtherThanAscii(text);
    found.may_be_1252 &&= !UNDEFINED_1252.some((byte) => piece.includes(byte));
    if (found.bytes !== "") return;
    const bytes = Buffer.concat([rest, piece]);
    const end = bytes.lastIndexOf(LF) + 1;
    take(bytes.subarray(0, end));
    rest = Buffer.from(bytes.subarray(end));
  });
  take(rest);
  return found;
}

function hasOtherThanAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    if (text.charCodeAt(i) > 0x7f && text[i] !== REPLACEMENT) return true;
  }
  return false;
}

/** Moves to the first line that is not UTF-8 and notes its first bad bytes. */
function locate(lines: Buffer, found: { line: number; bytes: string }): void {
  for (let from = 0; from < lines.length;) {
    const at = lines.indexOf(LF, from);
    const next = at < 0 ? lines.length : at + 1;
    const line = lines.subarray(from, next);
    if (!isUtf8(line)) {
      found.bytes = firstBadBytes(line);
      return;
    }
    found.line += 1;
    from = next;
  }
}

function firstBadBytes(line: Buffer): string {
  let good = 0;
  while (good < line.length && isUtf8(line.subarray(0, good + characterBytes(line, good)))) {
    good += characterBytes(line, good);
  }
  return line
    .subarray(good, good + SHOWN_BYTES)
    .toString("hex")
    .replace(/(..)(?=.)/g, "$1 ");
}

function characterBytes(bytes: Buffer, at: number): number {
  const byte = bytes[at] ?? 0;
  if (byte < 0xc0) return 1;
  return byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
}
