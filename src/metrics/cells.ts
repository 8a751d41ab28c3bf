import { assert } from "../core/index.js";
import type { Row } from "./result.js";

/** The number in a cell, or null when it is unknown. */
export function numberOrNull(row: Row, name: string): number | null {
  const cell = row[name] ?? null;
  assert(cell === null || typeof cell === "number", `${name} is not a number`);
  return cell;
}

/** The number in a cell that the query always fills. */
export function numberIn(row: Row, name: string): number {
  const cell = row[name];
  assert(typeof cell === "number", `${name} has no number`);
  return cell;
}

/** The text in a cell, or null when it is unknown. */
export function textOrNull(row: Row, name: string): string | null {
  const cell = row[name] ?? null;
  assert(cell === null || typeof cell === "string", `${name} is not a text`);
  return cell;
}

/** The text in a cell that the query always fills. */
export function textIn(row: Row, name: string): string {
  const cell = row[name];
  assert(typeof cell === "string", `${name} has no text`);
  return cell;
}
