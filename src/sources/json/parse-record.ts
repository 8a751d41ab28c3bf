const DEPTH = 100;
const SHOWN = 20;
const BLANKS = /[ \t\n\r]*/y;
const NUMBER = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
/** What makes a text between quotes more than its own characters. */
const UNUSUAL = /[\\\u0000-\u001f]/;
const HALF_CHARACTER = /\p{Surrogate}/u;

/** Why a record is refused: `extract.json.<reason>` tells it. */
export type JsonReason = "ended" | "unexpected" | "text" | "too_deep" | "more";

/** What is wrong with the JSON of one record, and where in it. */
export class JsonProblem extends Error {
  constructor(
    readonly reason: JsonReason,
    readonly found: string,
    readonly at: number,
  ) {
    super(reason);
  }
}

/** A record as names and texts, in order. */
export interface FlatRecord {
  readonly names: readonly string[];
  /** Null where the record says null. */
  readonly values: readonly (string | null)[];
}

/**
 * Reads one object: what lies in objects inside is named with dots (`asset.name`), lists are their
 * JSON text without blanks, numbers keep their written digits. A name may come twice. Null when the
 * text is JSON but no object. Throws `JsonProblem`.
 */
export function parseRecord(text: string): FlatRecord | null {
  return new Parser(text).record();
}

class Parser {
  private at = 0;
  private depth = 0;
  private readonly names: string[] = [];
  private readonly values: (string | null)[] = [];

  constructor(private readonly text: string) {}

  record(): FlatRecord | null {
    const isObject = this.next() === "{";
    if (isObject) this.members("");
    else this.compact();
    if (this.next() !== "") throw this.problem("more");
    return isObject ? { names: this.names, values: this.values } : null;
  }

  /** Reads an object whose members are named with what comes before. */
  private members(before: string): void {
    this.each("}", () => {
      const name = `${before}${this.string().trim()}`;
      this.expect(":");
      this.member(name);
    });
  }

  private member(name: string): void {
    const first = this.next();
    if (first === "{") {
      this.members(`${name}.`);
      return;
    }
    this.names.push(name);
    if (first === '"') this.values.push(this.string());
    else if (first === "[") this.values.push(this.compact());
    else {
      const word = this.scalar();
      this.values.push(word === "null" ? null : word);
    }
  }

  /** Any value as JSON text without blanks between its parts. */
  private compact(): string {
    const first = this.next();
    const parts: string[] = [];
    if (first === "[") {
      this.each("]", () => parts.push(this.compact()));
      return `[${parts.join(",")}]`;
    }
    if (first === "{") {
      this.each("}", () => {
        const name = this.rawString();
        this.expect(":");
        parts.push(`${name}:${this.compact()}`);
      });
      return `{${parts.join(",")}}`;
    }
    return first === '"' ? this.rawString() : this.scalar();
  }

  /** Visits what stands between a bracket and its end, separated by commas. */
  private each(end: "]" | "}", visit: () => void): void {
    this.depth += 1;
    if (this.depth > DEPTH) throw this.problem("too_deep");
    this.at += 1;
    if (this.next() !== end) {
      visit();
      while (this.next() === ",") {
        this.at += 1;
        visit();
      }
    }
    this.expect(end);
    this.depth -= 1;
  }

  private scalar(): string {
    return this.match(NUMBER) ?? this.match(WORD) ?? this.refuse();
  }

  private string(): string {
    const raw = this.rawString();
    const plain = raw.slice(1, -1);
    if (!UNUSUAL.test(plain)) return plain;
    const value = JSON.parse(raw) as string; // a text, as rawString saw to
    if (value.includes("\0") || HALF_CHARACTER.test(value)) throw this.problem("text");
    return value;
  }

  /** A text with its quotes, as it is written; it is one that can be read. */
  private rawString(): string {
    if (this.next() !== '"') return this.refuse();
    const { at, text } = this;
    let end = at;
    do {
      end = text.indexOf('"', end + 1);
      if (end < 0) throw this.problem("ended");
    } while (isEscaped(text, end));
    const raw = text.slice(at, end + 1);
    if (UNUSUAL.test(raw) && !isJson(raw)) throw this.problem("text");
    this.at = end + 1;
    return raw;
  }

  private expect(mark: string): void {
    if (this.next() !== mark) this.refuse();
    this.at += 1;
  }

  /** The next character that is no blank; the empty text at the end. */
  private next(): string {
    BLANKS.lastIndex = this.at;
    BLANKS.test(this.text);
    this.at = BLANKS.lastIndex;
    return this.text.charAt(this.at);
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return null;
    this.at = pattern.lastIndex;
    return found[0];
  }

  private refuse(): never {
    throw this.problem(this.at >= this.text.length ? "ended" : "unexpected");
  }

  private problem(reason: JsonReason): JsonProblem {
    const found = this.text.slice(this.at, this.at + SHOWN);
    return new JsonProblem(reason, found, this.at + 1);
  }
}

/** True when an odd number of backslashes stands before a place. */
function isEscaped(text: string, place: number): boolean {
  let from = place;
  while (text[from - 1] === "\\") from -= 1;
  return (place - from) % 2 === 1;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
