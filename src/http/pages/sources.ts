import { formatInstant, text } from "../../core/index.js";
import type { PageRequest, PageView } from "../page.js";
import { pageScope, placeOf, type PageScope } from "../scope/page-scope.js";
import { readSources, rowsSentence, type SourceInfo } from "../scope/source-rows.js";
import { answerHtml } from "../view/answer.js";
import { html, NOTHING, type Html } from "../view/markup.js";
import { sectionHtml } from "../view/section.js";

function instant(iso: string | null, zone: string): string {
  return iso === null ? text("http.unknown") : formatInstant(iso, zone, { year: true });
}

function facts(
  source: SourceInfo,
  unread: PageRequest["unread"],
): readonly (readonly [string, string])[] {
  const { zone } = source;
  const observed = text("http.sources.observed_span", {
    from: instant(source.observed_from, zone),
    to: instant(source.observed_to, zone),
    basis: source.observation_basis,
  });
  return [
    [text("http.sources.site"), text("http.sources.site_zone", { site: source.site_name, zone })],
    [text("http.sources.data_to"), instant(source.data_to, zone)],
    [text("http.sources.observed"), observed],
    [
      text("http.sources.failures_from"),
      text("http.sources.basis", { basis: source.failures_from }),
    ],
    [
      text("http.sources.records"),
      text("http.sources.has", {
        stops: String(source.has_stops),
        ends: String(source.has_ends),
        register: String(source.has_register),
      }),
    ],
    [text("http.sources.rows"), rowsSentence(source)],
    [text("http.sources.last_run"), instant(source.last_run_at, zone)],
    ...unread
      .filter((one) => one.source === source.source_id)
      .map(({ feed, at, message }): readonly [string, string] => [
        text("http.sources.unread", { feed }),
        text("http.sources.unread_since", { at: instant(at, zone), message }),
      ]),
    [
      text("http.sources.licence"),
      [source.attribution, source.licence].filter((word) => word !== null).join(", ") ||
        text("http.unknown"),
    ],
  ];
}

function sourceSection(request: PageRequest, source: SourceInfo, place: PageScope["place"]): Html {
  const generated = source.is_generated
    ? html`<span class="tag">${text("http.scope.generated")}</span>`
    : NOTHING;
  return sectionHtml({
    id: source.source_id,
    title: source.title,
    notes: [generated],
    links: [
      { text: text("http.nav.quality"), href: request.to("/quality", place) },
      { text: text("http.nav.overview"), href: request.to("/", place) },
    ],
    body: html`<dl class="defs">
      ${facts(source, request.unread).map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>`,
  });
}

function refreshForm(request: PageRequest): Html {
  if (!request.principal.roles.includes("admin")) return NOTHING;
  return sectionHtml({
    title: text("http.refresh.title"),
    notes: [text("http.refresh.note")],
    body: html`<form method="post" action="/refresh" class="controls">
      <input type="hidden" name="token" value="${request.form_token}" /><button type="submit">
        ${text("http.refresh.button")}
      </button>
    </form>`,
  });
}

function main(request: PageRequest, scope: PageScope, sources: readonly SourceInfo[]): Html {
  return html`${answerHtml({
    kicker: text("http.nav.sources"),
    headline: text("http.sources.headline", { count: sources.length }),
    lede: [
      text("http.sources.lede", {
        built: formatInstant(request.snapshot.info.built_at, scope.source.zone, { year: true }),
      }),
    ],
  })}${sources.map((source) => {
    const { site, source_id } = source;
    return sourceSection(request, source, placeOf({ site, source: source_id }, scope.sources));
  })}${refreshForm(request)}`;
}

const COLUMNS = [
  "source_id",
  "title",
  "site",
  "site_name",
  "zone",
  "data_to",
  "observed_from",
  "observed_to",
  "observation_basis",
  "failures_from",
  "has_stops",
  "has_ends",
  "has_register",
  "rows_in",
  "rows_loaded",
  "rows_unchanged",
  "rows_quarantined",
  "rows_excluded",
  "waiting_count",
  "last_run_at",
  "is_generated",
  "attribution",
  "licence",
] as const;

/** The page of sources: where the data come from, how far they reach, and how to fetch them anew. */
export async function sourcesPage(request: PageRequest): Promise<PageView> {
  const scope = await pageScope(request, { is_timeless: true });
  const sources = await readSources(request);
  // Counts of tables and checks are over all sites, so they are not for every reader.
  const { snapshot_id, built_at, definitions_version, software_version } = request.snapshot.info;
  const seen = request.unread.filter(({ source }) =>
    sources.some(({ source_id }) => source_id === source),
  );
  const rows = sources.map((source) =>
    Object.fromEntries(COLUMNS.map((name) => [name, source[name]])),
  );
  return {
    title: text("http.route.sources"),
    nav: null,
    scope: scope.view,
    foot: scope.foot,
    data: {
      ...{ snapshot_id, built_at, definitions_version, software_version },
      sources: rows,
      unread_feeds: seen,
    },
    table: { columns: COLUMNS, rows },
    main: () => main(request, scope, sources),
  };
}
