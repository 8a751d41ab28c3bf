import { open } from "node:fs/promises";
import { CSV_RECORD_BYTES } from "../../duckdb/index.js";
import { fail } from "../errors.js";
import type { RecordRules } from "./dialect.js";
import { firstLine, scanRecord, type ScannedRecord, type Span } from "./scan-record.js";

const WINDOW_BYTES = 4_194_304;
/** A line of more bytes than this is no line of a table. */
const LINE_BYTES = 33_554_432;

/** What to do with what is found. */
export interface ScanVisitor {
  /**
   * Called for each record in order with the physical line of its first byte, counted from 1. The
   * buffer, which the record's places are in, is only valid during the call.
   */
  readonly record: (record: ScannedRecord, line: number, bytes: Buffer) => void;
  /** Called now and then, between records, for work that takes time. */
  readonly pause: () => Promise<void>;
}

/** Where a scan begins. */
export interface ScanStart {
  readonly path: string;
  /** Bytes to pass over, such as a byte order mark. */
  readonly offset: number;
  readonly rules: RecordRules;
  /** Bytes read at a time; 4 MiB when absent. */
  readonly windowBytes?: number;
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
      const size = Math.max(start.windowBytes ?? WINDOW_BYTES, state.rest.length);
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
        throw fail("source.line_too_long", {
          place: `${start.path}, line ${state.line}`,
          limit: LINE_BYTES,
        });
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
  const { bytes, isLast, rules } = window;
  let from = 0;
  while (from < bytes.length) {
    const record = nextRecord({ bytes, from, isLast }, rules);
    if (record === null) break;
    if (record.end > record.start) visit(record, state.line, bytes);
    state.line += record.lines;
    from = record.next;
  }
  return from;
}

function nextRecord(span: Span, rules: RecordRules): ScannedRecord | null {
  const record = scanRecord(span, rules);
  const length = (record?.next ?? span.bytes.length) - span.from;
  if (length <= CSV_RECORD_BYTES) return record;
  // A quote that is not closed takes everything after it: only its first line is to blame.
  const line = firstLine(span, rules, "unclosed_quote");
  if (line === null || line.next - line.start <= CSV_RECORD_BYTES) return line;
  return { ...line, verdict: "too_long" };
}
