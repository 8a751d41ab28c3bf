import type { Config, ObservationConfig } from "../config/index.js";
import { text } from "../core/index.js";
import type { RunManifest } from "../extract/index.js";

/** Why a row may be set aside; each has a sentence `warehouse.quarantine.<rule>`. */
export const QUARANTINE_RULES = [
  "end_before_start",
  "missing_value",
  "not_a_day",
  "not_a_number",
  "not_a_time",
  "not_mapped",
  "out_of_range",
  "pattern_mismatch",
  "skipped_by_clock",
] as const;

/** The configuration and the runs as the parameters of the `ref_*` queries, each a JSON text. */
export function refParameters(
  config: Config,
  runs: readonly RunManifest[],
): Record<string, string> {
  return {
    sites: JSON.stringify(config.sites),
    sources: JSON.stringify(sourceRows(config)),
    feeds: JSON.stringify(feedRows(config)),
    rules: JSON.stringify(ruleRows()),
    runs: JSON.stringify(runs.map(runRow)),
  };
}

/** What `ref_run` takes of a manifest: it refuses keys that it does not know. */
function runRow(run: RunManifest): object {
  return {
    run_no: run.run_no,
    source: run.source,
    feed: run.feed,
    entity: run.entity,
    file: run.file,
    file_sha256: run.file_sha256,
    started_at: run.started_at,
    finished_at: run.finished_at,
    rows_in: run.rows_in,
    rows_landed: run.rows_landed,
    rows_unchanged: run.rows_unchanged,
    rows_deleted: run.rows_deleted,
    rows_rejected: run.rows_rejected,
    columns: run.columns,
  };
}

function sourceRows(config: Config): object[] {
  return config.sources.map((source) => ({
    id: source.id,
    title: source.title,
    site: source.site,
    attribution: source.attribution,
    licence: source.licence,
    is_generated: source.is_generated,
    failures_from: source.failures_from,
    noun_one: source.asset_noun[0],
    noun_many: source.asset_noun[1],
    basis: source.observation.basis,
    ...declaredWindow(source.observation),
    has_stops: source.feeds.some((feed) => feed.entity === "downtime"),
    has_register: source.feeds.some((feed) => feed.entity === "asset"),
  }));
}

function declaredWindow(observation: ObservationConfig): {
  observed_from: string | null;
  observed_to: string | null;
} {
  return {
    observed_from: "from" in observation ? observation.from : null,
    observed_to: "to" in observation ? observation.to : null,
  };
}

function feedRows(config: Config): object[] {
  return config.sources.flatMap((source) =>
    source.feeds.map((feed) => ({
      source: source.id,
      feed: feed.id,
      entity: feed.entity,
      is_keyed_by_content: feed.key === "content",
      is_full: feed.snapshot === "full",
    })),
  );
}

/** The sentences with their places left open, for the query to fill. */
function ruleRows(): object[] {
  const open = { column: "{column}", value: "{value}", expected: "{expected}" };
  return QUARANTINE_RULES.map((rule) => ({
    rule,
    message: text(`warehouse.quarantine.${rule}`, open),
  }));
}
