import { addDays, addMonths, startOfMonth, type TimeRange } from "../core/index.js";
import { numberIn, textIn, textOrNull } from "./cells.js";
import { cachedRows, type MetricContext } from "./context.js";
import type { Row } from "./result.js";

/** A site with one of its sources: what it records and during which time. */
export interface SiteSource {
  readonly site: string;
  readonly site_name: string;
  readonly zone: string;
  readonly currency: string | null;
  readonly source: string;
  readonly source_title: string;
  readonly attribution: string | null;
  readonly licence: string | null;
  readonly is_generated: boolean;
  readonly failures_from: "downtime" | "failure" | "work_order";
  readonly has_stops: boolean;
  readonly has_ends: boolean;
  /** The feeds of its failures, and of its stops, when none of them was ever read; else null. */
  readonly unread_failures: string | null;
  readonly unread_stops: string | null;
  readonly asset_noun: readonly [string, string];
  /** Instants of the first and last observation; null while the source has given nothing. */
  readonly observed_from: string | null;
  readonly observed_to: string | null;
  readonly data_to: string | null;
  /** The site's days of the same two instants. */
  readonly observed_from_on: string | null;
  readonly observed_to_on: string | null;
  readonly is_first_day_whole: boolean;
  /** True when the observation ends as its last day begins, at midnight. */
  readonly is_last_day_empty: boolean;
  /** Assets with exposure of their own. */
  readonly asset_count: number;
  /** Failures, of whatever day, of places and of assets with others below them: in no figure. */
  readonly left_out_count: number;
}

function failuresFrom(row: Row): SiteSource["failures_from"] {
  const basis = textIn(row, "failures_from");
  return basis === "work_order" || basis === "failure" ? basis : "downtime";
}

function siteSource(row: Row): SiteSource {
  return Object.freeze({
    site: textIn(row, "site"),
    site_name: textOrNull(row, "site_name") ?? textIn(row, "site"),
    zone: textIn(row, "zone"),
    currency: textOrNull(row, "currency"),
    source: textIn(row, "source"),
    source_title: textOrNull(row, "source_title") ?? textIn(row, "source"),
    attribution: textOrNull(row, "attribution"),
    licence: textOrNull(row, "licence"),
    is_generated: row["is_generated"] === true,
    failures_from: failuresFrom(row),
    has_stops: row["has_stops"] === true,
    has_ends: row["has_ends"] === true,
    unread_failures: textOrNull(row, "unread_failures"),
    unread_stops: textOrNull(row, "unread_stops"),
    asset_noun: [textIn(row, "asset_noun_one"), textIn(row, "asset_noun_many")] as const,
    observed_from: textOrNull(row, "observed_from"),
    observed_to: textOrNull(row, "observed_to"),
    data_to: textOrNull(row, "data_to"),
    observed_from_on: textOrNull(row, "observed_from_on"),
    observed_to_on: textOrNull(row, "observed_to_on"),
    is_first_day_whole: row["is_first_day_whole"] === true,
    is_last_day_empty: row["is_last_day_empty"] === true,
    asset_count: numberIn(row, "asset_count"),
    left_out_count: numberIn(row, "left_out_count"),
  });
}

/** The sites that the reader may see, each with its sources; newest data first. */
export async function listSites(ctx: MetricContext): Promise<readonly SiteSource[]> {
  const rows = await cachedRows(ctx, { kind: "lists", name: "sites" }, {});
  return rows.filter((row) => typeof row["source"] === "string").map(siteSource);
}

/**
 * The last complete month of a source's data in its site's calendar; all its days when it holds no
 * complete month; null when it has given nothing.
 */
export function defaultPeriod(site: SiteSource): TimeRange | null {
  const { observed_from_on: from, observed_to_on: to } = site;
  if (from === null || to === null) return null;
  const firstWhole = site.is_first_day_whole ? from : addDays(from, 1);
  const end = startOfMonth(to);
  const begin = addMonths(end, -1);
  return begin >= firstWhole ? { from: begin, to: end } : { from, to: dayAfterData(site, to) };
}

/** The day after the last day of which anything was observed, which is or precedes `last`. */
export function dayAfterData(site: SiteSource, last: string): string {
  return site.is_last_day_empty ? last : addDays(last, 1);
}
