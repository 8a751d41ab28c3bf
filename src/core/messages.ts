import { IntlMessageFormat } from "intl-messageformat";
import { messages as en, type MessageId } from "./messages/en/index.js";
import { AppError } from "./errors.js";

export type { MessageId } from "./messages/en/index.js";

/** A value put into a message: texts as they are, numbers by the locale's rules. */
export type MessageValue = string | number | boolean | null;

const sentences: Readonly<Record<string, string>> = en;
const compiled = new Map<string, IntlMessageFormat>();

/**
 * The sentence with that id in the reader's language, in ICU message syntax
 * (`{count, plural, one {# failure} other {# failures}}`). English is the only language so far.
 */
export function text(
  id: MessageId,
  values: Readonly<Record<string, MessageValue>> = {},
  locale = "en",
): string {
  const key = `${locale} ${id}`;
  let format = compiled.get(key);
  if (format === undefined) {
    format = new IntlMessageFormat(sentences[id] ?? id, locale, undefined, { ignoreTag: true });
    compiled.set(key, format);
  }
  const result = format.format(values);
  if (typeof result !== "string") {
    throw new AppError("internal.assertion", "internal", `message is not a text: ${id}`);
  }
  return result;
}
