import type { EntityName } from "../core/index.js";

export type { EntityName } from "../core/index.js";

/** What a source column becomes: how one canonical field is read. */
export interface FieldMapping {
  /** Name of the column in the source's header. */
  readonly column?: string;
  /** Names that the column had in files landed before, newest first. */
  readonly former?: readonly string[];
  /** True when files landed before may lack the column: there it holds nothing. */
  readonly is_new?: boolean;
  /** The same value for every row, instead of a column. */
  readonly constant?: string;
  /** How dates are written, in strptime terms (`%d.%m.%Y %H:%M`), tried in order; ISO 8601 when absent. */
  readonly format?: readonly string[];
  /** IANA zone of stamps that carry no offset; the site's zone when absent. */
  readonly zone?: string;
  /** Decimal mark of numbers; a point when absent. */
  readonly decimal?: "." | ",";
  /** Mark between groups of thousands; none when absent. */
  readonly thousands?: "." | "," | " " | "'";
  /** Regular expression the source's text must match whole or in part; others are quarantined. */
  readonly pattern?: string;
  /** Source value to canonical value. */
  readonly map?: Readonly<Record<string, string>>;
  /** Canonical value for source values that `map` does not name; without it they are quarantined. */
  readonly otherwise?: string;
  /** Unit of a duration in the source; seconds when absent. */
  readonly unit?: "s" | "min" | "h" | "d";
  /** Texts that mean "nothing" in this column, beside the empty text. */
  readonly nothing?: readonly string[];
}

/** A rule that leaves rows out of the model; they stay in the landing log and are counted. */
export interface ExcludeRule {
  readonly column: string;
  /** Names that the column had in files landed before, newest first. */
  readonly former?: readonly string[];
  /** True when files landed before may lack the column: there it holds nothing. */
  readonly is_new?: boolean;
  readonly equals: readonly string[];
  readonly reason: string;
}

/** How a delimited text file is written. */
export interface CsvDialect {
  readonly delimiter: "," | ";" | "\t" | "|";
  readonly quote: '"' | "'" | "";
  readonly encoding: "utf-8" | "utf-16" | "windows-1252";
}

/** One stream of rows of one entity from one source. */
export interface FeedConfig {
  readonly id: string;
  readonly entity: EntityName;
  readonly connector: "csv" | "json" | "ndjson" | "parquet" | "xlsx";
  /** Absolute paths, oldest first; each is one state in time of the same list. */
  readonly files: readonly string[];
  readonly dialect: CsvDialect;
  /** Worksheet name; the first when null. Only for `xlsx`. */
  readonly sheet: string | null;
  /** Keys on the way to the list of records, joined by dots; the whole text when absent. Only `json`. */
  readonly records?: string;
  /** Columns that identify a row, or `content`: the whole row and its occurrence number. */
  readonly key: readonly string[] | "content";
  /** `full`: a row missing from a newer file was deleted; `append`: it was not. */
  readonly snapshot: "full" | "append";
  /** Canonical field to how it is read; the vocabulary is `canonicalFields` of core. */
  readonly fields: Readonly<Record<string, FieldMapping>>;
  readonly exclude: readonly ExcludeRule[];
}

/** The time during which a source watched its assets. */
export type ObservationConfig =
  | { readonly basis: "declared"; readonly from: string; readonly to: string }
  /** `from` is declared; the end is the newest restoration in the data (a polled source). */
  | { readonly basis: "until_last_end"; readonly from: string }
  /** Each asset from the day of its first record to the end of the day of its last. */
  | { readonly basis: "records_of_asset" };

/** A system of record, or a set of files exported from one. */
export interface SourceConfig {
  readonly id: string;
  readonly title: string;
  readonly site: string;
  readonly attribution: string | null;
  readonly licence: string | null;
  /** True for made-up data, which is labelled wherever it is shown. */
  readonly is_generated: boolean;
  readonly observation: ObservationConfig;
  /** Which records are the failures of this source. */
  readonly failures_from: "downtime" | "failure" | "work_order";
  /** How an asset of this source is called, singular and plural: `elevator`, `elevators`. */
  readonly asset_noun: readonly [string, string];
  readonly feeds: readonly FeedConfig[];
}

/** A place with its own zone; months and days are this zone's. */
export interface SiteConfig {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly currency: string | null;
}

/** A report that is mailed by itself. */
export interface ScheduleConfig {
  readonly id: string;
  readonly report: string;
  readonly site: string;
  readonly cron: string;
  readonly zone: string;
  readonly recipients: readonly string[];
  /** What to do about periods missed while the service was down. */
  readonly catch_up: "latest" | "all" | "none";
}

/** How mail leaves; null when none is configured. */
export interface MailConfig {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly user: string | null;
  /** Not enumerable where `loadConfig` made it, so that no print or JSON of the config shows it. */
  readonly password: string | null;
  readonly from: string;
}

/** The whole configuration: checked, complete, frozen. */
export interface Config {
  /** Path of the file it was read from, for messages. */
  readonly file: string;
  readonly data_dir: string;
  readonly host: string;
  readonly port: number;
  /** The address people reach the service at, for links in mail; the bound address when null. */
  readonly public_url: string | null;
  readonly sites: readonly SiteConfig[];
  readonly sources: readonly SourceConfig[];
  /** Days within which a failure of the same asset and mode counts as a repeat. */
  readonly recurrence_days: number;
  readonly schedules: readonly ScheduleConfig[];
  /** When to extract and refresh by itself; null for never. */
  readonly refresh_cron: string | null;
  readonly mail: MailConfig | null;
}
