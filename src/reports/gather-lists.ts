import { text } from "../core/index.js";
import { isComparable, type AssetChange } from "../metrics/index.js";
import type { SectionOf } from "./document.js";
import type { Evidence } from "./evidence.js";
import { soundMetric } from "./gather-figures.js";
import {
  checkFindingsOf,
  outagesOf,
  reconciliationOf,
  type CheckFinding,
  type Reconciliation,
} from "./view/evidence-rows.js";
import { needsAttention } from "./view/needs-attention.js";
import { dataQuality } from "./view/notes.js";
import type { PeriodNames } from "./view/periods.js";
import { worstAssets } from "./view/worst-assets.js";

type Body<Kind extends "table" | "findings" | "data_quality"> = Omit<
  SectionOf<Kind>,
  "heading" | "status" | "failure"
>;

const OUTAGES = 500;

/** How each asset's failures changed, or null when the period before cannot be compared. */
async function comparedAssets(
  evidence: Evidence,
  { range, previous }: PeriodNames,
): Promise<readonly AssetChange[] | null> {
  const whole = await evidence.metric("mtbf", previous);
  return isComparable(whole) ? evidence.assetChanges(range) : null;
}

/** The table of worst assets of a period. */
export async function gatherWorstAssets(
  evidence: Evidence,
  names: PeriodNames,
  rows: number,
): Promise<Body<"table">> {
  const [downtime, mtbf, changes] = await Promise.all([
    evidence.site.has_stops
      ? soundMetric(evidence, { id: "downtime_hours", range: names.range, by: "asset" })
      : null,
    soundMetric(evidence, { id: "mtbf", range: names.range, by: "asset" }),
    comparedAssets(evidence, names),
  ]);
  const { table, finding, sub, note } = worstAssets({
    names,
    downtime,
    mtbf,
    changes,
    rows,
  });
  const measured = downtime ?? mtbf;
  const links = [
    { text: text("reports.link.definition"), href: `/metrics/${measured.metric}` },
    {
      text: text("reports.link.all"),
      href: `/assets?site=${encodeURIComponent(evidence.site.site)}`,
    },
  ];
  return { kind: "table", id: "worst-assets", finding, sub, table, note, links };
}

async function gatherChecks(evidence: Evidence): Promise<CheckFinding[]> {
  return checkFindingsOf(await evidence.list("findings", { site: evidence.site.site }));
}

async function gatherReconciliation(evidence: Evidence): Promise<Reconciliation[]> {
  return reconciliationOf(await evidence.list("source_rows", {}), evidence.site.site);
}

/** What asks for attention in a period. */
export async function gatherFindings(
  evidence: Evidence,
  names: PeriodNames,
  most: number,
): Promise<Body<"findings">> {
  const { site, source, zone, has_stops, data_to } = evidence.site;
  const outages = { site, source, ...names.range, page_rows: OUTAGES };
  const [rows, mtbf, changes, checks, reconciliation] = await Promise.all([
    has_stops ? evidence.list("outages", outages) : [],
    soundMetric(evidence, { id: "mtbf", range: names.range, by: "asset" }),
    comparedAssets(evidence, names),
    gatherChecks(evidence),
    gatherReconciliation(evidence),
  ]);
  const findings = needsAttention({
    names,
    zone,
    data_to: data_to ?? mtbf.provenance.data_to,
    outages: outagesOf(rows),
    mtbf,
    changes,
    checks,
    reconciliation,
    most,
  });
  return {
    kind: "findings",
    findings,
    none: text("reports.attention.none", { phrase: names.phrase }),
  };
}

/** How good the data of the site are. */
export async function gatherDataQuality(evidence: Evidence): Promise<Body<"data_quality">> {
  const [reconciliation, checks] = await Promise.all([
    gatherReconciliation(evidence),
    gatherChecks(evidence),
  ]);
  return {
    kind: "data_quality",
    paragraphs: dataQuality(reconciliation, checks, evidence.site.asset_noun),
  };
}
