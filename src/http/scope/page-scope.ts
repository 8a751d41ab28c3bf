import {
  addMonths,
  formatCount,
  formatInstant,
  formatMonth,
  previousRange,
  text,
  type TimeRange,
} from "../../core/index.js";
import { fail } from "../errors.js";
import { readList } from "../lists.js";
import type { Choice, FootView, PageRequest, ScopeItem, ScopeView } from "../page.js";
import {
  askedRange,
  dataSpan,
  periodQuery,
  periodText,
  wholeMonthsOf,
  type DataSpan,
} from "./period.js";
import { readSources, type SourceInfo } from "./source-rows.js";

/** What a page of figures covers: one source of one site, over one period. */
export interface PageScope {
  readonly source: SourceInfo;
  /** Every source the reader may see, for choices and footers. */
  readonly sources: readonly SourceInfo[];
  readonly span: DataSpan | null;
  readonly range: TimeRange;
  /** The period before, compared with; it may lie before the first data. */
  readonly before: TimeRange;
  /** Parameters that a metric of this scope is asked with. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly view: ScopeView;
  readonly foot: FootView;
}

const MOST_MONTHS = 36;

function byNewest(a: SourceInfo, b: SourceInfo): number {
  const [left, right] = [a.data_to ?? "", b.data_to ?? ""];
  if (left !== right) return left < right ? 1 : -1;
  return a.source_id < b.source_id ? -1 : 1;
}

/** The source a page opens on: the one asked for, else the newest data of the site asked for. */
function chosenSource(request: PageRequest, sources: readonly SourceInfo[]): SourceInfo {
  const { site, source } = request.query;
  const ofSite = sources.filter((one) => site === undefined || one.site === site);
  const found = ofSite
    .filter((one) => source === undefined || one.source_id === source)
    .sort(byNewest)[0];
  if (found !== undefined) return found;
  if (sources.length === 0) throw fail("http.no_data", {});
  const isSite = ofSite.length === 0;
  const known = isSite ? sources.map((one) => one.site) : ofSite.map((one) => one.source_id);
  throw fail("http.scope_unknown", {
    kind: isSite ? "site" : "source",
    value: (isSite ? site : source) ?? "",
    expected: [...new Set(known)].join(", "),
  });
}

/** The last month wholly covered by data, else all data, else the month of the snapshot. */
function defaultRange(span: DataSpan | null, built_at: string): TimeRange {
  const last = span === null ? undefined : wholeMonthsOf(span, 1)[0];
  if (last !== undefined) return { from: last, to: addMonths(last, 1) };
  if (span !== null) return span;
  const month = `${built_at.slice(0, 7)}-01`;
  return { from: month, to: addMonths(month, 1) };
}

function siteChoices(request: PageRequest, sources: readonly SourceInfo[], now: SourceInfo) {
  return sources.map((source) => ({
    text: source.site_name,
    small: source.title,
    href: request.here({
      site: source.site,
      source:
        sources.filter((one) => one.site === source.site).length > 1 ? source.source_id : null,
      period: null,
      from: null,
      to: null,
      asset: null,
      group: null,
    }),
    is_current: source.source_id === now.source_id,
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

function footOf(request: PageRequest, source: SourceInfo): FootView {
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
    reconciliation: {
      text: text("http.foot.rows", {
        read: formatCount(source.rows_in),
        loaded: formatCount(source.rows_loaded),
        unchanged: source.rows_unchanged === 0 ? "none" : formatCount(source.rows_unchanged),
        waiting: formatCount(source.rows_quarantined),
      }),
      href: request.to("/quality", { site: source.site }),
    },
  };
}

async function doubtsOf(request: PageRequest, source: SourceInfo): Promise<ScopeView["doubts"]> {
  const findings = await readList(request, "findings", { site: source.site });
  const count = findings.length + (source.waiting_count > 0 ? 1 : 0);
  if (count === 0) return null;
  return {
    text: text("http.scope.doubts", { count }),
    href: request.to("/quality", { site: source.site }),
  };
}

/** What the page covers, from its address; a page without a period opens on the last whole month. */
export async function pageScope(request: PageRequest): Promise<PageScope> {
  const sources = await readSources(request);
  const source = chosenSource(request, sources);
  const span = dataSpan(source.zone, source.observed_from, source.data_to ?? source.observed_to);
  const range = askedRange(request.query) ?? defaultRange(span, request.snapshot.info.built_at);
  const before = previousRange(range);
  const scope = { source, sources, span, range, before };
  const parameters = {
    site: source.site,
    source: source.source_id,
    from: range.from,
    to: range.to,
  };
  const data_to = source.data_to ?? source.observed_to;
  const view: ScopeView = {
    items: items(request, scope),
    data_to:
      data_to === null ? text("http.unknown") : formatInstant(data_to, source.zone, { year: true }),
    is_stale: false,
    sources_href: request.to("/sources"),
    doubts: await doubtsOf(request, source),
    is_generated: source.is_generated,
  };
  return { ...scope, parameters, view, foot: footOf(request, source) };
}

/** The name of a month without its year, for sentences whose year is clear: `April`. */
export function monthName(range: TimeRange): string {
  return formatMonth(range.from);
}
