import type { CsvDialect } from "../../src/config/types.js";
import type { Random } from "../../src/core/index.js";

const VALUES = [
  "",
  "1",
  "pump",
  'a "b" c',
  "x,y",
  "ö€😀",
  "two\nlines",
  "cr\r\nlf",
  " padded ",
  '5" pipe',
  "\ttab",
  "'",
  ";",
  "NULL",
  "\\N",
  "#",
];

/** A text that is mostly a table: values quoted where needed, now and then damaged. */
export function randomTable(random: Random, dialect: CsvDialect): string {
  const columns = random.integer(1, 5);
  const rows = random.integer(0, 12);
  const lineEnd = random.pick(["\n", "\r\n"]);
  const damage = random.pick([0, 0, 0.1]);
  const cell = (): string => writeCell(random, dialect);
  const lines = [Array.from({ length: columns }, (_, i) => `c${i}`).join(dialect.delimiter)];
  for (let i = 0; i < rows; i += 1) {
    const isDamaged = random.next() < damage;
    const width = isDamaged ? random.integer(1, columns + 3) : columns;
    lines.push(Array.from({ length: width }, cell).join(dialect.delimiter));
    if (random.next() < damage) lines.push("");
    if (random.next() < damage) lines.push(soup(random, dialect, 6));
  }
  return lines.join(lineEnd) + random.pick(["", lineEnd]);
}

function writeCell(random: Random, { delimiter, quote }: CsvDialect): string {
  const value = random.pick(VALUES);
  if (quote === "") return value.replaceAll(delimiter, "").replace(/[\r\n]+/g, " ");
  const needsQuote = /[\r\n]/.test(value) || value.includes(delimiter) || value.startsWith(quote);
  if (!needsQuote && random.next() < 0.6) return value;
  const padding = random.pick(["", "", "", "", " ", "  "]);
  return padding + quote + value.replaceAll(quote, quote + quote) + quote + padding;
}

/** Anything at all made of the characters that matter, below a good header. */
export function randomSoup(random: Random, dialect: CsvDialect): string {
  return `a${dialect.delimiter}b\n${soup(random, dialect, random.integer(0, 60))}`;
}

function soup(random: Random, { delimiter, quote }: CsvDialect, length: number): string {
  const pieces = [
    delimiter,
    delimiter,
    quote,
    quote,
    "\n",
    "\n",
    "\r\n",
    " ",
    "a",
    "bc",
    "ö",
    "\r",
  ];
  return Array.from({ length }, () => random.pick(pieces)).join("");
}
