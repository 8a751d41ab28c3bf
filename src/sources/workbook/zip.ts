import { open, type FileHandle } from "node:fs/promises";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createInflateRaw } from "node:zlib";
import { crc32 } from "./crc32.js";

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
/** First bytes of the format before .xlsx, in which protected workbooks are still kept. */
const COMPOUND_FILE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const END_BYTES = 22;
const COMMENT_BYTES = 65_535;
const LOCAL_BYTES = 30;
const ENTRY_BYTES = 46;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 0x1;
/** Value of a 32-bit field whose true value stands in a ZIP64 record. */
const ZIP64 = 0xffffffff;

/** One member of a package. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packed_bytes: number;
  readonly bytes: number;
  readonly crc: number;
  readonly offset: number;
}

/** Says why a file is no package that can be read. */
export class ZipProblem extends Error {}

/** The members of a ZIP package, by name, read from its directory alone. */
export async function readZipDirectory(path: string): Promise<ReadonlyMap<string, ZipEntry>> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    if ((await readAt(file, 0, 4)).equals(COMPOUND_FILE)) {
      throw new ZipProblem("it is an old .xls file, or protected by a password");
    }
    const tail = await readAt(file, Math.max(0, size - END_BYTES - COMMENT_BYTES), size);
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end < 0 || tail.readUInt32LE(end) !== END_SIGNATURE || end + END_BYTES > tail.length) {
      throw new ZipProblem("it is no ZIP package, or its end is missing");
    }
    const start = tail.readUInt32LE(end + 16);
    const bytes = tail.readUInt32LE(end + 12);
    if (start === ZIP64 || start + bytes > size) {
      throw new ZipProblem("its directory is damaged or larger than 4 GB");
    }
    return parseDirectory(await readAt(file, start, start + bytes));
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
  return bytes.subarray(0, bytesRead);
}

function parseDirectory(directory: Buffer): ReadonlyMap<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  for (let at = 0; at + ENTRY_BYTES <= directory.length;) {
    if (directory.readUInt32LE(at) !== ENTRY_SIGNATURE) {
      throw new ZipProblem("its directory is damaged");
    }
    const nameBytes = directory.readUInt16LE(at + 28);
    const name = directory.toString("utf8", at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes);
    if ((directory.readUInt16LE(at + 8) & ENCRYPTED) !== 0) {
      throw new ZipProblem("it is protected by a password");
    }
    entries.set(name.replace(/^\//, ""), {
      name,
      method: directory.readUInt16LE(at + 10),
      packed_bytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      crc: directory.readUInt32LE(at + 16),
      offset: directory.readUInt32LE(at + 42),
    });
    const extra = directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    at += ENTRY_BYTES + nameBytes + extra;
  }
  return entries;
}

/** Hands a member's text to a function piece by piece; no more than the directory promises. */
export async function readZipText(
  path: string,
  entry: ZipEntry,
  onText: (text: string) => void | Promise<void>,
): Promise<void> {
  const start = await dataStart(path, entry);
  if (entry.packed_bytes === 0) return;
  const packed = createReadStream(path, { start, end: start + entry.packed_bytes - 1 });
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let bytes = 0;
  let crc = 0;
  const consume = async (pieces: AsyncIterable<Buffer>): Promise<void> => {
    for await (const piece of pieces) {
      bytes += piece.length;
      crc = crc32(piece, crc);
      if (bytes > entry.bytes) throw new ZipProblem(`${entry.name} is larger than declared`);
      await onText(decoder.decode(piece, { stream: true }));
    }
    await onText(decoder.decode());
    if (crc !== entry.crc) throw new ZipProblem(`${entry.name} is damaged`);
  };
  try {
    if (entry.method === STORED) await pipeline(packed, consume);
    else if (entry.method === DEFLATED) await pipeline(packed, createInflateRaw(), consume);
    else throw new ZipProblem(`${entry.name} is packed in an unknown way`);
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) {
      throw new ZipProblem(`${entry.name} is damaged`, { cause: error });
    }
    throw error;
  }
}

async function dataStart(path: string, entry: ZipEntry): Promise<number> {
  const file = await open(path, "r");
  try {
    const local = await readAt(file, entry.offset, entry.offset + LOCAL_BYTES);
    if (local.length < LOCAL_BYTES || local.readUInt32LE(0) !== LOCAL_SIGNATURE) {
      throw new ZipProblem(`${entry.name} is not where the directory says`);
    }
    return entry.offset + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28);
  } finally {
    await file.close();
  }
}
