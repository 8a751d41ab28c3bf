import { text, type MessageId } from "../core/index.js";
import type { Format } from "./negotiate.js";

/** The sentence with that id, or null when no message is kept for it: ids made of codes in data. */
export function textIfKnown(
  id: string,
  values: Readonly<Record<string, string | number>> = {},
): string | null {
  // The id is put together from a code in the data; `text` gives back an id it does not know.
  const sentence = text(id as MessageId, values);
  return sentence === id ? null : sentence;
}

/** What a column or input is called. */
export function columnTitle(name: string): string {
  return textIfKnown(`metrics.column.${name}`) ?? name.replaceAll("_", " ");
}

/** What a format is called. */
export function formatTitle(format: Format): string {
  // A choice of a message holds no hyphen.
  return text("http.format", { format: format.replace("-", "_") });
}
