import { dirname, extname, resolve } from "node:path";
import { text } from "../core/index.js";
import { show, type Problems } from "./problems.js";
import { columnNames, resolveFields, type Writing } from "./resolve-field.js";
import { excludeSchema, feedSchema } from "./schema.js";
import type { CsvDialect, ExcludeRule, FeedConfig, FieldMapping } from "./types.js";
import type { KeyPath } from "./yaml-tree.js";
import type { z } from "zod";

type RawFeed = z.output<typeof feedSchema>;
type RawExclude = z.output<typeof excludeSchema>;
type Connector = FeedConfig["connector"];

const CONNECTOR_OF: Readonly<Record<string, Connector>> = {
  ".csv": "csv",
  ".json": "json",
  ".jsonl": "ndjson",
  ".ndjson": "ndjson",
  ".parquet": "parquet",
  ".tsv": "csv",
  ".txt": "csv",
  ".xlsx": "xlsx",
};

/** Options that only some connectors know, and which. */
const OPTIONS_OF: Readonly<Record<Connector, readonly string[]>> = {
  csv: ["delimiter", "quote", "encoding"],
  json: ["encoding", "records"],
  ndjson: ["encoding"],
  parquet: [],
  xlsx: ["sheet"],
};
const CONNECTOR_OPTIONS = ["delimiter", "quote", "encoding", "records", "sheet"] as const;

/** Where a feed stands and what its source says about writing. */
export interface FeedContext {
  readonly problems: Problems;
  readonly path: KeyPath;
  readonly id: string;
  /** The configuration file; paths are relative to its folder. */
  readonly file: string;
  readonly defaults: Writing;
}

/** The feed, or undefined with its problems added. */
export function resolveFeed(value: unknown, context: FeedContext): FeedConfig | undefined {
  const { problems, path, id, file, defaults } = context;
  const raw = problems.parse(feedSchema, value, path);
  if (raw === undefined) return undefined;
  const writing = writingOf(raw, defaults);
  const fieldsAt = { problems, path: [...path, "fields"], writing };
  const fields = resolveFields(raw.entity, raw.fields, fieldsAt);
  const connector = connectorOf(raw, context);
  if (connector !== undefined) checkConnectorOptions(raw, connector, context);
  const files = raw.files.map((name) => resolve(dirname(file), name));
  checkFilesOnce(files, raw, context);
  return {
    id,
    entity: raw.entity,
    connector: connector ?? "csv",
    files,
    dialect: dialectOf(writing),
    sheet: raw.sheet ?? null,
    ...(raw.records ? { records: raw.records } : {}),
    key: keyOf(raw, fields, context),
    snapshot: raw.snapshot ?? "append",
    fields,
    exclude: excludeOf(raw.exclude ?? [], context),
  };
}

function writingOf(raw: RawFeed, defaults: Writing): Writing {
  const { delimiter, quote, encoding, format, zone, decimal, thousands, nothing } = raw;
  const own = { delimiter, quote, encoding, format, zone, decimal, thousands, nothing };
  const set = Object.entries(own).filter(([, value]) => value !== null && value !== undefined);
  return { ...defaults, ...Object.fromEntries(set) };
}

function dialectOf({ delimiter, quote, encoding }: Writing): CsvDialect {
  return {
    delimiter: delimiter === "tab" ? "\t" : (delimiter ?? ","),
    quote: quote === "none" ? "" : (quote ?? '"'),
    encoding: encoding ?? "utf-8",
  };
}

function connectorOf(raw: RawFeed, { problems, path }: FeedContext): Connector | undefined {
  if (raw.connector !== null && raw.connector !== undefined) return raw.connector;
  const found = raw.files.map((name) => CONNECTOR_OF[extname(name).toLowerCase()]);
  const unknown = raw.files[found.indexOf(undefined)];
  if (unknown !== undefined) {
    const values = { file: unknown, connectors: Object.keys(OPTIONS_OF).join(", ") };
    problems.addRule([...path, "files"], text("config.rule.connector_unknown", values));
    return undefined;
  }
  if (new Set(found).size > 1) {
    problems.addRule([...path, "files"], text("config.rule.connectors_mixed"));
  }
  return found[0];
}

/** Options of another connector would be ignored in silence, so they are refused. */
function checkConnectorOptions(
  raw: RawFeed,
  connector: Connector,
  { problems, path }: FeedContext,
): void {
  for (const option of CONNECTOR_OPTIONS) {
    if (OPTIONS_OF[connector].includes(option)) continue;
    if (raw[option] === null || raw[option] === undefined) continue;
    const message = text("config.rule.option_of_connector", { option, connector });
    problems.addRule([...path, option], message);
  }
}

function checkFilesOnce(files: readonly string[], raw: RawFeed, context: FeedContext): void {
  for (const [index, name] of raw.files.entries()) {
    if (files.indexOf(files[index]!) === index) continue; // one path for each name
    const message = text("config.rule.same_file_twice", { file: name });
    context.problems.addRule([...context.path, "files", index], message);
  }
}

function keyOf(
  raw: RawFeed,
  fields: Readonly<Record<string, FieldMapping>>,
  { problems, path }: FeedContext,
): FeedConfig["key"] {
  if (raw.key !== null && raw.key !== undefined) {
    return raw.key.length === 1 && raw.key[0] === "content" ? "content" : raw.key;
  }
  const usual: Partial<Record<string, string>> = { asset: "tag", work_order: "number" };
  const column = fields[usual[raw.entity] ?? ""]?.column;
  if (column !== undefined) return [column];
  problems.addRule(path, text("config.rule.key_missing", { entity: raw.entity }));
  return "content";
}

function excludeOf(rules: readonly unknown[], { problems, path }: FeedContext): ExcludeRule[] {
  return rules.flatMap((rule, index) => {
    const at = [...path, "exclude", index];
    if (typeof rule !== "object" || rule === null) {
      const expected = text("config.expected.mapping");
      problems.add({ path: at, id: "wrong_value", received: show(rule), expected });
      return [];
    }
    const raw = problems.parse(excludeSchema, rule, at);
    return raw === undefined ? [] : excludeRule(raw);
  });
}

function excludeRule({ equals, reason, is_new, column: names }: RawExclude): ExcludeRule {
  const { column = "", former } = columnNames(names); // the list is never empty
  return {
    column,
    ...(former === undefined ? {} : { former }),
    ...(is_new === true ? { is_new } : {}),
    equals,
    reason,
  };
}
