import type { Row } from "../../metrics/index.js";
import { numberIn, textIn } from "./rows.js";

/** An outage that touches the period. */
export interface Outage {
  readonly id: string;
  readonly asset_id: string;
  readonly asset_tag: string;
  readonly area: string;
  readonly started_at: string;
  readonly is_open: boolean;
  /** False for an asset that left service before the data end: whether it still is out nobody knows. */
  readonly is_watched_to_end: boolean;
  /** Hours inside the period. */
  readonly hours: number;
}

/** The outages in rows of the list `outages`. */
export function outagesOf(rows: readonly Row[]): Outage[] {
  return rows.map((row) => ({
    id: textIn(row, "id"),
    asset_id: textIn(row, "asset_id"),
    asset_tag: textIn(row, "asset_tag"),
    area: textIn(row, "area"),
    started_at: textIn(row, "started_at"),
    is_open: row["ended_at"] === null,
    is_watched_to_end: row["is_watched_to_end"] === true,
    hours: numberIn(row, "hours") ?? 0,
  }));
}

/** What the data checks found under one rule. */
export interface CheckFinding {
  readonly rule: string;
  readonly severity: string;
  /** The findings of the rule, each about one subject. */
  readonly found: readonly CheckSubject[];
  /** Records concerned, of all subjects. */
  readonly records: number;
}

/** One finding: whom it is about, and how many records. */
export interface CheckSubject {
  readonly message_code: string;
  readonly subject: string;
  readonly records: number;
  readonly detail: string;
}

/** The findings of the list `findings`, those of one rule together, in their order. */
export function checkFindingsOf(rows: readonly Row[]): CheckFinding[] {
  const found = new Map<string, CheckFinding>();
  for (const row of rows) {
    const rule = textIn(row, "rule");
    const known = found.get(rule);
    const records = numberIn(row, "record_count") ?? 0;
    const subject: CheckSubject = {
      message_code: textIn(row, "message_code"),
      subject: textIn(row, "subject"),
      records,
      detail: textIn(row, "detail"),
    };
    found.set(rule, {
      rule,
      severity: textIn(row, "severity"),
      found: [...(known?.found ?? []), subject],
      records: (known?.records ?? 0) + records,
    });
  }
  return [...found.values()];
}

/** Rows of a source over all runs: in = loaded + unchanged + quarantined. */
export interface Reconciliation {
  readonly source: string;
  readonly title: string;
  readonly rows_in: number;
  readonly loaded: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly excluded: number;
  readonly waiting: number;
  readonly observed_from: string;
}

/** The reconciliation of each source of a site, from rows of the list `source_rows`. */
export function reconciliationOf(rows: readonly Row[], site: string): Reconciliation[] {
  return rows
    .filter((row) => textIn(row, "site") === site)
    .map((row) => ({
      source: textIn(row, "source_id"),
      title: textIn(row, "title"),
      rows_in: numberIn(row, "rows_in") ?? 0,
      loaded: numberIn(row, "rows_loaded") ?? 0,
      unchanged: numberIn(row, "rows_unchanged") ?? 0,
      quarantined: numberIn(row, "rows_quarantined") ?? 0,
      excluded: numberIn(row, "rows_excluded") ?? 0,
      waiting: numberIn(row, "waiting_count") ?? 0,
      observed_from: textIn(row, "observed_from"),
    }));
}
