import { isUtf8 } from "node:buffer";
import { limits, text as sentence } from "../../core/index.js";
import { ColumnAppender, createTable, listValue, type Db } from "../../duckdb/index.js";
import { columnNames } from "../columns.js";
import { fail } from "../errors.js";
import { RejectWriter } from "../reject-writer.js";
import { JsonProblem, parseRecord, type FlatRecord } from "./parse-record.js";
import type { RecordVisitor } from "./windows.js";

const BATCH_ROWS = 2_048;
const BATCH_CHARACTERS = 8_388_608;

/** The table that records are written to while their columns are not all known. */
export const RECORD_TABLE = "json_record";

/** What is known of a file before its records are read. */
export interface RecordsOf {
  /** The file, as it is named in errors. */
  readonly file: string;
  /** True when the text may hold bytes that are no text. */
  readonly checkBytes: boolean;
}

/** Why a record is refused, and what its sentence says beside its place. */
interface Refusal {
  readonly rule: "too_long" | "bad_bytes" | "bad_json" | "not_an_object" | "name_twice";
  readonly reason?: string;
  readonly name?: string;
}

/** Where good and refused records go. */
interface RecordTables {
  readonly texts: ColumnAppender;
  readonly places: ColumnAppender;
  readonly rejects: RejectWriter;
}

/**
 * Reads records and collects their keys as columns, in the order in which they first appear. With
 * tables the good ones go to `json_record` (an empty row for the header first) and `source_place`,
 * the others to `source_reject`.
 */
export class RecordWriter implements RecordVisitor {
  private readonly of: RecordsOf;
  private readonly tables: RecordTables | null;
  private readonly places = new Map<string, number>();
  private rows: (readonly (string | null)[])[] = [];
  private positions: number[] = [];
  private lines: number[] = [];
  private characters = 0;
  private position = 0;

  private constructor(of: RecordsOf, tables: RecordTables | null) {
    this.of = of;
    this.tables = tables;
  }

  /** One that only collects the columns. */
  static ofColumns(of: RecordsOf): RecordWriter {
    return new RecordWriter(of, null);
  }

  /** One that writes, on a connection of its own. */
  static async open(of: RecordsOf, db: Db): Promise<RecordWriter> {
    await createTable(db, RECORD_TABLE, { fields: "varchar[]" });
    await createTable(db, "source_place", { position: "integer", line: "integer" });
    const texts = await ColumnAppender.open(db, RECORD_TABLE);
    const places = await ColumnAppender.open(db, "source_place");
    const writer = new RecordWriter(of, { texts, places, rejects: await RejectWriter.open(db) });
    writer.keep([], { position: 0, line: 0 });
    return writer;
  }

  /** The columns so far; empty when no record could be read. */
  get columns(): string[] {
    return columnNames([...this.places.keys()]);
  }

  /** How many records could not be read. */
  get rejected(): number {
    return this.tables?.rejects.count ?? 0;
  }

  record(bytes: Buffer, line: number, isTooLong: boolean): void {
    this.position += 1;
    const at = { position: this.position, line };
    const read = isTooLong ? { rule: "too_long" as const } : this.read(bytes);
    if (!("rule" in read)) {
      this.keep(this.fieldsOf(read), at);
      return;
    }
    const { rule, ...values } = read;
    const place = sentence("extract.place.line", { line: String(line) });
    const message = sentence(`extract.reject.${rule}`, { place, ...values });
    const fields = [bytes.toString(rule === "bad_bytes" ? "latin1" : "utf8")];
    this.tables?.rejects.add({ ...at, rule, message, fields });
  }

  pause(): void {
    const { tables, rows, positions, lines } = this;
    if (tables !== null && rows.length > 0) {
      tables.texts.append([rows.map(listValue)]);
      tables.places.append([positions, lines]);
    }
    this.rows = [];
    this.positions = [];
    this.lines = [];
    this.characters = 0;
  }

  /** Writes what is left. */
  close(): void {
    this.pause();
    this.tables?.texts.close();
    this.tables?.places.close();
    this.tables?.rejects.close();
  }

  private fieldsOf({ names, values }: FlatRecord): (string | null)[] {
    for (const name of names) {
      if (!this.places.has(name)) this.places.set(name, this.places.size);
    }
    if (this.places.size > limits.source_columns) {
      const values = { place: this.of.file, columns: this.places.size };
      throw fail("source.too_many_columns", { ...values, limit: limits.source_columns });
    }
    const fields = new Array<string | null>(this.places.size).fill(null);
    names.forEach((name, i) => {
      const value = values[i] ?? null;
      fields[this.places.get(name) ?? 0] = value;
      this.characters += 1 + (value?.length ?? 0);
    });
    return fields;
  }

  private keep(
    fields: readonly (string | null)[],
    at: { readonly position: number; readonly line: number },
  ): void {
    if (this.tables === null) return;
    this.rows.push(fields);
    this.positions.push(at.position);
    this.lines.push(at.line);
    if (this.rows.length >= BATCH_ROWS || this.characters > BATCH_CHARACTERS) this.pause();
  }

  private read(bytes: Buffer): FlatRecord | Refusal {
    if (this.of.checkBytes && (!isUtf8(bytes) || bytes.includes(0))) return { rule: "bad_bytes" };
    const parsed = parse(bytes.toString("utf8"));
    if (parsed === null) return { rule: "not_an_object" };
    if (parsed instanceof JsonProblem) {
      const { reason, found, at } = parsed;
      return { rule: "bad_json", reason: sentence(`extract.json.${reason}`, { found, at }) };
    }
    const name = firstRepeated(parsed.names);
    return name === null ? parsed : { rule: "name_twice", name };
  }
}

function parse(text: string): FlatRecord | JsonProblem | null {
  try {
    return parseRecord(text);
  } catch (error) {
    if (error instanceof JsonProblem) return error;
    throw error;
  }
}

function firstRepeated(names: readonly string[]): string | null {
  if (new Set(names).size === names.length) return null;
  return names.find((name, i) => names.indexOf(name) !== i) ?? null;
}
