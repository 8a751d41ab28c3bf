const CODES: readonly unknown[] = ["ENOSPC", "EFBIG", "EDQUOT"];

/** How DuckDB, whose errors have no code, ends what it says of a file it could not write. */
const DRIVER_WORDS =
  /^(IO|FATAL|TransactionContext) Error: .*: (No space left on device|File too large|Disk quota exceeded)$|^Out of Memory Error: .*max_temp_directory_size/;

/**
 * The one of an error's causes, itself among them, that says that there was no room to write; null
 * when none does. It is told by its code or by the driver's fixed words, never by what a path may
 * hold.
 */
export function outOfSpaceCause(error: unknown): Error | null {
  if (!(error instanceof Error)) return null;
  const code = "code" in error ? error.code : undefined;
  if (CODES.includes(code)) return error;
  if (code === undefined && DRIVER_WORDS.test(error.message.split("\n", 1)[0] ?? "")) return error;
  return outOfSpaceCause(error.cause);
}
