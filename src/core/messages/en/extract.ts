/** English sentences of `extract`, keyed by message id; ICU message syntax. */
export const extractMessages = {
  "extract.failure_note_damaged":
    "it failed, and the note of why cannot be read: {path} — the next extraction writes it anew",
  "extract.place.line": "line {line}",
  "extract.place.record": "record {line}",
  "extract.place.row": "sheet {sheet}, row {row}",
  "extract.place.same_sheet": "row {row}",
  "extract.reject.ragged":
    "{found, plural, one {# field} other {# fields}} in {place} — expected {expected}, as many as there are column names",
  "extract.reject.bad_quote":
    "text after a closing quote in {place} — expected a delimiter or the end of the line",
  "extract.reject.unclosed_quote":
    "a quote is opened and not closed in {place} — expected a closing quote",
  "extract.reject.bad_bytes":
    "bytes that are no text in {place} — expected text in the declared encoding",
  "extract.reject.stray_line_end":
    "a carriage return inside {place} — expected it only before a line feed",
  "extract.reject.too_long": "{place} is longer than a record can be; its beginning is kept",
  "extract.reject.error_cell":
    "sheet {sheet}, cell {cell} holds the Excel error {error} — expected a value in a column that the mapping uses",
  "extract.reject.bad_json": "{place} is not JSON: {reason}",
  "extract.reject.not_an_object":
    "{place} holds no object — expected one with a key for each column",
  "extract.reject.name_twice":
    "{place} has the key {name} twice — expected each key once (a.b and b inside a are the same)",
  "extract.json.ended": "it ends in the middle",
  "extract.json.unexpected": "unexpected `{found}` at character {at}",
  "extract.json.more": "`{found}` follows its end at character {at}",
  "extract.json.text":
    "the text at character {at} has a line break, an unknown escape, NUL or half a character",
  "extract.json.too_deep": "nested too deeply at character {at}",
  "extract.reject.missing_key":
    "{place} has no key: a key column is empty — expected a value in each",
  "extract.reject.duplicate_key":
    "{place} repeats the key of {first_place} ({key}) — expected each key once; {first_place} was taken",
} as const;
