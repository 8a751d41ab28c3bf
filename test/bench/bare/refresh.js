// The same statements as a refresh, in the same order, by DuckDB alone: no child process of ours,
// no lineage, no publication. The downtime pass, which is TypeScript in the product, is SQL here.
// Usage: node refresh.js STATEMENTS.json FOLDER; prints how long the downtime pass took.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance, LIST, listValue, VARCHAR } from "@duckdb/node-api";

const PASS_TABLE = /^create table scratch\.(pass_[a-z]+) /;
const [list, folder] = process.argv.slice(2);

function bareSql(name) {
  return readFileSync(new URL(`${name}.sql`, import.meta.url), "utf8");
}

/** Runs a statement as it was recorded. */
async function replay(connection, { sql, parameters }) {
  const lists = Object.entries(parameters).filter(([, value]) => Array.isArray(value));
  const types = Object.fromEntries(lists.map(([name]) => [name, LIST(VARCHAR)]));
  const values = lists.map(([name, items]) => {
    return [name, listValue(items.map((item) => (item === null ? null : String(item))))];
  });
  const all = { ...parameters, ...Object.fromEntries(values) };
  const result = await connection.runAndReadAll(sql, all, types);
  return result.currentRowCount;
}

async function makePassTables(connection) {
  const started = performance.now();
  const make = (name, file) => connection.run(`create table scratch.${name} as ${bareSql(file)}`);
  await make("bare_fresh", "fresh");
  await make("bare_member", "pass_member");
  await make("pass_day", "pass_day");
  await make("pass_failure", "pass_failure");
  await connection.run("create view scratch.pass_member as from scratch.bare_member");
  return performance.now() - started;
}

mkdirSync(folder, { recursive: true });
const statements = JSON.parse(readFileSync(list, "utf8"));
const path = join(folder, "snapshot.duckdb");
const options = { threads: "2", memory_limit: "2048MiB", temp_directory: `${path}.tmp` };
const instance = await DuckDBInstance.create(path, options);
const connection = await instance.connect();
await connection.run("set global TimeZone = 'UTC'");
let pass_ms = 0;
for (const statement of statements) {
  const table = PASS_TABLE.exec(statement.sql)?.[1];
  if (table === undefined) await replay(connection, statement);
  else if (pass_ms === 0) pass_ms = await makePassTables(connection);
}
connection.closeSync();
instance.closeSync();
process.stdout.write(JSON.stringify({ pass_ms }));
