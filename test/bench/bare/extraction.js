// The least that reading a plant's files into columns can cost: DuckDB's own reader and writer.
// Usage: node extraction.js CONFIG.json OUT, where CONFIG is a list of {path, delimiter}.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const [list, out] = process.argv.slice(2);
const files = JSON.parse(readFileSync(list, "utf8"));
const options = { threads: "2", memory_limit: "2048MiB" };
const instance = await DuckDBInstance.create(":memory:", options);
const connection = await instance.connect();
for (const [i, { path, delimiter }] of files.entries()) {
  const source = `read_csv('${path}', delim = '${delimiter}', header = true, all_varchar = true)`;
  const target = join(out, `${i}.parquet`);
  await connection.run(
    `copy (select * from ${source}) to '${target}' (format parquet, compression zstd)`,
  );
}
connection.closeSync();
instance.closeSync();
