import { defineErrors } from "../core/index.js";

function list(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

/** The errors of reading a source's files. */
export const sourcesErrors = {
  "source.file_missing": {
    kind: "source",
    message: (v: { file: string }) => `file not found: ${v.file} — expected a file that exists`,
    doc: "A file named in the configuration is not there.",
  },
  "source.no_match": {
    kind: "source",
    message: (v: { pattern: string }) =>
      `no file matches: ${v.pattern} — expected at least one file of that name`,
    doc: "A pattern of `files` (`drop/*.csv`) matches no file.",
  },
  "source.file_unreadable": {
    kind: "source",
    message: (v: { file: string; reason: string }) =>
      `file cannot be read: ${v.file} — ${v.reason}`,
    doc: "A file is there but cannot be read: a folder, no permission, or a failing disk.",
  },
  "source.file_changed": {
    kind: "source",
    message: (v: { file: string }) =>
      `file changed while it was read: ${v.file} — expected a finished file`,
    doc: "A file had another size, time or content after it was read than before.",
  },
  "source.file_too_large": {
    kind: "limit",
    message: (v: { file: string; bytes: number; limit: number }) =>
      `file is too large: ${v.file}, ${v.bytes} bytes — expected at most ${v.limit}`,
    doc: "A file is larger than its connector reads.",
  },
  "source.line_too_long": {
    kind: "limit",
    message: (v: { place: string; limit: number }) =>
      `line is too long: ${v.place} — expected at most ${v.limit} bytes`,
    doc: "A text file has a line longer than any record can be; it is no table.",
  },
  "source.empty": {
    kind: "source",
    message: (v: { file: string }) =>
      `file is empty: ${v.file} — expected a line of column names and one line a record`,
    doc: "A file holds nothing but blank lines.",
  },
  "source.no_header": {
    kind: "source",
    message: (v: { place: string; first: string; columns: readonly string[] }) =>
      `no column names found: ${v.place} is \`${v.first}\` — ` +
      `expected a line that names ${list(v.columns)}`,
    doc: "None of the columns that the mapping names stands in the file's first line.",
  },
  "source.column_duplicate": {
    kind: "source",
    message: (v: { place: string; column: string; first: number; second: number }) =>
      `column name is used twice: ${v.place}, "${v.column}" in columns ${v.first} and ` +
      `${v.second} — expected each name once`,
    doc: "Two columns of a file have the same name, so a mapping could mean either.",
  },
  "source.column_missing": {
    kind: "source",
    message: (v: { place: string; missing: readonly string[]; found: readonly string[] }) =>
      `column not found: ${v.place} has no ${list(v.missing)} — ` +
      `expected it among ${list(v.found)}`,
    doc: "A column that the mapping or the key names is missing or was renamed.",
  },
  "source.too_many_columns": {
    kind: "limit",
    message: (v: { place: string; columns: number; limit: number }) =>
      `too many columns: ${v.place} has ${v.columns} — expected at most ${v.limit}`,
    doc: "A file has more columns than a source may have.",
  },
  "source.wrong_delimiter": {
    kind: "source",
    message: (v: { place: string; delimiter: string; found: number; first: string }) =>
      `${v.found === 1 ? "only one column" : `${v.found} columns`} found: ${v.place} is ` +
      `\`${v.first}\` — expected columns separated by ${v.delimiter}`,
    doc: "Read with the declared delimiter a file lacks the mapped columns; with another it has them.",
  },
  "source.wrong_encoding": {
    kind: "source",
    message: (v: { place: string; bytes: string; encoding: string }) =>
      `file is not ${v.encoding}: ${v.place}, bytes ${v.bytes} — expected ${v.encoding} text`,
    doc: "A file's bytes are not text in the declared encoding.",
  },
  "source.header_unreadable": {
    kind: "source",
    message: (v: { place: string; first: string; reason: string }) =>
      `line of column names cannot be read: ${v.place} is \`${v.first}\` — ${v.reason}`,
    doc: "The first line of a file has a quote that is not closed or bytes that are no text.",
  },
  "source.not_readable_as_text": {
    kind: "internal",
    message: (v: { file: string; read: number; expected: number; reason: string }) =>
      `records do not add up: ${v.file}, ${v.read} read — expected ${v.expected} (${v.reason})`,
    doc: "Two independent readings of a file gave different numbers of records; nothing was landed.",
  },
  "source.empty_json": {
    kind: "source",
    message: (v: { file: string }) =>
      `file is empty: ${v.file} — expected JSON; a list without records is []`,
    doc: "A file declared as JSON or NDJSON holds nothing but blanks.",
  },
  "source.not_json": {
    kind: "source",
    message: (v: { place: string; reason: string; expected: string }) =>
      `file cannot be read as JSON: ${v.place}, ${v.reason} — expected ${v.expected}`,
    doc: "What is around the records of a file is no JSON, or the records stand there otherwise.",
  },
  "source.json_cut_off": {
    kind: "source",
    message: (v: { file: string; line: number }) =>
      `JSON ends before it is whole: ${v.file}, after line ${v.line} — expected its closing brackets`,
    doc: "A JSON file was cut off, by a broken transfer or a full disk. Nothing of it was landed.",
  },
  "source.no_list": {
    kind: "source",
    message: (v: { file: string; records: string; found: string }) =>
      `no list of records: ${v.file} has ${v.found} ` +
      `${v.records === "" ? "at its top level" : `at ${v.records}`} — expected a list of objects`,
    doc: "A JSON file has no list at its top level, or where `records` says that it is.",
  },
  "source.not_parquet": {
    kind: "source",
    message: (v: { file: string; reason: string }) =>
      `not a Parquet file: ${v.file} — expected a whole one (${v.reason})`,
    doc: "A file declared as Parquet is something else, was cut off, or is damaged.",
  },
  "source.not_a_workbook": {
    kind: "source",
    message: (v: { file: string; reason: string }) =>
      `not an Excel workbook: ${v.file} — expected an .xlsx file (${v.reason})`,
    doc: "A file declared as XLSX is something else, or its package is damaged.",
  },
  "source.sheet_missing": {
    kind: "source",
    message: (v: { file: string; sheet: string; sheets: readonly string[] }) =>
      `worksheet not found: ${v.file}, "${v.sheet}" — expected one of ${list(v.sheets)}`,
    doc: "A workbook has no sheet of the declared name.",
  },
} as const;

/** Makes an error of this area. */
export const fail = defineErrors(sourcesErrors);
