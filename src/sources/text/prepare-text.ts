import { createHash } from "node:crypto";
import { open, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { CsvDialect } from "../../config/index.js";
import { fail } from "../errors.js";
import { readPieces } from "../file-state.js";
import { findBadBytes } from "./find-bad-bytes.js";
import { TextMeasure, type TextFacts } from "./measure.js";

type Encoding = CsvDialect["encoding"];

/** A source file as UTF-8 text. */
export interface PreparedText {
  /** The file itself, or its transcoded copy. */
  readonly path: string;
  /** Bytes of the byte order mark at the start of `path`. */
  readonly offset: number;
  readonly facts: TextFacts;
  /** Of the source file, as it is. */
  readonly sha256: string;
  readonly bytes: number;
}

const MARKS: readonly (readonly [string, Encoding, string])[] = [
  ["efbbbf", "utf-8", "utf-8"],
  ["fffe", "utf-16", "utf-16le"],
  ["feff", "utf-16", "utf-16be"],
];

/** The byte order mark of a file's first bytes, what it stands for, and its decoder's name. */
function markOf(head: string): { encoding: Encoding; label: string; length: number } | null {
  for (const [mark, encoding, label] of MARKS) {
    if (head.startsWith(mark)) return { encoding, label, length: mark.length / 2 };
  }
  return null;
}

/**
 * Reads a file once to hash and measure it and, unless it is UTF-8 already, copies it as UTF-8
 * into the folder. Throws `source.wrong_encoding` when the declared encoding cannot be right.
 */
export async function prepareText(
  file: string,
  dialect: CsvDialect,
  folder: string,
): Promise<PreparedText> {
  const measure = new TextMeasure(dialect.quote);
  const hash = createHash("sha256");
  let head = "";
  await readPieces(file, (piece) => {
    if (head === "") head = piece.subarray(0, 4).toString("hex");
    hash.update(piece);
    measure.add(piece);
  });
  const facts = measure.finish();
  const sha256 = hash.digest("hex");
  const mark = markOf(head);
  const original = { path: file, offset: mark?.length ?? 0, facts, sha256, bytes: facts.bytes };
  const wrong = await encodingProblem(file, dialect.encoding, { ...original, mark });
  if (wrong !== null) throw wrong;
  if (dialect.encoding === "utf-8" || facts.bytes === 0) return original;
  if (dialect.encoding === "windows-1252" && facts.is_ascii) return original;
  const label = mark?.label ?? dialect.encoding;
  const path = join(folder, "transcoded.csv");
  const converted = await transcode({ from: file, to: path, label }, dialect);
  return { ...original, path, offset: 0, facts: converted };
}

async function encodingProblem(
  file: string,
  declared: Encoding,
  text: PreparedText & { readonly mark: ReturnType<typeof markOf> },
): Promise<Error | null> {
  const { facts, mark } = text;
  const wrong = (place: string, bytes: string, hint: string): Error =>
    fail(
      "source.wrong_encoding",
      { place: `${file}, ${place}`, bytes, encoding: declared },
      { hint },
    );
  if (facts.bytes === 0) return null;
  if (mark !== null && mark.encoding !== declared) {
    const hint = `its byte order mark says ${mark.encoding}: declare encoding: ${mark.encoding}`;
    return wrong("line 1", mark.encoding === "utf-8" ? "ef bb bf" : mark.label, hint);
  }
  if (declared === "utf-16") {
    const other = facts.is_utf8 && !facts.has_nul ? "declare encoding: utf-8" : "add a mark";
    return mark === null ? wrong("line 1", "without a byte order mark", other) : null;
  }
  if (declared === "windows-1252") {
    if (facts.is_ascii || !facts.is_utf8) return null;
    return wrong("whole file", "that are all valid UTF-8", "declare encoding: utf-8");
  }
  if (facts.is_utf8) return null;
  const bad = await findBadBytes(file);
  if (!bad.is_nowhere_utf8 || !bad.may_be_1252) return null;
  return wrong(
    `line ${bad.line}`,
    bad.bytes,
    "it can be read as windows-1252: declare encoding: windows-1252",
  );
}

async function transcode(
  text: { readonly from: string; readonly to: string; readonly label: string },
  dialect: CsvDialect,
): Promise<TextFacts> {
  const decoder = new TextDecoder(text.label, { fatal: true });
  const measure = new TextMeasure(dialect.quote);
  const output = await open(text.to, "w");
  const put = async (characters: string): Promise<void> => {
    const bytes = Buffer.from(characters, "utf8");
    measure.add(bytes);
    await writeAll(output, bytes);
  };
  try {
    await readPieces(text.from, (piece) => put(decode(decoder, piece)));
    await put(decode(decoder, null));
  } finally {
    await output.close();
  }
  return measure.finish();

  function decode(from: TextDecoder, piece: Buffer | null): string {
    try {
      return piece === null ? from.decode() : from.decode(piece, { stream: true });
    } catch (error) {
      const place = `${text.from}, after line ${measure.finish().lf}`;
      const values = { place, bytes: "of half a character", encoding: dialect.encoding };
      throw fail("source.wrong_encoding", values, { cause: error });
    }
  }
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, at);
    at += bytesWritten;
  }
}
