import { formatCount, formatPercent, text } from "../../core/index.js";
import { isMetricId, metricById, type MetricResult } from "../../metrics/index.js";
import type { Inline } from "../document.js";
import { checkTitle } from "./check-words.js";
import type { CheckFinding, Reconciliation } from "./evidence-rows.js";

function words(content: string): Inline {
  return { kind: "text", text: content, href: "" };
}

function link(content: string, href: string): Inline {
  return { kind: "link", text: content, href };
}

/** How good the data are: rows in and what became of them, and what the checks found. */
export function dataQuality(
  reconciliation: readonly Reconciliation[],
  checks: readonly CheckFinding[],
  asset_noun: readonly [string, string],
): Inline[][] {
  const rows = reconciliation.map((source) => [
    words(reconciled(source)),
    words(" "),
    link(text("reports.link.quality"), "/quality"),
  ]);
  if (checks.length === 0) return [...rows, [words(text("reports.quality.no_findings"))]];
  const sentences = checks.map((check) =>
    text("reports.quality.finding", { title: checkTitle(check, asset_noun) }),
  );
  return [...rows, [words(sentences.join(" "))]];
}

function reconciled(source: Reconciliation): string {
  return text("reports.quality.rows", {
    source: source.title,
    rows_in: source.rows_in,
    loaded: formatCount(source.loaded),
    unchanged: formatCount(source.unchanged),
    quarantined: formatCount(source.quarantined),
    excluded: source.excluded,
    waiting: source.waiting,
  });
}

/** What the definitions of a report are written from. */
export interface DefinitionsInput {
  /** The figures shown. */
  readonly results: readonly MetricResult[];
  readonly issue: number;
  readonly snapshot_id: string;
  readonly attribution: string | null;
  readonly licence: string | null;
  readonly is_generated: boolean;
}

/** How to read the figures: each one's definition, the intervals, the snapshot, the source. */
export function definitions(input: DefinitionsInput): Inline[][] {
  const level = input.results.find((result) => result.interval !== null)?.interval?.level ?? 0.95;
  const { attribution, licence } = input;
  return [
    ...input.results.map(definitionOf),
    [words(text("reports.read.intervals", { level: formatPercent(level) }))],
    [words(text("reports.read.issue", { issue: input.issue, snapshot: input.snapshot_id }))],
    ...(attribution === null
      ? []
      : [[words(text("reports.source", { attribution, licence: licence ?? "none" }))]]),
    ...(input.is_generated ? [[words(text("reports.read.generated"))]] : []),
  ];
}

function definitionOf(result: MetricResult): Inline[] {
  const summary = isMetricId(result.metric) ? metricById(result.metric).summary : "";
  return [
    { kind: "strong", text: `${result.title}.`, href: "" },
    words(` ${summary} `),
    link(text("reports.link.definition"), `/metrics/${result.metric}`),
    words(" · "),
    link(text("reports.link.rows"), result.evidence_url),
  ];
}
