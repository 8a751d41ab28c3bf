import type { CsvDialect } from "../../config/index.js";

interface Cut {
  readonly value: string | null;
  readonly next: number;
}

/**
 * The values of one record's text, which has no line end after it: null for nothing, blanks around
 * a quoted value left out, a doubled quote once. Meant for records whose quotes are right; in others
 * everything is still found, with the quotes in it.
 */
export function splitRecord(record: string, dialect: CsvDialect): (string | null)[] {
  const values: (string | null)[] = [];
  let at = 0;
  for (;;) {
    const { value, next } = quoted(record, at, dialect) ?? plain(record, at, dialect);
    values.push(value);
    if (next >= record.length) return values;
    at = next + 1;
    if (at === record.length) return [...values, null];
  }
}

function plain(record: string, at: number, { delimiter }: CsvDialect): Cut {
  const found = record.indexOf(delimiter, at);
  const next = found < 0 ? record.length : found;
  return { value: next === at ? null : record.slice(at, next), next };
}

function quoted(record: string, at: number, { delimiter, quote }: CsvDialect): Cut | null {
  if (quote === "") return null;
  const start = afterBlanks(record, at);
  if (record[start] !== quote) return null;
  let end = start + 1;
  for (;;) {
    end = record.indexOf(quote, end);
    if (end < 0) return null;
    if (record[end + 1] !== quote) break;
    end += 2;
  }
  const next = afterBlanks(record, end + 1);
  if (next < record.length && record[next] !== delimiter) return null;
  return { value: record.slice(start + 1, end).replaceAll(quote + quote, quote), next };
}

function afterBlanks(record: string, from: number): number {
  let at = from;
  while (record[at] === " ") at += 1;
  return at;
}

/** The record's text for the same values with every value quoted, so that no reader differs. */
export function quoteRecord(values: readonly (string | null)[], dialect: CsvDialect): string {
  const { delimiter, quote } = dialect;
  return values
    .map((value) => (value === null ? "" : quote + value.replaceAll(quote, quote + quote) + quote))
    .join(delimiter);
}
