import { readFileSync } from "node:fs";

const FOLDER = new URL("../../queries/landing/", import.meta.url);

/** The statements of an extraction, each in `queries/landing/<name>.sql`. */
export type LandingQuery =
  | "change_counts"
  | "landed_rows"
  | "newest"
  | "record_change"
  | "record_deleted"
  | "record_key_columns"
  | "record_key_content"
  | "record_placed"
  | "record_plain"
  | "record_repeated"
  | "rejected_rows"
  | "source_reject_reordered"
  | "source_row"
  | "source_row_reordered"
  | "whole_file";

const read = new Map<LandingQuery, string>();

/** The text of a statement. */
export function landingQuery(name: LandingQuery): string {
  const known = read.get(name) ?? readFileSync(new URL(`${name}.sql`, FOLDER), "utf8");
  read.set(name, known);
  return known;
}
