import type { ColumnValue } from "./columns.js";

/** How a column is laid out in an Arrow buffer. */
export type ArrowKind =
  "varchar" | "integer" | "bigint" | "double" | "boolean" | "date" | "timestamp";

/** What Arrow needs to wrap a finished column. */
export interface ArrowBuffers {
  readonly length: number;
  readonly nullCount: number;
  readonly nullBitmap: Uint8Array;
  readonly data: Uint8Array | Int32Array | Float64Array | BigInt64Array;
  readonly valueOffsets?: Int32Array;
}

const encoder = new TextEncoder();
const FIRST_TEXT_BYTES = 1 << 20;
/** A UTF-16 unit takes at most three bytes of UTF-8. */
const BYTES_PER_UNIT = 3;

/** One column of a record batch being filled; made once and reused for every batch. */
export class ArrowColumn {
  /** Rows filled so far. */
  length = 0;
  private readonly kind: ArrowKind;
  private readonly capacity: number;
  private nullCount = 0;
  private valid: Uint8Array;
  private numbers: Int32Array | Float64Array | BigInt64Array | Uint8Array;
  private offsets: Int32Array;
  private text: Uint8Array;

  constructor(kind: ArrowKind, capacity: number) {
    this.kind = kind;
    this.capacity = capacity;
    this.valid = new Uint8Array(capacity >> 3);
    this.numbers = numbersFor(kind, capacity);
    this.offsets = new Int32Array(kind === "varchar" ? capacity + 1 : 1);
    this.text = new Uint8Array(kind === "varchar" ? FIRST_TEXT_BYTES : 0);
  }

  /** Adds values at the end; the caller keeps within the capacity. */
  append(values: readonly ColumnValue[]): void {
    for (const value of values) {
      const at = this.length;
      if (value === null) this.nullCount += 1;
      else this.valid[at >> 3]! |= 1 << (at & 7); // within capacity
      if (this.kind === "varchar")
        this.appendText(at, value as string | null); // cast in the query
      else if (value !== null) this.appendNumber(at, value);
      this.length += 1;
    }
  }

  /** The filled buffers; the column is empty afterwards. */
  take(): ArrowBuffers {
    const { length, nullCount } = this;
    const nullBitmap = this.valid.slice(0, (length + 7) >> 3);
    const common = { length, nullCount, nullBitmap };
    const end = this.offsets[length] ?? 0;
    this.valid.fill(0);
    this.length = 0;
    this.nullCount = 0;
    if (this.kind === "varchar") {
      const valueOffsets = this.offsets.slice(0, length + 1);
      return { ...common, valueOffsets, data: this.text.slice(0, end) };
    }
    const size = this.kind === "boolean" ? (length + 7) >> 3 : length;
    const data = this.numbers.slice(0, size);
    if (this.kind === "boolean") this.numbers = numbersFor(this.kind, this.capacity);
    return { ...common, data };
  }

  private appendNumber(at: number, value: ColumnValue): void {
    if (this.kind !== "boolean")
      this.numbers[at] = value as number; // bigint in a BigInt64Array
    else if (value === true) (this.numbers as Uint8Array)[at >> 3]! |= 1 << (at & 7);
  }

  private appendText(at: number, value: string | null): void {
    const start = this.offsets[at] ?? 0;
    if (value === null) {
      this.offsets[at + 1] = start;
      return;
    }
    const most = start + value.length * BYTES_PER_UNIT;
    if (most > this.text.length) {
      const larger = new Uint8Array(Math.max(most, this.text.length * 2));
      larger.set(this.text.subarray(0, start));
      this.text = larger;
    }
    this.offsets[at + 1] = start + encoder.encodeInto(value, this.text.subarray(start)).written;
  }
}

function numbersFor(
  kind: ArrowKind,
  capacity: number,
): Int32Array | Float64Array | BigInt64Array | Uint8Array {
  switch (kind) {
    case "integer":
    case "date":
      return new Int32Array(capacity);
    case "double":
      return new Float64Array(capacity);
    case "bigint":
    case "timestamp":
      return new BigInt64Array(capacity);
    case "boolean":
      return new Uint8Array(capacity >> 3);
    case "varchar":
      return new Uint8Array(0);
  }
}
