/** Attributes of a tag, by local name. */
export type Attributes = Readonly<Record<string, string>>;

/** What a reader of XML is told, in document order; names come without their prefix. */
export interface XmlHandler {
  readonly open: (name: string, attributes: Attributes) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
}

/** Says why a document is no XML of the kind that workbooks hold. */
export class XmlProblem extends Error {}

const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITY = /&(?:#x[0-9a-fA-F]+|#\d+|lt|gt|amp|quot|apos);/g;
const NAMED = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" } as const;
const DOUBLE = 0x22;
const SINGLE = 0x27;
const GREATER = 0x3e;
const TOKEN_CHARACTERS = 1_048_576;

/**
 * Reads the XML of workbooks as it comes, in flat memory. It knows tags, texts, CDATA, comments and
 * the five named entities; a document type declaration, which could define others, is refused.
 */
export class XmlReader {
  private readonly handler: XmlHandler;
  private rest = "";

  constructor(handler: XmlHandler) {
    this.handler = handler;
  }

  /** Takes the next piece of the document. */
  write(piece: string): void {
    const document = this.rest + piece;
    let at = 0;
    for (;;) {
      const next = this.token(document, at);
      if (next === at) break;
      at = next;
    }
    this.rest = document.slice(at);
    if (this.rest.length > TOKEN_CHARACTERS) throw new XmlProblem("a tag or text has no end");
  }

  /** Ends the document; throws when it stops in the middle of something. */
  end(): void {
    if (this.rest.trim() !== "") throw new XmlProblem("it ends in the middle of a tag");
  }

  /** Handles the token at a place and returns where the next one starts; the same place for more. */
  private token(document: string, at: number): number {
    if (document[at] !== "<") {
      const end = document.indexOf("<", at);
      if (end < 0) return at;
      this.handler.text(decodeEntities(document.slice(at, end)));
      return end;
    }
    if (document.startsWith("<!--", at)) return after(document, "-->", at);
    if (document.startsWith("<![CDATA[", at)) return this.cdata(document, at);
    if (document.startsWith("<?", at)) return after(document, "?>", at);
    if (document.startsWith("<!D", at)) throw new XmlProblem("it declares a document type");
    if (document.startsWith("<!", at) && document.length - at < 9) return at;
    const end = tagEnd(document, at);
    if (end < 0) return at;
    this.tag(document.slice(at + 1, end));
    return end + 1;
  }

  private cdata(document: string, at: number): number {
    const end = document.indexOf("]]>", at);
    if (end < 0) return at;
    this.handler.text(document.slice(at + 9, end));
    return end + 3;
  }

  private tag(content: string): void {
    if (content.startsWith("/")) {
      this.handler.close(localName(content.slice(1).trim()));
      return;
    }
    const isEmpty = content.endsWith("/");
    const body = isEmpty ? content.slice(0, -1) : content;
    const space = body.search(/\s/);
    const name = localName(space < 0 ? body : body.slice(0, space));
    this.handler.open(name, space < 0 ? {} : attributesOf(body.slice(space)));
    if (isEmpty) this.handler.close(name);
  }
}

function after(document: string, mark: string, at: number): number {
  const found = document.indexOf(mark, at);
  return found < 0 ? at : found + mark.length;
}

/** Where a tag ends; a `>` inside an attribute's value does not count. */
function tagEnd(document: string, at: number): number {
  let quote = 0;
  for (let i = at + 1; i < document.length; i += 1) {
    const code = document.charCodeAt(i);
    if (quote !== 0) quote = code === quote ? 0 : quote;
    else if (code === DOUBLE || code === SINGLE) quote = code;
    else if (code === GREATER) return i;
  }
  return -1;
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}

function attributesOf(text: string): Attributes {
  const attributes: Record<string, string> = {};
  for (const match of text.matchAll(ATTRIBUTE)) {
    attributes[localName(match[1] ?? "")] = decodeEntities(match[2] ?? match[3] ?? "");
  }
  return attributes;
}

function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(ENTITY, (entity) => {
    const name = entity.slice(1, -1);
    if (!name.startsWith("#")) return NAMED[name as keyof typeof NAMED]; // by the pattern
    const isHex = name.startsWith("#x");
    return String.fromCodePoint(parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10));
  });
}
