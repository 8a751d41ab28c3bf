import { open } from "node:fs/promises";

const WINDOW_BYTES = 4_194_304;
const LINE_FEED = 0x0a;

/** A record of more bytes than this is refused. */
export const RECORD_BYTES = 2_097_152;
/** Of one that is longer, so much is shown. */
export const SHOWN_BYTES = 65_536;

/** What to do with the records that are found. */
export interface RecordVisitor {
  /** Called for each in order; the bytes are only valid during the call. Of a long one, its start. */
  readonly record: (bytes: Buffer, line: number, isTooLong: boolean) => void;
  /** Called now and then, between records. */
  readonly pause: () => void;
}

/** A UTF-8 text, and how many of its bytes to pass over (a byte order mark). */
export interface TextStart {
  readonly path: string;
  readonly offset: number;
  /** Bytes read at a time; 4 MiB when absent. */
  readonly windowBytes?: number;
}

/**
 * Hands a file over in windows, in flat memory. What the function did not use, by the number of
 * bytes that it returns, comes again at the start of the next window.
 */
export async function readWindows(
  start: TextStart,
  use: (bytes: Buffer, isLast: boolean) => number,
): Promise<void> {
  const file = await open(start.path, "r");
  try {
    let rest = Buffer.alloc(0);
    let position = start.offset;
    for (;;) {
      const size = Math.max(start.windowBytes ?? WINDOW_BYTES, rest.length);
      const bytes = Buffer.allocUnsafe(rest.length + size);
      rest.copy(bytes);
      const { bytesRead } = await file.read(bytes, rest.length, size, position);
      position += bytesRead;
      const filled = bytes.subarray(0, rest.length + bytesRead);
      rest = filled.subarray(use(filled, bytesRead === 0));
      if (bytesRead === 0) return;
    }
  } finally {
    await file.close();
  }
}

/** How many lines end within a range. */
export function linesWithin(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED, from); at >= 0 && at < to; count += 1) {
    at = bytes.indexOf(LINE_FEED, at + 1);
  }
  return count;
}
