import type { FeedConfig } from "../config/index.js";
import { limits, nearest, type Issue } from "../core/index.js";
import { fail } from "./errors.js";

/** A column that a feed speaks of: its name now, its former names, and whether a file may lack it. */
interface MappedColumn {
  readonly names: readonly [string, ...string[]];
  readonly isOptional: boolean;
}

/** The columns that a feed's mapping, key and rules speak of; one may be spoken of several times. */
function columnsOf(feed: FeedConfig): MappedColumn[] {
  const spoken = [...Object.values(feed.fields), ...feed.exclude].flatMap(
    ({ column, former = [], is_new }): MappedColumn[] =>
      column === undefined ? [] : [{ names: [column, ...former], isOptional: is_new === true }],
  );
  const keys = feed.key === "content" ? [] : feed.key;
  return [...keys.map((key): MappedColumn => ({ names: [key], isOptional: false })), ...spoken];
}

/** Names of the columns that a feed's mapping, key and rules speak of, each once. */
export function mappedColumns(feed: FeedConfig): string[] {
  return [...new Set(columnsOf(feed).map(({ names }) => names[0]))];
}

/** Those of the mapped columns that a file must have and has under none of their names. */
function missingColumns(feed: FeedConfig, columns: readonly string[]): string[] {
  const missing = columnsOf(feed).filter(
    ({ names, isOptional }) => !isOptional && !names.some((name) => columns.includes(name)),
  );
  return [...new Set(missing.map(({ names }) => names[0]))];
}

/** True when a rule of the feed leaves the record with these texts out. */
export function isExcluded(
  feed: FeedConfig,
  columns: readonly string[],
  fields: readonly (string | null)[],
): boolean {
  return feed.exclude.some(({ column, former = [], equals }) => {
    const name = [column, ...former].find((one) => columns.includes(one));
    const place = name === undefined ? -1 : columns.indexOf(name);
    return place >= 0 && equals.includes((fields[place] ?? "").trim());
  });
}

/** Column names from a header's texts: trimmed; an empty one is named by its place. */
export function columnNames(header: readonly (string | null)[]): string[] {
  return header.map((text, i) => {
    const name = (text ?? "").trim();
    return name === "" ? `column ${i + 1}` : name;
  });
}

/** Where a file has its column names, in words, and where else they may be. */
export interface HeaderPlace {
  readonly place: string;
  /** What to do when the mapped columns are not here; null when nothing is known. */
  readonly elsewhere: string | null;
}

/** Throws when a file's columns are too many, not distinct, or not those that the feed names. */
export function checkColumns(
  columns: readonly string[],
  feed: FeedConfig,
  { place, elsewhere }: HeaderPlace,
): void {
  if (columns.length > limits.source_columns) {
    const values = { place, columns: columns.length, limit: limits.source_columns };
    throw fail("source.too_many_columns", values);
  }
  columns.forEach((column, i) => {
    const first = columns.indexOf(column);
    if (first === i) return;
    throw fail("source.column_duplicate", { place, column, first: first + 1, second: i + 1 });
  });
  const mapped = mappedColumns(feed);
  const missing = missingColumns(feed, columns);
  if (missing.length === 0) return;
  if (missing.length === mapped.length && missing.length > 1) {
    const first = columns.join(feed.connector === "csv" ? feed.dialect.delimiter : " | ");
    const context = elsewhere === null ? {} : { hint: elsewhere };
    throw fail("source.no_header", { place, first, columns: mapped }, context);
  }
  throw fail("source.column_missing", { place, missing, found: columns }, missingContext());

  function missingContext(): { hint: string; issues: readonly Issue[] } {
    const issues = missing.map((name) => issueOf(name));
    const hints = issues.flatMap((issue) => (issue.hint === undefined ? [] : [issue.hint]));
    const general = "correct the name in the feed's mapping, or ask why the source changed it";
    if (hints.length === 0) hints.push(general);
    if (elsewhere !== null) hints.push(elsewhere);
    return { hint: hints.join("; "), issues };
  }

  function issueOf(name: string): Issue {
    const free = columns.filter((column) => !mapped.includes(column));
    const guess = nearest(name, free);
    const issue = { where: place, message: "column not found", expected: name };
    return guess === undefined
      ? issue
      : { ...issue, received: guess, hint: `did you mean "${guess}" for "${name}"?` };
  }
}
