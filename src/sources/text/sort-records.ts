import { isUtf8 } from "node:buffer";
import { open, type FileHandle } from "node:fs/promises";
import type { CsvDialect } from "../../config/index.js";
import { text as sentence } from "../../core/index.js";
import { ColumnAppender, createTable, type Db } from "../../duckdb/index.js";
import { RejectWriter, type RejectRule } from "../reject-writer.js";
import { NUL } from "./dialect.js";
import { scanFile, type ScanStart } from "./scan-file.js";
import type { ScannedRecord } from "./scan-record.js";
import { quoteRecord, splitRecord } from "./split-record.js";

const SHOWN_BYTES = 65_536;
const LINE_FEED = Buffer.from("\n");

/** What a scan of a whole text is to do. */
export interface SortTask extends ScanStart {
  readonly dialect: CsvDialect;
  /** True when the text may hold bytes that are no text. */
  readonly checkBytes: boolean;
  /** Where good records are copied to, written so that every reader takes them alike; null for nowhere. */
  readonly cleanPath: string | null;
}

/** What a scan found. */
export interface SortResult {
  /** Good records, the header included. */
  readonly good: number;
  readonly rejected: number;
  readonly unusual: number;
}

/**
 * Sorts the records of a text into good ones, whose places go to `source_place`, and others, which
 * go to `source_reject` with their reason.
 */
export async function sortRecords(task: SortTask, db: Db): Promise<SortResult> {
  const sorter = await RecordSorter.open(task, db);
  try {
    await scanFile(task, {
      record: (record, line, bytes) => sorter.take(record, line, bytes),
      pause: () => sorter.pause(),
    });
    return sorter.result();
  } finally {
    await sorter.close();
  }
}

class RecordSorter {
  private readonly task: SortTask;
  private readonly rejects: RejectWriter;
  private readonly places: ColumnAppender;
  private readonly clean: FileHandle | null;
  private positions: number[] = [];
  private lines: number[] = [];
  private pieces: Buffer[] = [];
  private position = -1;
  private good = 0;
  private unusual = 0;

  private constructor(
    task: SortTask,
    tables: { readonly rejects: RejectWriter; readonly places: ColumnAppender },
    clean: FileHandle | null,
  ) {
    this.task = task;
    this.rejects = tables.rejects;
    this.places = tables.places;
    this.clean = clean;
  }

  static async open(task: SortTask, db: Db): Promise<RecordSorter> {
    await createTable(db, "source_place", { position: "integer", line: "integer" });
    const places = await ColumnAppender.open(db, "source_place");
    const rejects = await RejectWriter.open(db);
    const clean = task.cleanPath === null ? null : await open(task.cleanPath, "w");
    return new RecordSorter(task, { rejects, places }, clean);
  }

  take(record: ScannedRecord, line: number, bytes: Buffer): void {
    this.position += 1;
    const raw = bytes.subarray(record.start, record.end);
    const rule = this.ruleBroken(record, raw);
    if (rule !== null) {
      this.reject({ ...record, line }, raw, rule);
      return;
    }
    this.good += 1;
    this.positions.push(this.position);
    this.lines.push(line);
    if (record.isUnusual) this.unusual += 1;
    if (this.clean === null) return;
    this.pieces.push(record.isUnusual ? this.rewritten(raw) : raw, LINE_FEED);
  }

  async pause(): Promise<void> {
    this.places.append([this.positions, this.lines]);
    this.positions = [];
    this.lines = [];
    if (this.clean === null) return;
    const bytes = Buffer.concat(this.pieces);
    this.pieces = [];
    for (let at = 0; at < bytes.length;) {
      at += (await this.clean.write(bytes, at)).bytesWritten;
    }
  }

  result(): SortResult {
    return { good: this.good, rejected: this.rejects.count, unusual: this.unusual };
  }

  async close(): Promise<void> {
    this.rejects.close();
    this.places.close();
    await this.clean?.close();
  }

  private ruleBroken(record: ScannedRecord, raw: Buffer): RejectRule | null {
    if (this.task.checkBytes && (!isUtf8(raw) || raw.includes(NUL))) return "bad_bytes";
    if (record.verdict !== "ok") return record.verdict;
    return record.isUnusual && this.task.dialect.quote === "" ? "stray_line_end" : null;
  }

  private reject(record: ScannedRecord & { line: number }, raw: Buffer, rule: RejectRule): void {
    const encoding = rule === "bad_bytes" ? "latin1" : "utf8";
    const shown = rule === "too_long" ? raw.subarray(0, SHOWN_BYTES) : raw;
    const message = sentence(`extract.reject.${rule}`, {
      place: sentence("extract.place.line", { line: String(record.line) }),
      found: record.fields,
      expected: this.task.rules.columnCount,
    });
    const { position } = this;
    this.rejects.add({
      position,
      line: record.line,
      rule,
      message,
      fields: [shown.toString(encoding)],
    });
  }

  private rewritten(raw: Buffer): Buffer {
    const { dialect } = this.task;
    return Buffer.from(quoteRecord(splitRecord(raw.toString("utf8"), dialect), dialect));
  }
}
