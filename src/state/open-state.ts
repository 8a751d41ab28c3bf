import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { auditOf, type Audit } from "./audit.js";
import { openDatabase, type Database } from "./database.js";
import { CORRUPT_HINT, fail } from "./errors.js";
import { jobsOf, type Jobs } from "./jobs.js";
import { migrate, refuseForeign } from "./migrations.js";
import { outboxOf, type Outbox } from "./outbox.js";
import { scheduleLedgerOf, type ScheduleLedger } from "./schedule-ledger.js";

/** What the service remembers between runs: one SQLite file that server and CLI use at once. */
export interface State {
  readonly path: string;
  readonly schedules: ScheduleLedger;
  readonly outbox: Outbox;
  readonly jobs: Jobs;
  readonly audit: Audit;
  close(): void;
}

function makeDirectory(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw fail("state.unreadable", { path, found }, { cause: error });
  }
}

function check(database: Database): void {
  const found = database.all<{ quick_check: string }>("pragma quick_check(1)")[0]?.quick_check;
  if (found !== undefined && found !== "ok") {
    throw fail("state.corrupt", { path: database.path, found }, { hint: CORRUPT_HINT });
  }
}

/** Opens the state file, makes it when it is not there, and brings it to the newest migration. */
export function openState(path: string): State {
  makeDirectory(path);
  const database = openDatabase(path);
  try {
    check(database);
    refuseForeign(database);
    database.useWriteAheadLog();
    migrate(database);
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    path,
    schedules: scheduleLedgerOf(database),
    outbox: outboxOf(database),
    jobs: jobsOf(database),
    audit: auditOf(database),
    close: () => database.close(),
  };
}
