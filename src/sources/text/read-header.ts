import { open } from "node:fs/promises";
import { isUtf8 } from "node:buffer";
import type { CsvDialect } from "../../config/index.js";
import { CSV_RECORD_BYTES } from "../../duckdb/index.js";
import { checkColumns, columnNames, mappedColumns } from "../columns.js";
import type { SourceFile } from "../define.js";
import { fail } from "../errors.js";
import { recordRules, type RecordRules } from "./dialect.js";
import type { PreparedText } from "./prepare-text.js";
import { scanRecord } from "./scan-record.js";
import { splitRecord } from "./split-record.js";

const DELIMITERS: readonly CsvDialect["delimiter"][] = [",", ";", "\t", "|"];
const DELIMITER_NAMES = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" } as const;
const SHOWN_CHARACTERS = 200;

/** The columns of a text file and the line that names them. */
export interface Header {
  readonly columns: readonly string[];
  readonly line: number;
}

/** How the lines of a text end: in CR only when it has no LF at all. */
export function lineEndOf({ facts }: PreparedText): RecordRules["lineEnd"] {
  return facts.lf === 0 && facts.cr > 0 ? 0x0d : 0x0a;
}

/** Reads the first record of a text as column names and checks them against the feed. */
export async function readHeader(text: PreparedText, file: SourceFile): Promise<Header> {
  const { dialect } = file.feed;
  const first = await firstRecord(text, dialect);
  if (first === null) throw fail("source.empty", { file: file.path });
  const place = `${file.path}, line ${first.line}`;
  const shown = first.text.slice(0, SHOWN_CHARACTERS);
  if (first.reason !== null) {
    const hint = "check the declared quote and encoding";
    throw fail("source.header_unreadable", { place, first: shown, reason: first.reason }, { hint });
  }
  const columns = cutWith(first.text, dialect);
  checkDelimiter(first.text, { file, place, columns });
  checkColumns(columns, file.feed, { place, elsewhere: null });
  return { columns, line: first.line };
}

async function firstRecord(
  text: PreparedText,
  dialect: CsvDialect,
): Promise<{ text: string; line: number; reason: string | null } | null> {
  const { bytes, isLast } = await readStart(text);
  const rules = recordRules(dialect, lineEndOf(text));
  let line = 1;
  for (let from = 0; from < bytes.length;) {
    const record = scanRecord({ bytes, from, isLast }, rules);
    if (record === null) break;
    if (record.end > record.start) {
      const raw = bytes.subarray(record.start, record.end);
      const reason = isUtf8(raw) && !raw.includes(0) ? quoteReason(record.verdict) : "no text";
      return { text: raw.toString("utf8"), line, reason };
    }
    line += record.lines;
    from = record.next;
  }
  if (bytes.length === 0 || isLast) return null;
  return { text: bytes.toString("utf8", 0, SHOWN_CHARACTERS), line, reason: "no end" };
}

function quoteReason(verdict: string): string | null {
  if (verdict === "unclosed_quote") return "a quote is not closed";
  return verdict === "bad_quote" ? "something follows a closed quote" : null;
}

async function readStart(text: PreparedText): Promise<{ bytes: Buffer; isLast: boolean }> {
  const file = await open(text.path, "r");
  try {
    const bytes = Buffer.alloc(CSV_RECORD_BYTES);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, text.offset);
    return { bytes: bytes.subarray(0, bytesRead), isLast: bytesRead < bytes.length };
  } finally {
    await file.close();
  }
}

function withoutEmptyEnd(values: readonly (string | null)[]): readonly (string | null)[] {
  const last = values.findLastIndex((value) => value !== null);
  return values.slice(0, last + 1);
}

/** Throws `source.wrong_delimiter` when mapped columns are missing and another mark explains it. */
function checkDelimiter(
  first: string,
  header: {
    readonly file: SourceFile;
    readonly place: string;
    readonly columns: readonly string[];
  },
): void {
  const { file, place, columns } = header;
  const { dialect } = file.feed;
  const mapped = mappedColumns(file.feed);
  const holds = (names: readonly string[]): boolean => mapped.every((name) => names.includes(name));
  if (mapped.length > 0 && holds(columns)) return;
  const cuts = DELIMITERS.filter((delimiter) => delimiter !== dialect.delimiter)
    .map((delimiter) => ({ delimiter, names: cutWith(first, { ...dialect, delimiter }) }))
    .sort((a, b) => b.names.length - a.names.length);
  const fitting = mapped.length > 0 ? cuts.find(({ names }) => holds(names)) : undefined;
  const better = fitting ?? (columns.length === 1 ? cuts[0] : undefined);
  if (better === undefined || better.names.length < 2) return;
  const mark = better.delimiter === "\t" ? "\\t" : better.delimiter;
  const hint =
    `a ${DELIMITER_NAMES[better.delimiter]} would give ${better.names.length} columns: ` +
    `declare delimiter: "${mark}"`;
  const delimiter = `a ${DELIMITER_NAMES[dialect.delimiter]}`;
  const shown = first.slice(0, SHOWN_CHARACTERS);
  const values = { place, delimiter, found: columns.length, first: shown };
  throw fail("source.wrong_delimiter", values, { hint });
}

function cutWith(first: string, dialect: CsvDialect): string[] {
  return columnNames(withoutEmptyEnd(splitRecord(first, dialect)));
}
