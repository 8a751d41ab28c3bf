import { addDays, addMonths, startOfMonth, text, type TimeRange } from "../../core/index.js";
import type { FinerGrain, OutageList } from "../../charts/index.js";
import type { MetricResult, Row } from "../../metrics/index.js";
import {
  gatherAnswer,
  gatherFindings,
  gatherSeries,
  gatherTile,
  gatherWorstAssets,
  periodNames,
  type Answer,
  type Evidence,
  type Finding,
  type PeriodNames,
  type Table,
  type Tile,
} from "../../reports/index.js";
import { pageEvidence } from "../figures.js";
import { readList } from "../lists.js";
import type { PageRequest } from "../page.js";
import type { PageScope } from "../scope/page-scope.js";
import { attempt } from "../view/guarded.js";
import { numberIn, wordsIn } from "../view/numbers.js";

/** Key figures of the overview, in the order they stand. */
const TILE_METRICS = [
  "mtbf",
  "mean_down_time",
  "availability_operational",
  "downtime_hours",
  "recurring_failures",
  "failure_count",
] as const;

const WORST_ROWS = 12;
const FINDINGS = 6;
const OUTAGES = 10;
const MONTHS = 12;

/** The longest outages of the period, with their rows. */
export interface Outages {
  readonly list: OutageList;
  readonly rows: readonly Row[];
}

/** Everything that the overview shows. */
export interface OverviewData {
  readonly names: PeriodNames;
  readonly answer: Answer | null;
  /** Null when one of them could not be computed. */
  readonly tiles: readonly Tile[] | null;
  readonly figures: readonly MetricResult[];
  readonly by_month: MetricResult;
  readonly finer: FinerGrain | null;
  /** Null where the source records no stops. */
  readonly outages: Outages | null;
  readonly pareto: MetricResult;
  /** Pareto by asset, for how often against how long. */
  readonly by_asset: MetricResult;
  readonly mtbf_by_asset: MetricResult;
  readonly worst: WorstTable | null;
  readonly found: Found | null;
}

/** What asks for attention, and what is said when nothing does. */
export interface Found {
  readonly findings: readonly Finding[];
  readonly none: string;
}

/** The table of worst assets with its words. */
export interface WorstTable {
  readonly table: Table;
  readonly finding: string;
  readonly sub: string;
  readonly note: string;
}

/** Months drawn: a year up to the period and, where data go on, one after it. */
function monthSpan(scope: PageScope): TimeRange {
  const { range, span } = scope;
  const last = span === null ? range.to : addMonths(startOfMonth(addDays(span.to, -1)), 1);
  const after = addMonths(range.to, 1);
  const to = after < last ? after : last;
  return { from: addMonths(range.to, -MONTHS), to: to > range.to ? to : range.to };
}

async function finerGrain(evidence: Evidence, range: TimeRange): Promise<FinerGrain | null> {
  const series = await gatherSeries(evidence, "mtbf", range);
  if (series.grain === "month") return null;
  return {
    label: text("http.overview.by_week"),
    points: series.points.map((point) => ({
      on: addDays(point.range.from, 3),
      value: point.value,
    })),
  };
}

/** Groups tried in order until there are two that are named: places, modes, assets. */
const DIMENSIONS = ["area", "mode", "asset"] as const;

async function paretoOf(evidence: Evidence, range: TimeRange): Promise<MetricResult> {
  const measure = evidence.site.has_stops ? "hours" : "count";
  for (const dimension of DIMENSIONS) {
    const result = await evidence.metric("failure_pareto", range, { measure, dimension });
    const named = result.rows.filter((row) => wordsIn(row, "group_id") !== "");
    if (named.length >= 2) return result;
  }
  return evidence.metric("failure_pareto", range, { measure, dimension: "asset" });
}

async function readOutages(request: PageRequest, scope: PageScope): Promise<Outages | null> {
  const { source, range } = scope;
  if (!source.has_stops) return null;
  const rows = await readList(request, "outages", {
    site: source.site,
    source: source.source,
    ...range,
    page_rows: OUTAGES,
  });
  const list = {
    zone: source.zone,
    range,
    total_h: numberIn(rows[0], "total_h") ?? 0,
    asset_noun: source.asset_noun,
    outages: rows.map((row) => ({
      id: wordsIn(row, "id"),
      asset_tag: wordsIn(row, "asset_tag"),
      started_at: wordsIn(row, "started_at"),
      ended_at: wordsIn(row, "ended_at") === "" ? null : wordsIn(row, "ended_at"),
      hours: numberIn(row, "hours") ?? 0,
      href: request.to(`/assets/${wordsIn(row, "asset_id")}`),
    })),
  };
  return { list, rows };
}

/** Computes everything on the overview; each question is asked once. */
export async function readOverview(request: PageRequest, scope: PageScope): Promise<OverviewData> {
  const { range, source } = scope;
  const names = periodNames(range);
  const evidence = await pageEvidence(request, source);
  const measure = source.has_stops ? "hours" : "count";
  const [answer, tiles, figures, by_month, finer, outages, pareto, by_asset, mtbf_by_asset] =
    await Promise.all([
      attempt(request, () => gatherAnswer(evidence, names)),
      attempt(request, () =>
        Promise.all(TILE_METRICS.map((id) => gatherTile(evidence, id, names))),
      ),
      Promise.all(TILE_METRICS.map((id) => evidence.metric(id, range))),
      evidence.metric("mtbf", monthSpan(scope), { by: "month" }),
      attempt(request, () => finerGrain(evidence, range)),
      readOutages(request, scope),
      paretoOf(evidence, range),
      evidence.metric("failure_pareto", range, { measure, dimension: "asset" }),
      evidence.metric("mtbf", range, { by: "asset" }),
    ]);
  const [worst, found] = await Promise.all([
    attempt(request, () => gatherWorstAssets(evidence, names, WORST_ROWS)),
    attempt(request, () => gatherFindings(evidence, names, FINDINGS)),
  ]);
  return {
    names,
    answer,
    tiles,
    figures,
    by_month,
    finer,
    outages,
    pareto,
    by_asset,
    mtbf_by_asset,
    worst,
    found,
  };
}
