import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Config, FeedConfig } from "../../src/config/index.js";
import { literal, openWriter, type Db } from "../../src/duckdb/index.js";
import { buildPlant, openPlant, type OpenPlant } from "../fixtures/built-plant.js";
import { extractPlant, sampleConfig } from "../fixtures/sample-plant.js";

// The same figures by another road: DuckDB turns the files of the subway into other forms.

type Form = Pick<FeedConfig, "connector" | "records">;

const FORMS: Readonly<Record<string, { readonly form: Form; readonly options: string }>> = {
  parquet: { form: { connector: "parquet" }, options: "format parquet" },
  typed: { form: { connector: "parquet" }, options: "format parquet, compression zstd" },
  ndjson: { form: { connector: "ndjson" }, options: "format json" },
  json: { form: { connector: "json" }, options: "format json, array true" },
  nested: {
    form: { connector: "json", records: "data.items" },
    options: "format json, array true",
  },
};

const folder = mkdtempSync(join(tmpdir(), "meantime-forms-"));
let expected: Record<string, string>;

beforeAll(async () => {
  expected = await tablesOf("csv", (file) => Promise.resolve(file), { connector: "csv" });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The subway alone, with every file put into another form. */
async function subwayIn(
  dataDir: string,
  convert: (file: string) => Promise<string>,
  form: Form,
): Promise<Config> {
  const config = sampleConfig(dataDir);
  const source = config.sources.find(({ id }) => id === "mta");
  if (source === undefined) throw new Error("the sample has no subway");
  const feeds = await Promise.all(
    source.feeds.map(async (feed) => ({
      ...feed,
      ...form,
      fields: dataDir.endsWith("typed") ? formatted(feed.fields) : feed.fields,
      files: await Promise.all(feed.files.map(convert)),
    })),
  );
  return { ...config, sources: [{ ...source, feeds }] };
}

/** Count and sum of row hashes of the model's tables, without where in a file a row stood. */
async function prints(plant: OpenPlant): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const tables = await plant.rows(
    `select table_name as name, bool_or(column_name = 'line') as has_line
    from information_schema.columns
    where regexp_matches(table_name, '^(dim|fct|comp)_') group by table_name order by table_name`,
  );
  for (const { name, has_line } of tables) {
    const columns = has_line === true ? "* exclude (line)" : "*";
    const { n, h } = await plant.row(
      `select count(*)::varchar as n, sum(hash(t)::hugeint)::varchar as h
      from (select ${columns} from ${String(name)}) as t`,
    );
    found[String(name)] = `${String(n)}:${String(h)}`;
  }
  return found;
}

async function tablesOf(
  name: string,
  convert: (file: string) => Promise<string>,
  form: Form,
): Promise<Record<string, string>> {
  const dataDir = join(folder, name);
  mkdirSync(dataDir);
  const config = await subwayIn(dataDir, convert, form);
  await extractPlant(config, dataDir);
  await buildPlant(dataDir, config);
  const plant = await openPlant(dataDir);
  try {
    return await prints(plant);
  } finally {
    await plant.close();
  }
}

async function converted(db: Db, file: string, options: string): Promise<string> {
  const path = join(folder, `${basename(file)}.${options.replaceAll(/\W+/g, "-")}`);
  // The typed form gets the types that DuckDB finds: stamps with a zone, not texts.
  const read = options.includes("zstd") ? "" : ", all_varchar = true";
  const rows = `select * from read_csv(${literal(file)}${read})`;
  await db.run(`copy (${rows}) to ${literal(path)} (${options})`);
  return path;
}

/** A format of the stamps, as if they were texts: cells with types are read without it. */
function formatted(fields: FeedConfig["fields"]): FeedConfig["fields"] {
  const changed = Object.entries(fields).map(([name, field]) =>
    name.endsWith("_at") ? [name, { ...field, format: ["%d.%m.%Y %H:%M"] }] : [name, field],
  );
  return Object.fromEntries(changed) as FeedConfig["fields"];
}

function chosen(
  prints: Readonly<Record<string, string>>,
  tables: readonly string[],
): Record<string, string | undefined> {
  return Object.fromEntries(tables.map((table) => [table, prints[table]]));
}

describe("the subway", () => {
  it.each(Object.keys(FORMS))("has the same tables from %s as from CSV", async (name) => {
    const { form, options } = FORMS[name]!;
    const database = await openWriter(":memory:", { threads: 1 });
    const db = await database.connect();
    const convert = async (file: string): Promise<string> => {
      const path = await converted(db, file, options);
      if (form.records === undefined) return path;
      writeFileSync(path, `{"data": {"total": 1, "items": ${readFileSync(path, "utf8")}}}`);
      return path;
    };
    try {
      const found = await tablesOf(name, convert, form);
      // A key is a text: typed stamps are written otherwise, so their rows have other identities.
      const isSame = (table: string): boolean => name !== "typed" || !table.startsWith("fct_");
      const tables = Object.keys(expected).filter(isSame);
      expect(chosen(found, tables)).toEqual(chosen(expected, tables));
      expect(Object.keys(expected).length).toBeGreaterThan(8);
    } finally {
      await database.close();
    }
  });
});
