import type { CsvDialect } from "../../src/config/types.js";

/** One record as a person would cut it out by hand. */
export interface NaiveRecord {
  readonly line: number;
  /** The values, or null with the rule it breaks and its text. */
  readonly fields: readonly (string | null)[] | null;
  readonly rule?: string;
  readonly raw?: string;
}

/**
 * A delimited text cut into records character by character, following src/sources/notes/
 * delimited-text.md and sharing no code with the product. The first record names the columns.
 */
export function naiveRecords(text: string, dialect: CsvDialect): NaiveRecord[] {
  const lineEnd = !text.includes("\n") && text.includes("\r") ? "\r" : "\n";
  const records: NaiveRecord[] = [];
  let columns = 0;
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const stop = text.indexOf(lineEnd, at) < 0 ? text.length : text.indexOf(lineEnd, at);
    const rawLine = text.slice(at, stop).replace(lineEnd === "\n" ? /\r$/ : /$^/, "");
    if (rawLine === "") {
      at = stop + 1;
      line += 1;
      continue;
    }
    const cut = cutRecord(text, at, { ...dialect, lineEnd });
    if (cut.rule !== undefined) {
      records.push({ line, fields: null, rule: cut.rule, raw: rawLine });
      at = stop + 1;
      line += 1;
      continue;
    }
    const raw = text.slice(at, cut.end);
    const fields = [...cut.fields];
    if (records.length === 0) {
      while (fields.length > 1 && fields.at(-1) === null) fields.pop();
      columns = fields.length;
    }
    while (fields.length > columns && fields.at(-1) === null) fields.pop();
    if (fields.length !== columns) records.push({ line, fields: null, rule: "ragged", raw });
    else if (cut.hasStray && dialect.quote === "") {
      records.push({ line, fields: null, rule: "stray_line_end", raw });
    } else records.push({ line, fields });
    for (const character of text.slice(at, cut.next)) if (character === lineEnd) line += 1;
    at = cut.next;
  }
  return records;
}

interface CutRecord {
  readonly fields: readonly (string | null)[];
  readonly end: number;
  readonly next: number;
  readonly hasStray: boolean;
  readonly rule?: string;
}

function cutRecord(text: string, from: number, how: CsvDialect & { lineEnd: string }): CutRecord {
  const { delimiter, quote, lineEnd } = how;
  const fields: (string | null)[] = [];
  let hasStray = false;
  let at = from;
  const endAt = (i: number): number => {
    if (i >= text.length) return 0;
    if (text[i] === lineEnd) return 1;
    if (text[i] === "\r" && text[i + 1] === "\n") return 2;
    if (text[i] === "\r" && i + 1 === text.length) return 1;
    return -1;
  };
  for (;;) {
    let value = "";
    let isNull = true;
    let i = at;
    if (quote !== "") while (text[i] === " ") i += 1;
    if (quote !== "" && text[i] === quote) {
      isNull = false;
      i += 1;
      for (;;) {
        if (i >= text.length) return { fields, end: 0, next: 0, hasStray, rule: "unclosed_quote" };
        if (text[i] === quote && text[i + 1] === quote) {
          value += quote;
          i += 2;
        } else if (text[i] === quote) {
          i += 1;
          break;
        } else {
          value += text[i]!;
          i += 1;
        }
      }
      while (text[i] === " ") i += 1;
      if (text[i] !== delimiter && endAt(i) < 0) {
        return { fields, end: 0, next: 0, hasStray, rule: "bad_quote" };
      }
    } else {
      i = at;
      while (text[i] !== delimiter && endAt(i) < 0) {
        if (text[i] === "\r") hasStray = true;
        value += text[i]!;
        isNull = false;
        i += 1;
      }
    }
    fields.push(isNull ? null : value);
    if (text[i] === delimiter) {
      at = i + 1;
      continue;
    }
    return { fields, end: i, next: i + Math.max(endAt(i), 0), hasStray };
  }
}
