import { writeFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { crc32 } from "../../src/sources/workbook/crc32.js";

/** The parts of a test workbook; `sheets` maps a name to the XML inside `sheetData`. */
export interface WorkbookParts {
  readonly sheets: Readonly<Record<string, string>>;
  readonly sharedTexts?: readonly string[];
  /** Number format codes; style n of a cell (`s="n"`) is the n-th, and style 0 is General. */
  readonly formats?: readonly string[];
  readonly is1904?: boolean;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const FIRST_FORMAT = 164;

/** Writes a minimal .xlsx file, as Excel lays one out. */
export function writeWorkbook(path: string, parts: WorkbookParts): void {
  writeFileSync(path, zip(workbookFiles(parts)));
}

/** The members of a minimal .xlsx file, name by name. */
export function workbookFiles(parts: WorkbookParts): Record<string, string> {
  const names = Object.keys(parts.sheets);
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = (items: readonly string[]): string =>
    `${HEAD}<Relationships xmlns="${PACKAGE}">${items.join("")}</Relationships>`;
  const files: Record<string, string> = {
    "[Content_Types].xml": `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    "_rels/.rels": relations([relation("rId1", "officeDocument", "xl/workbook.xml")]),
    "xl/workbook.xml": `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${parts.is1904 === true ? ' date1904="1"' : ""}/><sheets>${names
      .map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations([
      ...names.map((_, i) => relation(`rId${i + 1}`, "worksheet", `worksheets/sheet${i + 1}.xml`)),
      relation("rIdS", "styles", "styles.xml"),
      relation("rIdT", "sharedStrings", "sharedStrings.xml"),
    ]),
    "xl/styles.xml": stylesOf(parts.formats ?? []),
    "xl/sharedStrings.xml": `${HEAD}<sst xmlns="${MAIN}">${(parts.sharedTexts ?? [])
      .map((text) => `<si>${text.startsWith("<") ? text : `<t>${text}</t>`}</si>`)
      .join("")}</sst>`,
  };
  names.forEach((name, i) => {
    files[`xl/worksheets/sheet${i + 1}.xml`] =
      `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${parts.sheets[name]!}</sheetData></worksheet>`;
  });
  return files;
}

function stylesOf(formats: readonly string[]): string {
  const escape = (code: string): string =>
    code.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  const codes = formats.map(
    (code, i) => `<numFmt numFmtId="${FIRST_FORMAT + i}" formatCode="${escape(code)}"/>`,
  );
  const styles = formats.map((_, i) => `<xf numFmtId="${FIRST_FORMAT + i}"/>`);
  return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts>${codes.join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles.join("")}</cellXfs></styleSheet>`;
}

/** A ZIP package of these members, deflated unless `method` is 0. */
export function zip(files: Readonly<Record<string, string | Buffer>>, method = 8): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content);
    const packed = method === 0 ? data : deflateRawSync(data);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(crc32(data), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(data.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(offset, 42);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    entry.copy(local, 14, 16, 28);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    pieces.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, ...directory, end]);
}
