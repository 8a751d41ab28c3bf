import { posix } from "node:path";
import { builtInKind, kindOfCode, type NumberKind } from "./number-format.js";
import { WorkbookProblem } from "./problem.js";
import { XmlReader, type Attributes, type XmlHandler } from "./xml.js";
import { openZip, readZipText, type ZipMember, type ZipPackage } from "./zip.js";

const SHARED_BYTES = 536_870_912;

/** A worksheet and where it is kept. */
export interface Sheet {
  readonly name: string;
  readonly member: ZipMember;
}

/** What is needed to read any sheet of a workbook. */
export interface Workbook {
  readonly zip: ZipPackage;
  readonly sheets: readonly Sheet[];
  readonly is1904: boolean;
  /** What a number stands for, by style number. */
  readonly styles: readonly NumberKind[];
  readonly sharedTexts: readonly string[];
}

type Open = (name: string, attributes: Attributes) => void;

/** Reads a workbook's parts but not its sheets. */
export async function readWorkbook(path: string): Promise<Workbook> {
  const zip = await openZip(path);
  const part = (name: string): ZipMember | undefined => zip.members.get(name);
  const root = await readRelations(zip, part("_rels/.rels"), "");
  const main = root.find(({ type }) => type === "officeDocument")?.target ?? "xl/workbook.xml";
  const folder = posix.dirname(main);
  const relationsName = posix.join(folder, "_rels", `${posix.basename(main)}.rels`);
  const relations = await readRelations(zip, part(relationsName), folder);
  const named = (type: string): ZipMember | undefined => {
    const found = relations.find((relation) => relation.type === type);
    return found === undefined ? undefined : part(found.target);
  };
  const sheets: Sheet[] = [];
  let is1904 = false;
  const open: Open = (name, attributes) => {
    if (name === "workbookPr") is1904 = isTrue(attributes["date1904"]);
    if (name !== "sheet") return;
    const relation = relations.find(({ id }) => id === attributes["id"]);
    const member = relation?.type === "worksheet" ? part(relation.target) : undefined;
    if (member !== undefined) sheets.push({ name: attributes["name"] ?? "", member });
  };
  await readPart(zip, part(main) ?? missing("a workbook"), { open });
  if (sheets.length === 0) missing("a worksheet");
  return {
    zip,
    sheets,
    is1904,
    styles: await readStyles(zip, named("styles")),
    sharedTexts: await readSharedTexts(zip, named("sharedStrings")),
  };
}

function missing(what: string): never {
  throw new WorkbookProblem(`its package holds no ${what.replace(/^a /, "")}`);
}

function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true";
}

interface Relation {
  readonly id: string;
  /** Last part of the type's address: `worksheet`, `styles`. */
  readonly type: string;
  readonly target: string;
}

async function readRelations(
  zip: ZipPackage,
  member: ZipMember | undefined,
  folder: string,
): Promise<Relation[]> {
  const relations: Relation[] = [];
  if (member === undefined) return relations;
  const open: Open = (name, { Id, Type, Target }) => {
    if (name !== "Relationship" || Target === undefined) return;
    const target = Target.startsWith("/") ? Target.slice(1) : posix.join(folder, Target);
    relations.push({ id: Id ?? "", type: Type?.split("/").pop() ?? "", target });
  };
  await readPart(zip, member, { open });
  return relations;
}

async function readStyles(zip: ZipPackage, member: ZipMember | undefined): Promise<NumberKind[]> {
  const kinds: NumberKind[] = [];
  if (member === undefined) return kinds;
  const codes = new Map<number, string>();
  let isInCellStyles = false;
  const open: Open = (name, attributes) => {
    if (name === "numFmt") {
      codes.set(Number(attributes["numFmtId"]), attributes["formatCode"] ?? "");
    }
    if (name === "cellXfs" || name === "cellStyleXfs") isInCellStyles = name === "cellXfs";
    if (name !== "xf" || !isInCellStyles) return;
    const id = Number(attributes["numFmtId"] ?? 0);
    const code = codes.get(id);
    kinds.push(code === undefined ? builtInKind(id) : kindOfCode(code));
  };
  await readPart(zip, member, { open });
  return kinds;
}

async function readSharedTexts(zip: ZipPackage, member: ZipMember | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (member === undefined) return texts;
  if (member.bytes > SHARED_BYTES) throw new WorkbookProblem("its table of texts is too large");
  const collector = new TextCollector();
  await readPart(zip, member, {
    open: (name) => collector.open(name),
    text: (text) => collector.text(text),
    close: (name) => {
      if (name === "si") texts.push(collector.take());
      else collector.close(name);
    },
  });
  return texts;
}

/** Collects the texts of the runs of one string; readings of Asian characters are left out. */
export class TextCollector {
  private collected = "";
  private isInText = false;
  private isInReading = false;

  /** A tag opens inside the string. */
  open(name: string): void {
    if (name === "rPh") this.isInReading = true;
    else if (name === "t") this.isInText = true;
  }

  /** A tag closes inside the string. */
  close(name: string): void {
    if (name === "rPh") this.isInReading = false;
    else if (name === "t") this.isInText = false;
  }

  /** Text anywhere inside the string. */
  text(text: string): void {
    if (this.isInText && !this.isInReading) this.collected += text;
  }

  /** The whole string; the collector is empty afterwards. */
  take(): string {
    const taken = this.collected;
    this.collected = "";
    return unescapeText(taken);
  }
}

/** A text with its `_xHHHH_` escapes, which stand for characters XML cannot hold, resolved. */
export function unescapeText(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}

/** What the reader of a part is told; `pause` comes now and then, between tags. */
export interface PartVisitor extends Partial<XmlHandler> {
  readonly open: Open;
  readonly pause?: () => void;
}

/** Reads one part of a package as XML. */
export async function readPart(
  zip: ZipPackage,
  member: ZipMember,
  visitor: PartVisitor,
): Promise<void> {
  const nothing = (): void => undefined;
  const reader = new XmlReader(member.name, { close: nothing, text: nothing, ...visitor });
  await readZipText(zip, member, (piece) => {
    reader.write(piece);
    visitor.pause?.();
  });
  reader.end();
}
