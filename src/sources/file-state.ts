import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { access, open, stat } from "node:fs/promises";
import { isAppError, limits } from "../core/index.js";
import { fail } from "./errors.js";

const WINDOW_BYTES = 1_048_576;

/** What tells one content of a file from another without reading it. */
export interface FileState {
  readonly size: bigint;
  readonly modified_ns: bigint;
  readonly inode: bigint;
}

/** A file's size, time and identity; throws when it is missing, no file, unreadable or too large. */
export async function readFileState(
  path: string,
  limitBytes: number = limits.source_file_bytes,
): Promise<FileState> {
  try {
    const stats = await stat(path, { bigint: true });
    if (!stats.isFile()) throw new Error("it is not a file");
    await access(path, constants.R_OK);
    if (stats.size > BigInt(limitBytes)) {
      const bytes = Number(stats.size);
      throw fail("source.file_too_large", { file: path, bytes, limit: limitBytes });
    }
    return { size: stats.size, modified_ns: stats.mtimeNs, inode: stats.ino };
  } catch (error) {
    throw fileError(path, error);
  }
}

/** SHA-256 of a file's bytes, in hexadecimal. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await readPieces(path, (piece) => {
    hash.update(piece);
  });
  return hash.digest("hex");
}

/** Throws `source.file_changed` when a file is not what it was before it was read. */
export async function assertUnchanged(
  path: string,
  before: FileState,
  sha256: string,
): Promise<void> {
  const after = await readFileState(path, Number.MAX_SAFE_INTEGER);
  const isSame =
    after.size === before.size &&
    after.modified_ns === before.modified_ns &&
    after.inode === before.inode &&
    (await hashFile(path)) === sha256;
  if (!isSame) {
    throw fail("source.file_changed", { file: path }, { hint: "try again once it is finished" });
  }
}

/** Hands a file's bytes to a function in pieces; the buffer is only valid during the call. */
export async function readPieces(
  path: string,
  onPiece: (piece: Buffer) => void | Promise<void>,
): Promise<void> {
  try {
    const file = await open(path, "r");
    try {
      const buffer = Buffer.allocUnsafe(WINDOW_BYTES);
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, WINDOW_BYTES);
        if (bytesRead === 0) return;
        await onPiece(buffer.subarray(0, bytesRead));
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileError(path, error);
  }
}

function fileError(file: string, error: unknown): Error {
  if (isAppError(error)) return error;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") {
    return fail(
      "source.file_missing",
      { file },
      { cause: error, hint: "check `files` of the feed" },
    );
  }
  const reason = error instanceof Error ? error.message : String(error);
  return fail("source.file_unreadable", { file, reason }, { cause: error });
}
