import { limits } from "../../core/index.js";
import type { MetricResult, Row } from "../../metrics/index.js";
import { fail } from "../errors.js";
import { computeFigure } from "../figures.js";
import { readList, readWholeList } from "../lists.js";
import type { PageRequest } from "../page.js";
import { pageScope, type PageScope } from "../scope/page-scope.js";
import { PAGE_ROWS, pageNumber } from "../view/pager.js";
import { wordsIn } from "../view/numbers.js";

/** What the register says of one asset. */
export interface AssetFacts {
  readonly id: string;
  readonly tag: string;
  readonly name: string;
  readonly description: string;
  readonly area: string;
  readonly parent_id: string;
  readonly parent_tag: string;
  readonly parent_name: string;
  /** `site` for an asset that stands in no area. */
  readonly parent_level: string;
  readonly level: string;
  readonly equipment_class: string;
  readonly criticality: string;
  readonly commissioned_on: string;
  readonly observed_from: string | null;
  readonly observed_to: string | null;
  readonly is_registered: boolean;
  readonly is_counted: boolean;
  readonly record_url: string;
}

/** Everything a dossier shows. */
export interface Dossier {
  readonly asset: AssetFacts;
  readonly scope: PageScope;
  readonly figures: Readonly<Record<DossierFigure, MetricResult>>;
  /** MTBF by month, modes and chains, for the sections below. */
  readonly by_month: MetricResult;
  readonly modes: MetricResult;
  readonly chains: MetricResult;
  /** Assets below this one; null when it is a leaf. */
  readonly below: MetricResult | null;
  readonly stops: readonly Row[];
  readonly orders: readonly Row[];
}

const FIGURES = [
  "failure_count",
  "downtime_hours",
  "mtbf",
  "mean_down_time",
  "availability_operational",
  "recurring_failures",
] as const;

/** A key figure of a dossier. */
export type DossierFigure = (typeof FIGURES)[number];

/** Stops that the time line draws at most. */
export const MOST_DRAWN = 2_000;

/** Records of the asset: all of them for a file; for a page, as many as it shows or draws. */
function readRecords(
  request: PageRequest,
  name: "asset_stops" | "asset_orders",
  ask: Readonly<Record<string, string>>,
): Promise<readonly Row[]> {
  if (request.format !== "html") return readWholeList(request, name, ask);
  const last = Math.min(limits.query_rows, pageNumber(request) * PAGE_ROWS);
  return readList(request, name, { ...ask, page_rows: Math.max(MOST_DRAWN, last) });
}

function factsOf(row: Row): AssetFacts {
  const instant = (name: string): string | null => {
    const words = wordsIn(row, name);
    return words === "" ? null : words;
  };
  return {
    id: wordsIn(row, "id"),
    tag: wordsIn(row, "tag"),
    name: wordsIn(row, "name"),
    description: wordsIn(row, "description"),
    area: wordsIn(row, "area"),
    parent_id: wordsIn(row, "parent_id"),
    parent_tag: wordsIn(row, "parent_tag"),
    parent_name: wordsIn(row, "parent_name"),
    parent_level: wordsIn(row, "parent_level"),
    level: wordsIn(row, "hierarchy_level"),
    equipment_class: wordsIn(row, "equipment_class"),
    criticality: wordsIn(row, "criticality"),
    commissioned_on: wordsIn(row, "commissioned_on"),
    observed_from: instant("observed_from"),
    observed_to: instant("observed_to"),
    is_registered: row["is_registered"] === true,
    is_counted: row["is_counted"] === true,
    record_url: wordsIn(row, "record_url"),
  };
}

/** The asset an address names by id or tag, with its site; throws `http.asset_unknown`. */
async function findAsset(request: PageRequest): Promise<Row> {
  const named = request.params["id"] ?? "";
  const site = request.query.site ?? "";
  const rows = await readList(request, "asset_facts", { asset: named, site });
  const ofSite = rows.filter((row) => site === "" || wordsIn(row, "site") === site);
  const found = ofSite[0] ?? rows[0];
  if (found === undefined) throw fail("http.asset_unknown", { asset: named.slice(0, 80) });
  return found;
}

/** The dossier's scope is the asset's own source; without a period it covers all its data. */
async function dossierScope(request: PageRequest, row: Row): Promise<PageScope> {
  const site = wordsIn(row, "site");
  const source = wordsIn(row, "source_id");
  const query = { ...request.query, site, source };
  return pageScope({ ...request, query }, { is_all_by_default: true });
}

function hasRows(result: MetricResult): boolean {
  return result.rows.some((row) => wordsIn(row, "group_id") !== "");
}

async function readModes(
  request: PageRequest,
  parameters: Readonly<Record<string, string>>,
  measure: string,
): Promise<MetricResult> {
  const of = (dimension: string): Promise<MetricResult> =>
    computeFigure(request, "failure_pareto", { ...parameters, dimension, measure });
  const modes = await of("mode");
  return hasRows(modes) ? modes : of("text");
}

/** Reads everything about the asset that the address names. */
export async function readDossier(request: PageRequest): Promise<Dossier> {
  const row = await findAsset(request);
  const asset = factsOf(row);
  const scope = await dossierScope(request, row);
  const parameters = { ...scope.parameters, asset: asset.id };
  const days = { asset: asset.id, ...scope.range };
  const measure = scope.source.has_stops ? "hours" : "count";
  const figure = (id: DossierFigure) => computeFigure(request, id, parameters);
  const [figures, by_month, modes, chains, below, stops, orders] = await Promise.all([
    Promise.all(FIGURES.map(async (id) => [id, await figure(id)] as const)),
    computeFigure(request, "mtbf", { ...parameters, by: "month" }),
    readModes(request, parameters, measure),
    computeFigure(request, "recurring_chains", parameters),
    asset.is_counted ? null : computeFigure(request, "mtbf", { ...parameters, by: "asset" }),
    readRecords(request, "asset_stops", days),
    readRecords(request, "asset_orders", days),
  ]);
  return {
    asset,
    scope,
    // Every figure of the list is in it, by its own id.
    figures: Object.fromEntries(figures) as Record<DossierFigure, MetricResult>,
    by_month,
    modes,
    chains,
    below,
    stops,
    orders,
  };
}
