import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Database } from "./database.js";
import { fail } from "./errors.js";

/** The migrations in the order they are applied; released ones are never altered, only followed. */
const MIGRATIONS = ["0001-schedules.sql", "0002-outbox.sql", "0003-audit.sql"] as const;

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

function readMigrations(): Migration[] {
  return MIGRATIONS.map((name, index) => {
    const file = new URL(`./migrations/${name}`, import.meta.url);
    const sql = readFileSync(file, "utf8").replaceAll("\r\n", "\n");
    const checksum = createHash("sha256").update(sql).digest("hex");
    return { number: index + 1, name, sql, checksum };
  });
}

/** Throws `state.foreign` when the file holds tables and none of ours; writes nothing. */
export function refuseForeign(database: Database): void {
  const table = database.first<{ name: string }>(
    `select name as name from sqlite_schema where type = 'table' and not exists (
         select 1 from sqlite_schema where type = 'table' and name = 'migration')
     order by name`,
  );
  if (table !== undefined) throw fail("state.foreign", { path: database.path, table: table.name });
}

function readApplied(database: Database): Applied[] {
  const table = database.first(
    "select 1 as found from sqlite_schema where type = 'table' and name = 'migration'",
  );
  if (table !== undefined) {
    return database.all<Applied>("select number, name, checksum from migration order by number");
  }
  refuseForeign(database);
  database.script(`create table migration (
    number integer not null primary key,
    name text not null,
    checksum text not null,
    applied_at text not null default (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) strict`);
  return [];
}

function apply(database: Database, migration: Migration): void {
  database.script(migration.sql);
  database.run(
    "insert into migration (number, name, checksum) values ($number, $name, $checksum)",
    { number: migration.number, name: migration.name, checksum: migration.checksum },
  );
}

/** Brings the file to the newest migration in one transaction; refuses a newer or altered one. */
export function migrate(database: Database): void {
  const known = readMigrations();
  database.transaction(() => {
    const applied = readApplied(database);
    const newest = applied.at(-1)?.number ?? 0;
    if (newest > known.length) {
      throw fail("state.newer", { path: database.path, found: newest, known: known.length });
    }
    for (const migration of known) {
      const before = applied.find(({ number }) => number === migration.number);
      if (before === undefined) apply(database, migration);
      else if (before.checksum !== migration.checksum) {
        throw fail("state.migration_changed", { path: database.path, name: before.name });
      }
    }
  });
}
