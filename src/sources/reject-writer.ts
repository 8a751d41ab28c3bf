import { ColumnAppender, createTable, listValue, type Db } from "../duckdb/index.js";

const BATCH_ROWS = 2_048;
const BATCH_CHARACTERS = 8_388_608;

/** Why a record cannot be landed. */
export type RejectRule =
  | "ragged"
  | "bad_quote"
  | "unclosed_quote"
  | "bad_bytes"
  | "stray_line_end"
  | "too_long"
  | "error_cell"
  | "bad_json"
  | "not_an_object"
  | "name_twice";

/** A record that cannot be landed, with its text as far as it can be shown. */
export interface Reject {
  readonly position: number;
  readonly line: number;
  readonly rule: RejectRule;
  readonly message: string;
  readonly fields: readonly (string | null)[];
}

/** Writes rejects to `source_reject` in batches. */
export class RejectWriter {
  private readonly appender: ColumnAppender;
  private batch: Reject[] = [];
  private characters = 0;
  /** How many were added. */
  count = 0;

  private constructor(appender: ColumnAppender) {
    this.appender = appender;
  }

  /** Makes the empty table and opens it for writing, on a connection of its own. */
  static async open(db: Db): Promise<RejectWriter> {
    await createTable(db, "source_reject", {
      position: "bigint",
      line: "bigint",
      rule: "varchar",
      message: "varchar",
      fields: "varchar[]",
    });
    return new RejectWriter(await ColumnAppender.open(db, "source_reject"));
  }

  /** Adds one. */
  add(reject: Reject): void {
    this.batch.push(reject);
    this.count += 1;
    // A field takes room even when it is empty: a row of a sheet may have thousands of them.
    for (const field of reject.fields) this.characters += 1 + (field?.length ?? 0);
    if (this.batch.length >= BATCH_ROWS || this.characters > BATCH_CHARACTERS) this.flush();
  }

  /** Writes what is left. */
  close(): void {
    this.flush();
    this.appender.close();
  }

  private flush(): void {
    if (this.batch.length === 0) return;
    this.appender.append([
      this.batch.map((reject) => BigInt(reject.position)),
      this.batch.map((reject) => BigInt(reject.line)),
      this.batch.map((reject) => reject.rule),
      this.batch.map((reject) => reject.message),
      this.batch.map((reject) => listValue(reject.fields)),
    ]);
    this.batch = [];
    this.characters = 0;
  }
}
