import { BLANK, CR, LF, type RecordRules } from "./dialect.js";

/** What is wrong with a record: nothing, its number of fields, its quotes, or its length. */
export type Verdict = "ok" | "ragged" | "bad_quote" | "unclosed_quote" | "too_long";

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
  readonly bytes: Uint8Array;
  readonly from: number;
  /** True when the file ends with these bytes. */
  readonly isLast: boolean;
}

/** Answers that are no place or length: more bytes are needed, there is none, a quote stays open. */
const MORE = -1;
const NONE = -2;
const UNCLOSED = -3;

/**
 * The record that starts at the span's start, or null when its end lies beyond the span. A record
 * with wrong quotes is only its first physical line: the next line gets a chance of its own.
 * Fields that are empty and stand after the last column do not count.
 */
export function scanRecord(span: Span, rules: RecordRules): ScannedRecord | null {
  const { bytes, from } = span;
  const to = bytes.length;
  const { delimiter, quote } = rules;
  let at = from;
  let fields = 0;
  let used = 0;
  let hasQuoted = false;
  let isUnusual = false;
  for (;;) {
    fields += 1;
    const start = at;
    while (quote >= 0 && bytes[at] === BLANK) at += 1;
    if (quote >= 0 && bytes[at] === quote) {
      const close = afterQuoted(span, at, quote);
      if (close === MORE) return null;
      if (close === UNCLOSED) return firstLine(span, rules, "unclosed_quote");
      hasQuoted = true;
      used = fields;
      isUnusual ||= at > start || bytes[close] === BLANK;
      at = close;
      while (bytes[at] === BLANK) at += 1;
      if (at < to && bytes[at] !== delimiter && lineEndAt(span, rules, at) === NONE) {
        return firstLine(span, rules, "bad_quote");
      }
    } else {
      at = start;
      while (at < to && bytes[at] !== delimiter && bytes[at] !== LF && bytes[at] !== CR) at += 1;
      // A line end of the other kind, or a CR alone, is part of a value.
      while (at < to && bytes[at] !== delimiter && lineEndAt(span, rules, at) === NONE) {
        isUnusual = true;
        at += 1;
      }
      if (at > start) used = fields;
    }
    if (at < to && bytes[at] === delimiter) {
      at += 1;
      continue;
    }
    const length = lineEndAt(span, rules, at);
    if (length === MORE) return null;
    const lines = hasQuoted ? 1 + countLineEnds(span, rules, at) : 1;
    const found = countedFields(fields, used, rules.columnCount);
    const isWhole = rules.columnCount === 0 || found === rules.columnCount;
    const verdict = isWhole ? "ok" : "ragged";
    return { start: from, end: at, next: at + length, lines, fields: found, verdict, isUnusual };
  }
}

/** Fields of a record without the empty ones after the last column. */
function countedFields(fields: number, used: number, columnCount: number): number {
  return Math.max(used, columnCount === 0 ? fields : Math.min(fields, columnCount));
}

/** Bytes that the line end at a place takes; 0 at the end of the file, NONE where no line ends. */
function lineEndAt({ bytes, isLast }: Span, { lineEnd }: RecordRules, at: number): number {
  const to = bytes.length;
  if (at >= to) return isLast ? 0 : MORE;
  if (bytes[at] === lineEnd) return 1;
  if (bytes[at] !== CR) return NONE;
  if (at + 1 >= to) return isLast ? 1 : MORE;
  return bytes[at + 1] === LF ? 2 : NONE;
}

/** The place after the quote that closes the one at a place. */
function afterQuoted({ bytes, isLast }: Span, open: number, quote: number): number {
  const to = bytes.length;
  let at = open + 1;
  for (;;) {
    while (at < to && bytes[at] !== quote) at += 1;
    if (at >= to) return isLast ? UNCLOSED : MORE;
    if (at + 1 >= to && !isLast) return MORE;
    if (bytes[at + 1] !== quote) return at + 1;
    at += 2;
  }
}

/** Line ends between the span's start and a place; they can only stand inside quotes. */
function countLineEnds({ bytes, from }: Span, { lineEnd }: RecordRules, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (bytes[at] === lineEnd) count += 1;
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
