import sax from "sax";
import { WorkbookProblem } from "./problem.js";

/** Attributes of a tag, by local name. */
export type Attributes = Readonly<Record<string, string>>;

/** What a reader of XML is told, in document order; names come without their prefix. */
export interface XmlHandler {
  readonly open: (name: string, attributes: Attributes) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
}

/** No entities but the five of XML. Without positions sax does not bound its buffers; `write` does. */
const OPTIONS = { position: false, strictEntities: true };
const TOKEN_CHARACTERS = 1_048_576;
const DEPTH = 256;

/**
 * Reads the XML of workbooks as it comes, in flat memory: a tag or text without an end and tags
 * without number are refused, as is a document type declaration, which no workbook has.
 */
export class XmlReader {
  private readonly name: string;
  private readonly handler: XmlHandler;
  private readonly parser = sax.parser(true, { ...OPTIONS });
  private depth = 0;
  /** Characters since the last tag. */
  private pending = 0;

  /** A reader of the part of this name. */
  constructor(name: string, handler: XmlHandler) {
    this.name = name;
    this.handler = handler;
    const { parser } = this;
    parser.onopentag = ({ name: tag, attributes }) => this.open(tag, attributes as Attributes);
    parser.onclosetag = (tag) => this.close(tag);
    parser.ontext = handler.text;
    parser.oncdata = handler.text;
    parser.ondoctype = () => this.refuse("declares a document type");
    parser.onsgmldeclaration = () => this.refuse("declares a document type");
    parser.onerror = ({ message }) => this.refuse(`is no well-formed XML: ${message}`);
  }

  /** Takes the next piece of the document. */
  write(piece: string): void {
    this.pending += piece.length;
    this.parser.write(piece);
    if (this.pending > TOKEN_CHARACTERS) this.refuse("has a tag or text without an end");
  }

  /** Ends the document; throws when it stops in the middle of something. */
  end(): void {
    this.parser.close();
  }

  private open(tag: string, attributes: Attributes): void {
    this.pending = 0;
    this.depth += 1;
    if (this.depth > DEPTH) this.refuse(`has tags more than ${DEPTH} deep`);
    this.handler.open(localName(tag), localAttributes(attributes));
  }

  private close(tag: string): void {
    this.pending = 0;
    this.depth -= 1;
    this.handler.close(localName(tag));
  }

  private refuse(reason: string): never {
    throw new WorkbookProblem(`${this.name} ${reason}`);
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function localAttributes(attributes: Attributes): Attributes {
  const names = Object.keys(attributes);
  if (!names.some((name) => name.includes(":"))) return attributes;
  return Object.fromEntries(names.map((name) => [localName(name), attributes[name] ?? ""]));
}
