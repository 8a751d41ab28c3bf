import { createWriteStream, type WriteStream } from "node:fs";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import { fail } from "./errors.js";

const BUFFER_CHARACTERS = 1 << 18;

/** One line of a delimited file, quoted where it must be. */
export function csvLine(fields: readonly string[], delimiter: string): string {
  let line = "";
  for (const [index, field] of fields.entries()) {
    if (index > 0) line += delimiter;
    const isPlain = !field.includes(delimiter) && !field.includes('"') && !field.includes("\n");
    line += isPlain ? field : `"${field.replaceAll('"', '""')}"`;
  }
  return `${line}\n`;
}

/** A text file that grows line by line and never holds more than a buffer of it in memory. */
export class CsvFile {
  /** Records written, the header apart. */
  rows = 0;
  private buffer = "";
  private readonly stream: WriteStream;
  private failure: Error | null = null;

  constructor(
    private readonly path: string,
    header: string,
  ) {
    this.stream = createWriteStream(path);
    // Without a listener an error that comes between two writes would end the process.
    this.stream.on("error", (error) => {
      this.failure = error;
    });
    this.buffer = header;
  }

  /** Adds one record, or several; they reach the disk with a later `flush` or with `close`. */
  add(lines: string, rows = 1): void {
    this.buffer += lines;
    this.rows += rows;
  }

  /** Writes a full buffer and waits while the disk is behind. */
  async flush(): Promise<void> {
    if (this.buffer.length < BUFFER_CHARACTERS) return;
    await this.guarded(async () => {
      const isReady = this.stream.write(this.buffer);
      this.buffer = "";
      if (!isReady) await once(this.stream, "drain");
    });
  }

  /** Writes what is left and waits until it is on disk. */
  async close(): Promise<void> {
    await this.guarded(async () => {
      this.stream.end(this.buffer);
      await finished(this.stream);
    });
  }

  private async guarded(write: () => Promise<void>): Promise<void> {
    try {
      if (this.failure !== null) throw this.failure;
      await write();
    } catch (cause) {
      const found = cause instanceof Error ? cause.message : String(cause);
      throw fail("demo.write_failed", { path: this.path, found }, { cause });
    }
  }
}
