import { open } from "node:fs/promises";
import { CSV_RECORD_BYTES } from "../../duckdb/index.js";
import { fail } from "../errors.js";
import type { RecordRules } from "./dialect.js";
import { firstLine, scanRecord, type ScannedRecord, type Verdict } from "./scan-record.js";

/** Bytes read at a time. */
const WINDOW_BYTES = 4_194_304;
/** A line of more bytes than this is no line of a table. */
const LINE_BYTES = 33_554_432;

/** A record and where it stands; `verdict` is also `too_long` for one beyond any reader's limit. */
export interface FileRecord extends Omit<ScannedRecord, "verdict"> {
  /** Physical line of the record's first byte, counted from 1. */
  readonly line: number;
  readonly verdict: Verdict | "too_long";
}

/** What to do with what is found. */
export interface ScanVisitor {
  /** Called for each record in order; the buffer is only valid during the call. */
  readonly record: (record: FileRecord, bytes: Buffer) => void;
  /** Called now and then, between records, for work that takes time. */
  readonly pause: () => Promise<void>;
}

/** Where a scan begins. */
export interface ScanStart {
  readonly path: string;
  /** Bytes to pass over, such as a byte order mark. */
  readonly offset: number;
  readonly rules: RecordRules;
}

/**
 * Finds every record of a UTF-8 text file by its bytes, in one pass and flat memory. An empty line
 * is no record. Nothing is passed over: what is not a good record comes with its verdict.
 */
export async function scanFile(start: ScanStart, visitor: ScanVisitor): Promise<void> {
  const file = await open(start.path, "r");
  try {
    const state = { line: 1, rest: Buffer.alloc(0) };
    let position = start.offset;
    for (;;) {
      const size = Math.max(WINDOW_BYTES, state.rest.length);
      const bytes = Buffer.allocUnsafe(state.rest.length + size);
      state.rest.copy(bytes);
      const { bytesRead } = await file.read(bytes, state.rest.length, size, position);
      position += bytesRead;
      const isLast = bytesRead === 0;
      const filled = bytes.subarray(0, state.rest.length + bytesRead);
      const window = { bytes: filled, isLast, rules: start.rules };
      const used = scanWindow(window, state, visitor.record);
      state.rest = filled.subarray(used);
      if (state.rest.length > LINE_BYTES) {
        throw fail("source.line_too_long", { place: `line ${state.line}`, limit: LINE_BYTES });
      }
      await visitor.pause();
      if (isLast) return;
    }
  } finally {
    await file.close();
  }
}

/** Visits the records that end within the window; returns how many bytes they take. */
function scanWindow(
  window: { readonly bytes: Buffer; readonly isLast: boolean; readonly rules: RecordRules },
  state: { line: number },
  visit: ScanVisitor["record"],
): number {
  let from = 0;
  while (from < window.bytes.length) {
    const record = nextRecord({ ...window, from }, window.rules);
    if (record === null) break;
    const isBlank = record.end === record.start;
    if (!isBlank) visit({ ...record, line: state.line }, window.bytes);
    state.line += record.lines;
    from = record.next;
  }
  return from;
}

function nextRecord(
  span: { readonly bytes: Buffer; readonly from: number; readonly isLast: boolean },
  rules: RecordRules,
): Omit<FileRecord, "line"> | null {
  const record = scanRecord(span, rules);
  const length = (record?.next ?? span.bytes.length) - span.from;
  if (length <= CSV_RECORD_BYTES) return record;
  // A quote that is not closed takes everything after it: only its first line is to blame.
  const line = firstLine(span, rules, "unclosed_quote");
  if (line === null || line.next - line.start <= CSV_RECORD_BYTES) return line;
  return { ...line, verdict: "too_long" };
}
