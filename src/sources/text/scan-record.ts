import { BLANK, CR, LF, type RecordRules } from "./dialect.js";

/** What is wrong with a record: nothing, its number of fields, or its quotes. */
export type Verdict = "ok" | "ragged" | "bad_quote" | "unclosed_quote";

/** One record found in a buffer; offsets are into that buffer. */
export interface ScannedRecord {
  readonly start: number;
  /** End without the line end. */
  readonly end: number;
  /** Start of the next record. */
  readonly next: number;
  /** Physical lines that the record covers; more than one when a quoted value holds line ends. */
  readonly lines: number;
  readonly fields: number;
  readonly verdict: Verdict;
  /** True when other readers could take it otherwise: blanks around quotes, a lone CR in a value. */
  readonly isUnusual: boolean;
}

/** Bytes of a file from some record's start on. */
export interface Span {
  readonly bytes: Buffer;
  readonly from: number;
  /** True when the file ends with these bytes. */
  readonly isLast: boolean;
}

interface Cursor {
  at: number;
  fields: number;
  lines: number;
  /** Fields up to the last one that is not empty. */
  used: number;
  isUnusual: boolean;
}

/** How a field ended: before another field, at the end of the record, or not as it should. */
type FieldEnd = "field" | "record" | "more" | "bad_quote" | "unclosed_quote";

/**
 * The record that starts at the span's start, or null when its end lies beyond the span. A record
 * with wrong quotes is only its first physical line: the next line gets a chance of its own.
 * Fields that are empty and stand after the last column do not count.
 */
export function scanRecord(span: Span, rules: RecordRules): ScannedRecord | null {
  const cursor: Cursor = { at: span.from, fields: 0, lines: 1, used: 0, isUnusual: false };
  for (;;) {
    const end = scanField(span, rules, cursor);
    if (end === "field") continue;
    if (end === "more") return null;
    if (end !== "record") return firstLine(span, rules, end);
    return finished(span, rules, cursor);
  }
}

function finished(span: Span, rules: RecordRules, cursor: Cursor): ScannedRecord | null {
  const { bytes, from } = span;
  const at = cursor.at;
  const { columnCount } = rules;
  const next = lineEndAfter(bytes, at);
  const fields = Math.max(cursor.used, Math.min(cursor.fields, columnCount || cursor.fields));
  const verdict = columnCount === 0 || fields === columnCount ? "ok" : "ragged";
  const { lines, isUnusual } = cursor;
  return { start: from, end: at, next, lines, fields, verdict, isUnusual };
}

/** Where the next line starts, given the place of a line's end. */
function lineEndAfter(bytes: Buffer, at: number): number {
  const length = bytes[at] === CR && bytes[at + 1] === LF ? 2 : 1;
  return Math.min(at + length, bytes.length);
}

function scanField(span: Span, rules: RecordRules, cursor: Cursor): FieldEnd {
  const { bytes } = span;
  const to = bytes.length;
  const start = cursor.at;
  let at = start;
  cursor.fields += 1;
  if (rules.quote >= 0) {
    while (at < to && bytes[at] === BLANK) at += 1;
    if (at >= to && !span.isLast) return "more";
    if (at < to && bytes[at] === rules.quote) {
      if (at > start) cursor.isUnusual = true;
      cursor.at = at + 1;
      return scanQuoted(span, rules, cursor);
    }
  }
  return scanPlain(span, rules, cursor);
}

function scanPlain(span: Span, rules: RecordRules, cursor: Cursor): FieldEnd {
  const { bytes, isLast } = span;
  const to = bytes.length;
  const { delimiter, lineEnd } = rules;
  const start = cursor.at;
  for (let at = start; at < to; at += 1) {
    const byte = bytes[at];
    if (byte === delimiter) {
      if (at > start) cursor.used = cursor.fields;
      cursor.at = at + 1;
      return "field";
    }
    if (byte === lineEnd || (byte === CR && endsLine(span, at))) {
      if (at > start) cursor.used = cursor.fields;
      cursor.at = at;
      return "record";
    }
    if (byte === CR) {
      if (at + 1 === to && !isLast) return "more";
      cursor.isUnusual = true;
    }
  }
  if (!isLast) return "more";
  if (to > start) cursor.used = cursor.fields;
  cursor.at = to;
  return "record";
}

/** True when a CR here belongs to a line end: before LF, or as the file's last byte. */
function endsLine(span: Span, at: number): boolean {
  return at + 1 < span.bytes.length ? span.bytes[at + 1] === LF : span.isLast;
}

function scanQuoted(span: Span, rules: RecordRules, cursor: Cursor): FieldEnd {
  const { bytes, isLast } = span;
  const to = bytes.length;
  const start = cursor.at;
  let at = start;
  for (;;) {
    const found = bytes.indexOf(rules.quote, at);
    if (found < 0) return isLast ? "unclosed_quote" : "more";
    if (found + 1 >= to && !isLast) return "more";
    at = found + 1;
    if (at >= to || bytes[at] !== rules.quote) break;
    at += 1;
  }
  cursor.lines += countByte(bytes.subarray(start, at), rules.lineEnd);
  cursor.used = cursor.fields;
  const closed = at;
  while (at < to && bytes[at] === BLANK) at += 1;
  if (at > closed) cursor.isUnusual = true;
  if (at >= to && !isLast) return "more";
  cursor.at = at;
  if (at >= to || bytes[at] === rules.lineEnd) return "record";
  if (bytes[at] === rules.delimiter) {
    cursor.at = at + 1;
    return "field";
  }
  if (bytes[at] !== CR) return "bad_quote";
  if (at + 1 >= to && !isLast) return "more";
  return endsLine(span, at) ? "record" : "bad_quote";
}

/** How often a byte occurs. */
export function countByte(bytes: Buffer, byte: number): number {
  let count = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) count += 1;
  return count;
}

/** The first physical line of a span as a record of its own, with what is wrong with it. */
export function firstLine(span: Span, rules: RecordRules, verdict: Verdict): ScannedRecord | null {
  const { bytes, from, isLast } = span;
  const found = bytes.indexOf(rules.lineEnd, from);
  if (found < 0 && !isLast) return null;
  const stop = found < 0 ? bytes.length : found;
  const hasCr = rules.lineEnd === LF && stop > from && bytes[stop - 1] === CR;
  const end = hasCr ? stop - 1 : stop;
  const next = Math.min(stop + 1, bytes.length);
  return { start: from, end, next, lines: 1, fields: 0, verdict, isUnusual: false };
}
