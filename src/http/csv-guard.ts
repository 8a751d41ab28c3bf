import type { Column, ColumnType } from "../metrics/index.js";
import { BYTE_ORDER_MARK, guardedText } from "./csv.js";

/** Where in a CSV the reading stands, between two characters. */
interface Place {
  column: number;
  is_header: boolean;
  is_quoted: boolean;
  /** Nothing of the field has been read but, perhaps, its opening quote. */
  is_start: boolean;
}

function step(place: Place, char: string): void {
  if (char === '"') {
    // A doubled quote closes and opens again. The quote that opens a field is not yet its content.
    place.is_start = place.is_start && !place.is_quoted;
    place.is_quoted = !place.is_quoted;
  } else if (place.is_quoted || (char !== "," && char !== "\n")) {
    place.is_start = false;
  } else {
    place.column = char === "," ? place.column + 1 : 0;
    place.is_header &&= char === ",";
    place.is_start = true;
  }
}

function guardedChar(place: Place, char: string, type: ColumnType | undefined): string {
  if (type === "timestamp") return char === "T" ? " " : char === "Z" ? "" : char;
  // Outside quotes a carriage return ends the line.
  const isContent = place.is_start && (place.is_quoted || char !== "\r");
  return type === "varchar" && isContent ? guardedText(char) : char;
}

/**
 * Turns a raw CSV, as it passes, into one for spreadsheets: a mark first, instants as date, space
 * and time, and an apostrophe before each text that would be taken for a formula.
 */
export function guardedCsv(
  columns: readonly Pick<Column, "type">[],
): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const place: Place = { column: 0, is_header: true, is_quoted: false, is_start: true };
  const guarded = (raw: string): string => {
    let written = "";
    for (const char of raw) {
      written += place.is_header ? char : guardedChar(place, char, columns[place.column]?.type);
      step(place, char);
    }
    return written;
  };
  return new TransformStream({
    start: (controller) => controller.enqueue(encoder.encode(BYTE_ORDER_MARK)),
    transform: (bytes, controller) => {
      controller.enqueue(encoder.encode(guarded(decoder.decode(bytes, { stream: true }))));
    },
  });
}
