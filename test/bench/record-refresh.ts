// Refreshes a data directory and writes every statement of it, with its parameters, to a file.
// Usage: tsx record-refresh.ts CONFIG DATA OUT.json
import { writeFileSync } from "node:fs";
import { configHash, loadConfig } from "../../src/config/index.js";
import { silentLog, systemClock } from "../../src/core/index.js";
import { Db, type Parameters } from "../../src/duckdb/index.js";
import { refresh } from "../../src/warehouse/index.js";

/** Statements that are our build's own work and not part of what a bare script would do. */
const OWN_WORK = /^use |json_serialize_sql/;

const [file = "", data = "", out = ""] = process.argv.slice(2);
const statements: { sql: string; parameters: Parameters }[] = [];

function record(sql: string, parameters: Parameters = {}): void {
  if (!OWN_WORK.test(sql)) statements.push({ sql, parameters });
}

const original = Object.getOwnPropertyDescriptors(Db.prototype);
Db.prototype.run = function (sql, parameters, bounds) {
  record(sql, parameters);
  return original.run.value!.call(this, sql, parameters, bounds);
};
Db.prototype.table = function (sql, parameters, bounds) {
  record(sql, parameters);
  return original.table.value!.call(this, sql, parameters, bounds);
};

const config = loadConfig({ file, env: {}, overrides: { data } });
await refresh({
  config,
  configHash: configHash(config),
  softwareVersion: "0.0.0",
  dataDir: config.data_dir,
  clock: systemClock,
  log: silentLog,
  progress: () => undefined,
});
writeFileSync(out, JSON.stringify(statements));
