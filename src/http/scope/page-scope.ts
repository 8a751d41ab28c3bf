import {
  addMonths,
  formatInstant,
  periodText,
  previousRange,
  text,
  type TimeRange,
} from "../../core/index.js";
import { defaultPeriod, listSites, type SiteSource } from "../../metrics/index.js";
import { fail } from "../errors.js";
import { metricContext } from "../figures.js";
import { readList } from "../lists.js";
import type { Choice, FootView, PageRequest, ScopeItem, ScopeView } from "../page.js";
import { askedRange, dataSpan, periodQuery, wholeMonthsOf, type DataSpan } from "./period.js";
import { readSources, rowsSentence, type SourceInfo } from "./source-rows.js";

/** What a page of figures covers: one source of one site, over one period. */
export interface PageScope {
  readonly source: SiteSource;
  /** Every source the reader may see, newest data first. */
  readonly sources: readonly SiteSource[];
  readonly span: DataSpan | null;
  readonly range: TimeRange;
  /** The period before, compared with; it may lie before the first data. */
  readonly before: TimeRange;
  /** How an address names the source: with the site, and alone where the site has no other. */
  readonly place: { readonly site: string; readonly source?: string };
  /** Parameters that a metric of this scope is asked with. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly view: ScopeView;
  readonly foot: FootView;
}

/** How a page without a period in its address is covered. */
export interface ScopeOptions {
  /** All data, as pages about one asset or whole data sets are. */
  readonly is_all_by_default?: boolean;
  /** The page is about all time, whatever period the address carries along. */
  readonly is_timeless?: boolean;
}

const MOST_MONTHS = 36;

/** The source a page opens on: the one asked for, else the newest data of the site asked for. */
function chosenSource(request: PageRequest, sources: readonly SiteSource[]): SiteSource {
  const { site, source } = request.query;
  const ofSite = sources.filter((one) => site === undefined || one.site === site);
  const found = ofSite.find((one) => source === undefined || one.source === source);
  if (found !== undefined) return found;
  if (sources.length === 0) throw fail("http.no_data", {});
  const isSite = ofSite.length === 0;
  const known = isSite ? sources.map((one) => one.site) : ofSite.map((one) => one.source);
  throw fail("http.scope_unknown", {
    kind: isSite ? "site" : "source",
    value: (isSite ? site : source) ?? "",
    expected: [...new Set(known)].join(", "),
  });
}

/** The last complete month of the source's data, else all its days, else the snapshot's month. */
function defaultRange(source: SiteSource, built_at: string): TimeRange {
  const period = defaultPeriod(source);
  if (period !== null) return period;
  const month = `${built_at.slice(0, 7)}-01`;
  return { from: month, to: addMonths(month, 1) };
}

/** How an address names a source among those that the reader may see. */
export function placeOf(
  { site, source }: Pick<SiteSource, "site" | "source">,
  sources: readonly SiteSource[],
): PageScope["place"] {
  const isAlone = sources.filter((one) => one.site === site).length === 1;
  return isAlone ? { site } : { site, source };
}

/** Since when the data of a source are older than promised; null while they are not. */
function staleSince(request: PageRequest, info: SourceInfo | undefined): Date | null {
  const { staleAt, clock } = request.deps;
  const extracted_at = info?.last_run_at ?? null;
  if (staleAt === undefined || extracted_at === null) return null;
  const at = staleAt(new Date(extracted_at));
  return at !== null && at <= clock.now() ? at : null;
}

/** How many feeds of the source could not be read; null when all could. */
function unreadText({ unread }: PageRequest, { source }: SiteSource): string | null {
  const count = unread.filter((one) => one.source === source).length;
  return count === 0 ? null : text("http.scope.unread", { count });
}

function siteChoices(request: PageRequest, sources: readonly SiteSource[], now: SiteSource) {
  return sources.map((source) => ({
    text: source.site_name,
    small: source.source_title,
    href: request.here({
      source: null,
      ...placeOf(source, sources),
      period: null,
      from: null,
      to: null,
      asset: null,
      group: null,
    }),
    is_current: source.source === now.source,
  }));
}

function periodChoice(request: PageRequest, range: TimeRange, now: TimeRange): Choice {
  const query = periodQuery(range);
  const { period = null, from = null, to = null } = query;
  return {
    text: periodText(range),
    href: request.here({ period, from, to }),
    is_current: range.from === now.from && range.to === now.to,
  };
}

function periodChoices(request: PageRequest, span: DataSpan | null, now: TimeRange): Choice[] {
  if (span === null) return [];
  const all = { ...periodChoice(request, span, now), small: text("http.period.all") };
  const years: TimeRange[] = [];
  for (let year = Number(span.to.slice(0, 4)); year >= Number(span.from.slice(0, 4)); year -= 1) {
    years.push({ from: `${year}-01-01`, to: `${year + 1}-01-01` });
  }
  const months = wholeMonthsOf(span, MOST_MONTHS).map((from) => ({ from, to: addMonths(from, 1) }));
  const offered = [...(years.length > 1 ? years : []), ...months];
  return [all, ...offered.map((range) => periodChoice(request, range, now))];
}

function items(
  request: PageRequest,
  scope: Pick<PageScope, "source" | "sources" | "span" | "range" | "before">,
): ScopeItem[] {
  const { source, sources, span, range } = scope;
  return [
    {
      label: text("http.scope.site"),
      value: source.site_name,
      choices: siteChoices(request, sources, source),
    },
    {
      label: text("http.scope.period"),
      value: periodText(range),
      choices: periodChoices(request, span, range),
    },
    { label: text("http.scope.against"), value: againstText(scope), choices: [] },
    { label: text("http.scope.base"), value: text("http.scope.base_calendar"), choices: [] },
  ];
}

function againstText(scope: Pick<PageScope, "span" | "before">): string {
  const { span, before } = scope;
  if (span === null || before.from < monthStart(span.from)) return text("http.scope.no_against");
  return periodText(before);
}

const monthStart = (date: string): string => `${date.slice(0, 7)}-01`;

function footOf(
  request: PageRequest,
  { source, place }: Pick<PageScope, "source" | "place">,
  info: SourceInfo | undefined,
): FootView {
  const { snapshot } = request;
  const licence = [source.attribution, source.licence].filter((word) => word !== null).join(", ");
  return {
    sentences: [
      text("http.foot.snapshot", { id: snapshot.info.snapshot_id }),
      text("http.foot.definitions", { version: snapshot.info.definitions_version }),
      text("http.foot.zone", { zone: source.zone }),
      text("http.foot.intervals"),
      ...(source.is_generated ? [text("http.foot.generated")] : []),
      ...(licence === "" ? [] : [text("http.foot.licence", { licence })]),
    ],
    reconciliation:
      info === undefined ? null : { text: rowsSentence(info), href: request.to("/quality", place) },
  };
}

async function doubtsOf(
  request: PageRequest,
  place: PageScope["place"],
  waiting_count: number,
): Promise<ScopeView["doubts"]> {
  const findings = await readList(request, "findings", { site: place.site });
  const count = findings.length + (waiting_count > 0 ? 1 : 0);
  if (count === 0) return null;
  return {
    text: text("http.scope.doubts", { count }),
    href: request.to("/quality", place),
  };
}

/**
 * What the page covers, from its address; a page without a period opens on the last whole month, or
 * on all data where it is about one asset.
 */
export async function pageScope(
  request: PageRequest,
  options: ScopeOptions = {},
): Promise<PageScope> {
  const sources = await listSites(metricContext(request));
  const source = chosenSource(request, sources);
  const info = (await readSources(request)).find((one) => one.source_id === source.source);
  const span = dataSpan(source.zone, source.observed_from, source.observed_to);
  const whole = options.is_all_by_default === true ? span : null;
  const { built_at } = request.snapshot.info;
  const range = askedRange(request.query) ?? whole ?? defaultRange(source, built_at);
  const before = previousRange(range);
  const place = placeOf(source, sources);
  const stale_since = staleSince(request, info);
  request.noted.is_stale = stale_since !== null;
  const scope = { source, sources, place, span, range, before };
  const parameters = {
    site: source.site,
    source: source.source,
    from: range.from,
    to: range.to,
  };
  const data_to = source.data_to ?? source.observed_to;
  const view: ScopeView = {
    items: items(request, scope).slice(0, options.is_timeless === true ? 1 : undefined),
    data_to:
      data_to === null ? text("http.unknown") : formatInstant(data_to, source.zone, { year: true }),
    stale_since:
      stale_since === null
        ? null
        : formatInstant(stale_since.toISOString(), source.zone, { year: true }),
    unread: unreadText(request, source),
    sources_href: request.to("/sources"),
    doubts: await doubtsOf(request, place, info?.waiting_count ?? 0),
    is_generated: source.is_generated,
  };
  return { ...scope, parameters, view, foot: footOf(request, scope, info) };
}
