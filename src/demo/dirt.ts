import type { Random } from "../core/index.js";
import { csvLine } from "./csv-file.js";

/** Faults put into an export on purpose. */
export const DIRT_KINDS = [
  "blank_required",
  "duplicate_key",
  "end_before_start",
  "impossible_date",
  "ragged_line",
  "unknown_asset",
  "wrong_decimal_mark",
] as const;

/** One of the faults. */
export type DirtKind = (typeof DIRT_KINDS)[number];

/** A record as it would be clean, and where in it a fault can be put; null for nowhere. */
export interface DirtyableRow {
  readonly fields: readonly string[];
  readonly asset: number;
  readonly started: number;
  readonly ended: number | null;
  readonly cost: number | null;
  readonly impossible_date: string;
  readonly delimiter: string;
  readonly decimal: "." | ",";
}

function changed(row: DirtyableRow, at: number, value: string): string {
  return csvLine(row.fields.with(at, value), row.delimiter);
}

function otherMark(cost: string, decimal: "." | ","): string {
  return decimal === "," ? cost.replace(",", ".") : cost.replace(".", ",");
}

/** Lines with one fault in them, by kind; a kind that the row has no place for is null. */
function faultyLines(row: DirtyableRow, kind: DirtKind, random: Random): string | null {
  const { fields, asset, started, ended, cost, delimiter } = row;
  switch (kind) {
    case "blank_required":
      return changed(row, random.pick([asset, started]), "");
    case "duplicate_key": {
      const again = fields.with(fields.length - 1, "amended");
      return csvLine(fields, delimiter) + csvLine(again, delimiter);
    }
    case "end_before_start":
      if (ended === null || fields[ended] === "" || fields[ended] === fields[started]) return null;
      return csvLine(swapped(fields, started, ended), delimiter);
    case "impossible_date":
      return changed(row, started, row.impossible_date);
    case "ragged_line":
      return random.next() < 0.5
        ? csvLine(fields.slice(0, -2), delimiter)
        : csvLine([...fields, "", "?"], delimiter);
    case "unknown_asset":
      return changed(row, asset, `${fields[asset] ?? ""}-OLD`);
    case "wrong_decimal_mark":
      if (cost === null || (fields[cost] ?? "") === "") return null;
      return changed(row, cost, otherMark(fields[cost] ?? "", row.decimal));
  }
}

function swapped(fields: readonly string[], left: number, right: number): string[] {
  return fields.with(left, fields[right] ?? "").with(right, fields[left] ?? "");
}

/** The row with a fault of some kind in it, as lines to write. */
export function withFault(row: DirtyableRow, random: Random): { lines: string; kind: DirtKind } {
  const first = random.integer(0, DIRT_KINDS.length);
  for (let step = 0; step < DIRT_KINDS.length; step += 1) {
    const kind = DIRT_KINDS[(first + step) % DIRT_KINDS.length]!; // in range by the remainder
    const lines = faultyLines(row, kind, random);
    if (lines !== null) return { lines, kind };
  }
  return { lines: csvLine(row.fields.slice(0, -2), row.delimiter), kind: "ragged_line" };
}
