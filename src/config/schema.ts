import { z } from "zod";
import * as value from "./value-schemas.js";

/** A key that may be left out, or taken back with `null`. */
function optional<T extends z.ZodType>(schema: T, doc: string) {
  return schema.nullable().optional().describe(doc);
}

/** How text is written; as keys of a feed, and as `defaults` for all feeds of a source. */
const writing = {
  delimiter: optional(
    value.wordSchema([",", ";", "|", "\t", "tab"]),
    "The character between columns of a text file. Default: a comma.",
  ),
  quote: optional(
    value.wordSchema(['"', "'", "none"]),
    "The character around a text that holds the delimiter. Default: the double quote.",
  ),
  encoding: optional(
    value.wordSchema(["utf-8", "utf-16", "windows-1252"]),
    "How characters are stored; a byte order mark is understood. Default: utf-8.",
  ),
  format: optional(
    value.formatSchema,
    "How dates are written, such as %d.%m.%Y %H:%M, or epoch_s or epoch_ms for seconds or " +
      "milliseconds since 1970; several are tried in order. Default: ISO 8601.",
  ),
  zone: optional(
    value.zoneSchema,
    "Time zone of stamps that carry no offset. Default: the zone of the site.",
  ),
  decimal: optional(value.wordSchema([".", ","]), "The decimal mark of numbers. Default: a point."),
  thousands: optional(
    value.wordSchema([".", ",", " ", "'"]),
    "The mark between groups of thousands. Default: none.",
  ),
  nothing: optional(
    value.textListSchema,
    "Texts that mean that nothing is known, such as N/A; the empty text always does.",
  ),
};

const COLUMN =
  "The column of the source; or its name now, then the names that it had in files landed before.";
const IS_NEW =
  "True when the source added the column later: files landed before hold nothing there. " +
  "Default: false, and a column that a landed file lacks stops the refresh.";

/** `fields.<field>`: how one canonical field is read, in its long form. */
export const fieldSchema = z
  .strictObject({
    column: optional(value.textListSchema, COLUMN),
    is_new: optional(value.flagSchema, IS_NEW),
    constant: optional(value.scalarSchema, "The same value for every row, instead of a column."),
    pattern: optional(
      value.patternSchema,
      "A regular expression that the text must match; a row that does not is put into quarantine.",
    ),
    map: optional(value.valueMapSchema, "Which value of the source is which value of the field."),
    otherwise: optional(
      value.scalarSchema,
      "The value for all that map does not name; without it they are put into quarantine.",
    ),
    unit: optional(value.wordSchema(["s", "min", "h", "d"]), "Unit of a duration. Default: s."),
    format: writing.format,
    zone: writing.zone,
    decimal: writing.decimal,
    thousands: writing.thousands,
    nothing: writing.nothing,
  })
  .meta({ id: "field" });

/** `exclude`: rows that stay out of the model. */
export const excludeSchema = z.strictObject({
  column: value.textListSchema.describe(
    "The column that is looked at; or its name now, then its former names.",
  ),
  is_new: optional(value.flagSchema, IS_NEW),
  equals: value.scalarListSchema.describe("The text, or the texts, that leave a row out."),
  reason: value.textSchema.describe("Why, in words; it is shown beside the rows left out."),
});

/** `feeds.<feed>`: one stream of rows of one entity. */
export const feedSchema = z.strictObject({
  entity: value
    .wordSchema(["asset", "work_order", "downtime", "failure"])
    .describe("What a row is: asset, work_order, downtime or failure."),
  files: value.textListSchema.describe(
    "The file, or several as states in time of the same list, oldest first; relative to this file. " +
      "A pattern (drop/*.csv; ** for folders at any depth) stands for the files that it matches, " +
      "in the order of their names, numbers in them by their value.",
  ),
  connector: optional(
    value.wordSchema(["csv", "json", "ndjson", "parquet", "xlsx"]),
    "How the file is read. Default: by its ending (.csv, .txt, .tsv: csv; .json: json; .ndjson, " +
      ".jsonl: ndjson; .parquet: parquet; .xlsx: xlsx).",
  ),
  records: optional(
    value.textSchema,
    "Where in a JSON file the list of records is, as keys joined by dots: data.items. " +
      "Default: the whole file is the list.",
  ),
  sheet: optional(value.textSchema, "The worksheet of a workbook. Default: the first."),
  key: optional(
    value.textListSchema,
    "The columns that identify a row, or content: the whole row and how often it came before. " +
      "Feeds of one entity in a source share their keys: no two may hold a row of the same key. " +
      "Default: the column of tag (assets) or number (work orders).",
  ),
  snapshot: optional(
    value.wordSchema(["full", "append"]),
    "full: a row missing from a newer file was deleted; a file that lacks more than a fifth of the " +
      "rows is refused until it is accepted with `meantime extract --accept-deletions`. " +
      "append: it was not. Default: append.",
  ),
  fields: value.mappingSchema.describe(
    "Canonical field to column, or to a mapping that says more.",
  ),
  exclude: optional(z.array(z.unknown()), "Rules for rows that stay out of the model."),
  ...writing,
});

