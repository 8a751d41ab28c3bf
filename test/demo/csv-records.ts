/** The records of a delimited text, quotes and line breaks within them understood. */
export function recordsOf(content: string, delimiter: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = "";
  let isQuoted = false;
  const text = content.replace(/^\ufeff/, "");
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (isQuoted) {
      if (character !== '"') field += character;
      else if (text.charAt(at + 1) === '"') field += text.charAt(++at);
      else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === delimiter) {
      record.push(field);
      field = "";
    } else if (character === "\n") {
      records.push([...record, field]);
      record = [];
      field = "";
    } else field += character;
  }
  return records;
}

/** One record by the names of its columns. */
export type Named = Readonly<Record<string, string>>;

/** The records below the header, by the names of their columns. */
export function namedRecords(content: string, delimiter: string): Named[] {
  const [header = [], ...rows] = recordsOf(content, delimiter);
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ""])));
}
