import { text } from "../../core/index.js";
import type { Row } from "../../metrics/index.js";
import { readList } from "../lists.js";
import type { PageRequest } from "../page.js";

/** A source the reader may see, with its site, its observation and its rows over all runs. */
export interface SourceInfo {
  readonly source_id: string;
  readonly title: string;
  readonly site: string;
  readonly site_name: string;
  readonly zone: string;
  readonly attribution: string | null;
  readonly licence: string | null;
  readonly is_generated: boolean;
  readonly has_stops: boolean;
  readonly has_ends: boolean;
  readonly has_register: boolean;
  readonly failures_from: string;
  readonly asset_noun_many: string;
  readonly observation_basis: string;
  readonly observed_from: string | null;
  readonly observed_to: string | null;
  readonly data_to: string | null;
  readonly run_count: number;
  readonly last_run_at: string | null;
  readonly rows_in: number;
  readonly rows_loaded: number;
  readonly rows_unchanged: number;
  readonly rows_quarantined: number;
  readonly rows_excluded: number;
  readonly waiting_count: number;
}

const words = (row: Row, name: string): string => String(row[name] ?? "");
const wordsOrNull = (row: Row, name: string): string | null => {
  const cell = row[name];
  return cell === null || cell === undefined || cell === "" ? null : String(cell);
};
const count = (row: Row, name: string): number => Number(row[name] ?? 0);

function sourceInfo(row: Row): SourceInfo {
  return {
    source_id: words(row, "source_id"),
    title: words(row, "title"),
    site: words(row, "site"),
    site_name: words(row, "site_name"),
    zone: words(row, "zone"),
    attribution: wordsOrNull(row, "attribution"),
    licence: wordsOrNull(row, "licence"),
    is_generated: row["is_generated"] === true,
    has_stops: row["has_stops"] === true,
    has_ends: row["has_ends"] === true,
    has_register: row["has_register"] === true,
    failures_from: words(row, "failures_from"),
    asset_noun_many: words(row, "asset_noun_many"),
    observation_basis: words(row, "observation_basis"),
    observed_from: wordsOrNull(row, "observed_from"),
    observed_to: wordsOrNull(row, "observed_to"),
    data_to: wordsOrNull(row, "data_to"),
    run_count: count(row, "run_count"),
    last_run_at: wordsOrNull(row, "last_run_at"),
    rows_in: count(row, "rows_in"),
    rows_loaded: count(row, "rows_loaded"),
    rows_unchanged: count(row, "rows_unchanged"),
    rows_quarantined: count(row, "rows_quarantined"),
    rows_excluded: count(row, "rows_excluded"),
    waiting_count: count(row, "waiting_count"),
  };
}

/** Every source the reader may see, by site and then by source. */
export async function readSources(request: PageRequest): Promise<readonly SourceInfo[]> {
  return (await readList(request, "source_rows", {})).map(sourceInfo);
}

/** What became of the rows of a source: read = loaded + unchanged + set aside, of which some wait. */
export function rowsSentence(source: SourceInfo): string {
  return text("http.foot.rows", {
    read: source.rows_in,
    loaded: source.rows_loaded,
    unchanged: source.rows_unchanged,
    held: source.rows_quarantined,
    waiting: source.waiting_count,
  });
}