/** `sources.<source>.defaults`: what its feeds share. */
export const defaultsSchema = z.strictObject(writing);

/** `observation` with a declared beginning and end. */
export const declaredSchema = z.strictObject({
  basis: z.literal("declared").describe("Both ends are known."),
  from: value.instantSchema.describe("The beginning."),
  to: value.instantSchema.describe(
    "The end; it may lie ahead. Nothing counts beyond the time when the newest state of the files " +
      "of stops and failures was first seen, of several feeds the one that is behind.",
  ),
});

/** `observation` that ends with the newest restoration. */
export const untilLastEndSchema = z.strictObject({
  basis: z
    .literal("until_last_end")
    .describe(
      "The beginning is known; the end is the newest restoration in the data that does not lie " +
        "after the newest run.",
    ),
  from: value.instantSchema.describe("The beginning."),
});

/** `observation` from each asset's own records. */
export const recordsOfAssetSchema = z.strictObject({
  basis: z
    .literal("records_of_asset")
    .describe(
      "Each asset from the day of its first record to the end of the day of its last; with a stop " +
        "that has not ended, to when the newest state of the files was first seen.",
    ),
});

/** `sources.<source>`: a system of record, or the files exported from one. */
export const sourceSchema = z.strictObject({
  title: optional(value.textSchema, "Its name, as shown. Default: its id."),
  site: value.textSchema.describe("The id of the site it belongs to."),
  attribution: optional(value.textSchema, "Whom to name wherever its data are shown."),
  licence: optional(value.textSchema, "The licence of its data."),
  is_generated: optional(value.flagSchema, "True for made-up data. Default: false."),
  asset_noun: optional(
    value.nounSchema,
    "What its assets are called, one and many. Default: [asset, assets].",
  ),
  failures_from: optional(
    value.wordSchema(["downtime", "failure", "work_order"]),
    "Which records are the failures. Default: the first of failure, downtime, work_order fed.",
  ),
  observation: optional(
    value.mappingSchema,
    "How long the source watched its assets. Default: basis records_of_asset.",
  ),
  defaults: optional(value.mappingSchema, "How text is written, for all of its feeds."),
  feeds: value.mappingSchema.describe("Its streams of rows, by id."),
});

/** `sites.<site>`: a place. */
export const siteSchema = z.strictObject({
  name: optional(value.textSchema, "Its name, as shown. Default: its id."),
  zone: value.zoneSchema.describe("Its IANA time zone; days and months are this zone's."),
  currency: optional(value.currencySchema, "Its currency (ISO 4217). Default: none."),
});

/** `schedules.<schedule>`: a report that is mailed by itself. */
export const scheduleSchema = z.strictObject({
  report: value.idSchema.describe("The id of the report: the name of its file without .md."),
  site: value.textSchema.describe("The id of the site it is about."),
  cron: value.cronSchema.describe("When: minute hour day month weekday."),
  zone: optional(value.zoneSchema, "The time zone of cron. Default: the zone of the site."),
  recipients: value.recipientsSchema.describe("The e-mail addresses it is sent to."),
  catch_up: optional(
    value.wordSchema(["latest", "all", "none"]),
    "What becomes of periods missed while the service was down. Default: latest.",
  ),
});

/** `mail`: how mail leaves. */
export const mailSchema = z.strictObject({
  host: value.textSchema.describe("The mail server."),
  port: optional(value.portSchema, "Its port. Default: 587, or 465 when secure."),
  secure: optional(value.flagSchema, "True when TLS begins with the connection. Default: false."),
  user: optional(value.textSchema, "The name to sign in with. Default: no sign-in."),
  password: optional(
    value.textSchema,
    "The password to sign in with, as a reference: ${env:NAME} or ${file:path}.",
  ),
  from: value.senderSchema.describe("Whom mail is from."),
});

/** The top of the file. */
export const configSchema = z.strictObject({
  data_dir: optional(
    value.textSchema,
    "Where everything the product keeps is stored, relative to this file. Default: ./var, " +
      "relative to where it was started.",
  ),
  host: optional(
    value.textSchema,
    "The address it is bound to; loopback only. Default: 127.0.0.1.",
  ),
  port: optional(value.portSchema, "The port it is bound to. Default: 3000."),
  public_url: optional(value.urlSchema, "The address people reach it at, for links in mail."),
  recurrence_days: optional(
    value.daysSchema,
    "Days within which a failure of the same asset and mode counts as a repeat. Default: 90.",
  ),
  refresh_cron: optional(value.cronSchema, "When to extract and refresh, in UTC. Default: never."),
  sites: value.mappingSchema.describe("Places, by id."),
  sources: value.mappingSchema.describe("Systems of record, by id."),
  schedules: optional(value.mappingSchema, "Reports that are mailed by themselves, by id."),
  mail: optional(value.mappingSchema, "How mail leaves. Default: it does not."),
});
