import { nearest, timeRange, addDays, type TimeRange } from "../core/index.js";
import { numberIn, textIn, textOrNull } from "./cells.js";
import { cachedRows, type MetricContext } from "./context.js";
import { fail } from "./errors.js";
import type { GivenParameters } from "./parameters.js";
import type { Scope } from "./result.js";
import { dayAfterData, defaultPeriod, listSites, type SiteSource } from "./sites.js";

/** An asset that a scope is limited to: it and all below it. */
export interface ScopeAsset {
  readonly id: string;
  readonly tag: string;
  readonly name: string | null;
  readonly area: string | null;
  readonly hierarchy_level: string | null;
  /** Assets with exposure at or below it. */
  readonly asset_count: number;
  /** Failures at or below it, of whatever day, of what is not counted: in no figure. */
  readonly left_out_count: number;
}

/** What a question is about, with every default filled in. */
export interface ResolvedScope {
  readonly is_visible: true;
  readonly site: SiteSource;
  readonly asset: ScopeAsset | null;
  readonly range: TimeRange;
}

/** A question about what the reader may not see; nothing of it is told. */
export interface HiddenScope {
  readonly is_visible: false;
  readonly site: string;
}

function chooseSource(
  candidates: readonly SiteSource[],
  given: GivenParameters,
): SiteSource | undefined {
  if (given.source === undefined) return candidates[0];
  const found = candidates.find((candidate) => candidate.source === given.source);
  if (found !== undefined || candidates[0] === undefined) return found;
  const known = candidates.map((candidate) => candidate.source).join(", ");
  throw fail("metrics.source_unknown", { source: given.source, site: candidates[0].site, known });
}

function isLimited({ principal }: MetricContext): boolean {
  return principal.sites !== "all" || principal.hierarchy !== null;
}

async function chooseSite(given: GivenParameters, ctx: MetricContext): Promise<SiteSource | null> {
  const sites = await listSites(ctx);
  if (given.site === undefined) {
    const ofSource = sites.filter((site) => site.source === (given.source ?? site.source));
    const chosen = ofSource[0] ?? sites[0];
    if (chosen === undefined && isLimited(ctx)) return null;
    if (chosen !== undefined)
      return chooseSource(ofSource.length > 0 ? ofSource : sites, given) ?? chosen;
    throw fail("metrics.no_data", { snapshot: ctx.snapshot.info.snapshot_id });
  }
  const found = chooseSource(
    sites.filter((site) => site.site === given.site),
    given,
  );
  if (found !== undefined) return found;
  // Whether a site exists is told only to those who may see all of them.
  if (isLimited(ctx)) return null;
  const known = [...new Set(sites.map((site) => site.site))];
  const meant = nearest(given.site, known);
  const hint = meant === undefined ? {} : { hint: `did you mean ${meant}?` };
  throw fail("metrics.site_unknown", { site: given.site, known: known.join(", ") }, hint);
}

/** The asset of a source with that id or tag, within the reader's part of the hierarchy; or null. */
export async function findAsset(
  ctx: MetricContext,
  site: SiteSource,
  reference: string,
): Promise<ScopeAsset | null> {
  const rows = await cachedRows(
    ctx,
    { kind: "lists", name: "asset_scope" },
    {
      site: site.site,
      source: site.source,
      asset: reference,
      root: ctx.principal.hierarchy ?? "",
    },
  );
  const row = rows[0];
  if (row === undefined) return null;
  return Object.freeze({
    id: textIn(row, "id"),
    tag: textIn(row, "tag"),
    name: textOrNull(row, "name"),
    area: textOrNull(row, "area"),
    hierarchy_level: textOrNull(row, "hierarchy_level"),
    asset_count: numberIn(row, "asset_count"),
    left_out_count: numberIn(row, "left_out_count"),
  });
}

function chooseRange(given: GivenParameters, site: SiteSource): TimeRange {
  if (given.from !== undefined && given.to !== undefined) return timeRange(given.from, given.to);
  const { observed_from_on: first, observed_to_on: last } = site;
  if (given.from !== undefined) {
    const to = last === null ? addDays(given.from, 1) : dayAfterData(site, last);
    return timeRange(given.from, to);
  }
  if (given.to !== undefined) return timeRange(first ?? addDays(given.to, -1), given.to);
  const period = defaultPeriod(site);
  if (period === null) throw fail("metrics.no_data", { snapshot: site.source });
  return period;
}

/**
 * The scope of a question: the site asked for or the visible one with the newest data, one source of
 * it, the asset asked for or the part of the hierarchy the reader is limited to, and the period asked
 * for or the last complete month of the source's data.
 */
export async function resolveScope(
  given: GivenParameters,
  ctx: MetricContext,
): Promise<ResolvedScope | HiddenScope> {
  const site = await chooseSite(given, ctx);
  if (site === null) return { is_visible: false, site: given.site ?? "" };
  const reference = given.asset ?? ctx.principal.hierarchy;
  const asset = reference === null ? null : await findAsset(ctx, site, reference);
  if (reference !== null && asset === null) {
    if (ctx.principal.hierarchy !== null) return { is_visible: false, site: site.site };
    throw fail("metrics.asset_unknown", { asset: reference, site: site.site });
  }
  return { is_visible: true, site, asset, range: chooseRange(given, site) };
}

/** The scope as a result states it. */
export function scopeOf({ site, asset }: ResolvedScope): Scope {
  return Object.freeze({
    site: site.site,
    site_name: site.site_name,
    zone: site.zone,
    currency: site.currency,
    source: site.source,
    asset_noun: site.asset_noun,
    asset: asset?.id ?? null,
    asset_tag: asset?.tag ?? null,
    asset_count: asset?.asset_count ?? site.asset_count,
    is_generated: site.is_generated,
    attribution: site.attribution,
    licence: site.licence,
  });
}

/** The scope of a question that may not be answered: nothing but the site's id as it was asked. */
export function hiddenScopeOf(hidden: HiddenScope): Scope {
  return Object.freeze({
    site: hidden.site,
    site_name: hidden.site,
    zone: "UTC",
    currency: null,
    source: "",
    asset_noun: ["", ""] as const,
    asset: null,
    asset_tag: null,
    asset_count: 0,
    is_generated: false,
    attribution: null,
    licence: null,
  });
}
