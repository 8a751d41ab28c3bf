/** English sentences of `extract`, keyed by message id; ICU message syntax. */
export const extractMessages = {
  "extract.reject.ragged":
    "{found, plural, one {# field} other {# fields}} in line {line} — expected {expected}, as many as there are column names",
  "extract.reject.bad_quote":
    "text after a closing quote in line {line} — expected a delimiter or the end of the line",
  "extract.reject.unclosed_quote":
    "a quote is opened and not closed in line {line} — expected a closing quote",
  "extract.reject.bad_bytes":
    "bytes that are no text in line {line} — expected text in the declared encoding",
  "extract.reject.stray_line_end":
    "a carriage return inside line {line} — expected it only before a line feed",
  "extract.reject.too_long": "line {line} is longer than a record can be; its beginning is kept",
  "extract.reject.missing_key":
    "line {line} has no key: a key column is empty — expected a value in each",
  "extract.reject.duplicate_key":
    "line {line} repeats the key of line {first_line} ({key}) — expected each key once; line {first_line} was taken",
} as const;
