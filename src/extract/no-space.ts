const CODES: readonly unknown[] = ["ENOSPC", "EFBIG", "EDQUOT"];

/** How DuckDB, whose errors have no code, ends what it says of a file it could not write. */
const DRIVER_WORDS =
  /^IO Error: .*: (No space left on device|File too large|Disk quota exceeded)$|^Out of Memory Error: .*max_temp_directory_size/;

/**
 * True when an error means that there was no room to write. It is told by the codes along its
 * causes and by the driver's fixed words, never by what a path may hold.
 */
export function isOutOfSpace(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : undefined;
  if (CODES.includes(code)) return true;
  if (code === undefined && DRIVER_WORDS.test(error.message.split("\n", 1)[0] ?? "")) return true;
  return isOutOfSpace(error.cause);
}
