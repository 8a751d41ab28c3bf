import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import {
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  type Entry,
  type ZipFile,
} from "yauzl";
import { crc32 } from "./crc32.js";
import { WorkbookProblem } from "./problem.js";

/** First bytes of the format before .xlsx, in which protected workbooks are still kept. */
const COMPOUND_FILE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const MEMBERS = 10_000;

/** One member of a package. */
export interface ZipMember {
  readonly name: string;
  /** Size when unpacked, as declared; a member that holds more is refused. */
  readonly bytes: number;
  readonly entry: Entry;
}

/** A ZIP package: its members by name, and what reads them. It holds no file open. */
export interface ZipPackage {
  readonly zip: ZipFile;
  readonly members: ReadonlyMap<string, ZipMember>;
}

/** Reads the directory of a ZIP package. */
export async function openZip(path: string): Promise<ZipPackage> {
  const size = await sizeOfPackage(path);
  const zip = await openFile(path, size);
  if (zip.entryCount > MEMBERS) throw new WorkbookProblem("its directory is too large");
  const members = await readDirectory(zip);
  for (const { entry } of members.values()) {
    if (entry.isEncrypted()) throw new WorkbookProblem("it is protected by a password");
  }
  return { zip, members };
}

async function sizeOfPackage(path: string): Promise<number> {
  const file = await open(path, "r");
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    if (buffer.equals(COMPOUND_FILE)) {
      throw new WorkbookProblem("it is an old .xls file, or protected by a password");
    }
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

async function openFile(path: string, size: number): Promise<ZipFile> {
  try {
    const options = { autoClose: false, decodeStrings: false };
    return await fromRandomAccessReaderPromise(new FileReader(path, size), size, options);
  } catch (error) {
    throw translated(error, () => "it is no ZIP package, or its end is missing");
  }
}

async function readDirectory(zip: ZipFile): Promise<ReadonlyMap<string, ZipMember>> {
  const members = new Map<string, ZipMember>();
  try {
    for await (const entry of zip.eachEntry()) {
      const { generalPurposeBitFlag: flags, fileNameRaw, extraFields } = entry;
      const name = getFileNameLowLevel(flags, fileNameRaw, extraFields, false).replace(/^\//, "");
      members.set(name, { name, bytes: entry.uncompressedSize, entry });
    }
  } catch (error) {
    throw translated(error, (message) =>
      message.includes("encryption") ? "it is protected by a password" : "its directory is damaged",
    );
  }
  return members;
}

/** Hands a member's text to a function piece by piece; no more than the directory promises. */
export async function readZipText(
  { zip }: ZipPackage,
  { name, entry }: ZipMember,
  onText: (text: string) => void,
): Promise<void> {
  if (!entry.canDecodeFileData()) throw new WorkbookProblem(`${name} is packed in an unknown way`);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let crc = 0;
  for await (const piece of unpack(zip, name, entry)) {
    crc = crc32(piece, crc);
    onText(decode(decoder, name, piece));
  }
  onText(decode(decoder, name));
  if (crc !== entry.crc32) throw new WorkbookProblem(`${name} is damaged`);
}

/** The bytes of a member, unpacked as they are asked for. */
async function* unpack(zip: ZipFile, name: string, entry: Entry): AsyncGenerator<Buffer> {
  try {
    yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
  } catch (error) {
    throw translated(error, (message) =>
      message.startsWith("too many bytes")
        ? `${name} is larger than declared`
        : `${name} is damaged`,
    );
  }
}

function decode(decoder: TextDecoder, name: string, piece?: Buffer): string {
  try {
    return decoder.decode(piece, { stream: piece !== undefined });
  } catch (error) {
    throw new WorkbookProblem(`${name} is not UTF-8 text`, { cause: error });
  }
}

/** What yauzl or zlib says of a package as a problem of it; what the system says stays. */
function translated(error: unknown, reason: (message: string) => string): unknown {
  if (!(error instanceof Error) || "syscall" in error) return error;
  return new WorkbookProblem(reason(error.message), { cause: error });
}

/**
 * A file as yauzl reads it. Its own reader throws where nobody can catch it when a directory points
 * beyond the largest safe integer (3.4.0); here a place outside of the file is a plain error.
 */
class FileReader extends RandomAccessReader {
  private readonly path: string;
  private readonly size: number;

  constructor(path: string, size: number) {
    super();
    this.path = path;
    this.size = size;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    if (end <= this.size) return createReadStream(this.path, { start, end: end - 1 });
    return new Readable({
      read(): void {
        this.destroy(new Error("a place outside of the file"));
      },
    });
  }
}
