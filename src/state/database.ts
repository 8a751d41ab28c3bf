import Libsql from "libsql";
import { isAppError } from "../core/index.js";
import { CORRUPT_HINT, fail } from "./errors.js";

/** A value that a column of the state file may hold. */
export type SqlValue = string | number | null;

/** Values of a statement's named parameters. */
export type SqlValues = Readonly<Record<string, SqlValue>>;

/** The state file, open: small statements, and transactions that several processes respect. */
export interface Database {
  readonly path: string;
  /** Runs a statement; how many rows it changed. */
  run(sql: string, values?: SqlValues): number;
  /** Runs a script of several statements. */
  script(sql: string): void;
  /** The rows of a query; the caller names the columns that its own statement lists. */
  all<Row>(sql: string, values?: SqlValues): Row[];
  /** The first row of a query. */
  first<Row>(sql: string, values?: SqlValues): Row | undefined;
  /** Runs the work as one writing transaction: all of it is kept, or nothing. */
  transaction<T>(work: () => T): T;
  /** Puts the file into WAL mode for good, so that readers and a writer do not wait. */
  useWriteAheadLog(): void;
  close(): void;
}

const BUSY_TIMEOUT_MS = 5_000;

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

/** The error of ours that a driver's error means; the error itself when it is a mistake of ours. */
function translated(error: unknown, path: string): unknown {
  if (isAppError(error)) return error;
  const found = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  if (code.startsWith("SQLITE_BUSY")) return fail("state.busy", { path }, { cause: error });
  if (code.startsWith("SQLITE_NOTADB") || code.startsWith("SQLITE_CORRUPT")) {
    return fail("state.corrupt", { path, found }, { cause: error, hint: CORRUPT_HINT });
  }
  if (/^SQLITE_(FULL|IOERR|READONLY)/.test(code)) {
    return fail("state.write_failed", { path, found }, { cause: error });
  }
  if (code.startsWith("SQLITE_CANTOPEN") || found.includes("Unable to open connection")) {
    return fail("state.unreadable", { path, found }, { cause: error });
  }
  return error;
}

function connect(path: string): Libsql.Database {
  const connection = new Libsql(path);
  connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  // A mail that was marked must still be marked after a power cut: every commit reaches the disk.
  connection.pragma("synchronous = full");
  connection.pragma("foreign_keys = on");
  return connection;
}

/**
 * Opens the SQLite file, with foreign keys and a bounded wait for other processes. Nothing is
 * written to it: it may turn out to be another program's.
 */
export function openDatabase(path: string): Database {
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw translated(error, path);
    }
  };
  const connection = guarded(() => connect(path));
  const all = <Row>(sql: string, values: SqlValues = {}): Row[] =>
    // The columns are those of our own statement over STRICT tables of our own.
    guarded(() => connection.prepare<[SqlValues]>(sql).all(values) as Row[]);
  return {
    path,
    all,
    first: <Row>(sql: string, values?: SqlValues) => all<Row>(sql, values)[0],
    run: (sql, values = {}) =>
      guarded(() => connection.prepare<[SqlValues]>(sql).run(values).changes),
    script: (sql) => guarded(() => void connection.exec(sql)),
    transaction: (work) => guarded(() => connection.transaction(work).immediate()),
    useWriteAheadLog: () => guarded(() => void connection.pragma("journal_mode = wal")),
    close: () => connection.close(),
  };
}
