import { formatCount, formatInstant, text } from "../../core/index.js";
import type { DataTable } from "../csv.js";
import { fail } from "../errors.js";
import { readList, readWholeList, totalOf } from "../lists.js";
import type { PageRequest, PageView } from "../page.js";
import { pageScope, type PageScope } from "../scope/page-scope.js";
import { answerHtml } from "../view/answer.js";
import { html, NOTHING, type Html } from "../view/markup.js";
import { sectionHtml } from "../view/section.js";
import { tableHtml, type PageCell, type PageTable } from "../view/table.js";
import { pagerHtml, pageNumber, PAGE_ROWS } from "../view/pager.js";
import { withSuffix } from "../address.js";
import { findingsSection } from "./quality-findings.js";
import { waitingSection, type WaitingPage } from "./quality-waiting.js";
import type { Row } from "../../metrics/index.js";

const VIEWS = ["runs", "quarantine", "findings"] as const;
type View = (typeof VIEWS)[number];

const number = (row: Row, name: string): number => Number(row[name] ?? 0);
const words = (row: Row, name: string): string => String(row[name] ?? "");

function viewOf(request: PageRequest): View {
  const asked = request.query.view ?? "runs";
  const view = VIEWS.find((one) => one === asked);
  if (view !== undefined) return view;
  throw fail("http.bad_parameter", { name: "view", value: asked, expected: VIEWS.join(", ") });
}

const COUNTS = ["rows_in", "rows_loaded", "rows_unchanged", "rows_quarantined"] as const;

function runCells(row: Row, zone: string): PageCell[] {
  return [
    { text: formatCount(number(row, "run_no")) },
    { text: words(row, "feed"), small: words(row, "entity") },
    { text: words(row, "file") },
    { text: formatInstant(words(row, "finished_at"), zone, { year: true }), is_whole: true },
    ...COUNTS.map((name) => ({ text: formatCount(number(row, name)) })),
    { text: formatCount(number(row, "rows_excluded")), is_dim: number(row, "rows_excluded") === 0 },
    { text: formatCount(number(row, "rows_deleted")), is_dim: number(row, "rows_deleted") === 0 },
  ];
}

function runsTable(rows: readonly Row[], zone: string): PageTable {
  const sum = (name: string): number => rows.reduce((all, row) => all + number(row, name), 0);
  const counted = [...COUNTS, "rows_excluded", "rows_deleted"].map((name) => ({
    text: formatCount(sum(name)),
  }));
  return {
    columns: [
      { id: "run_no", title: text("http.runs.run") },
      { id: "feed", title: text("http.runs.feed") },
      { id: "file", title: text("http.runs.file"), is_wide_only: true },
      { id: "finished_at", title: text("http.runs.finished"), is_wide_only: true },
      { id: "rows_in", title: text("http.runs.read"), align: "end" },
      { id: "rows_loaded", title: text("http.runs.loaded"), align: "end" },
      { id: "rows_unchanged", title: text("http.runs.unchanged"), align: "end" },
      { id: "rows_quarantined", title: text("http.runs.quarantined"), align: "end" },
      { id: "rows_excluded", title: text("http.runs.excluded"), align: "end", is_wide_only: true },
      { id: "rows_deleted", title: text("http.runs.deleted"), align: "end", is_wide_only: true },
    ],
    rows: [
      ...rows.map((row) => ({ id: words(row, "run_no"), cells: runCells(row, zone) })),
      {
        id: "all",
        is_sum: true,
        cells: [
          { text: text("http.runs.all") },
          { text: "" },
          { text: "" },
          { text: "" },
          ...counted,
        ],
      },
    ],
  };
}

interface QualityData {
  readonly site: string;
  readonly runs: readonly Row[];
  readonly waiting: WaitingPage;
  readonly findings: readonly Row[];
}

async function readQuality(request: PageRequest, site: string): Promise<QualityData> {
  const page = pageNumber(request);
  const paging = { site, page_rows: PAGE_ROWS, offset: (page - 1) * PAGE_ROWS };
  const [runs, rows, findings] = await Promise.all([
    readList(request, "runs", { site }),
    readList(request, "quarantine", paging),
    readList(request, "findings", { site }),
  ]);
  // A page past the last one is empty, and says nothing of how many there are.
  const any =
    rows.length > 0 ? rows : await readList(request, "quarantine", { ...paging, offset: 0 });
  return { site, runs, waiting: { rows, total: totalOf(any), page }, findings };
}

function totals(runs: readonly Row[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    COUNTS.map((name) => [name, runs.reduce((all, row) => all + number(row, name), 0)]),
  );
}

function answer(scope: PageScope, data: QualityData): Html {
  const all = totals(data.runs);
  const waiting = data.waiting.total;
  return answerHtml({
    kicker: text("http.nav.quality"),
    under: scope.source.site_name,
    headline: text("http.quality.headline", {
      read: formatCount(all["rows_in"] ?? 0),
      waiting,
      findings: data.findings.length,
    }),
    lede: [
      text("http.quality.lede", {
        loaded: formatCount(all["rows_loaded"] ?? 0),
        unchanged: formatCount(all["rows_unchanged"] ?? 0),
        quarantined: formatCount(all["rows_quarantined"] ?? 0),
        runs: data.runs.length,
      }),
      waiting === 0 ? text("http.quality.none_waiting") : text("http.quality.waiting", { waiting }),
    ],
  });
}

function main(request: PageRequest, scope: PageScope, data: QualityData): Html {
  const zone = scope.source.zone;
  const link = (view: View) => ({
    text: text("http.link.data"),
    href: withSuffix(request.here({ view }), "csv-excel"),
  });
  const runs = sectionHtml({
    id: "runs",
    title: text("http.runs.title"),
    notes: [text("http.runs.note")],
    links: [link("runs"), { text: text("http.nav.sources"), href: request.to("/sources") }],
    body:
      data.runs.length === 0
        ? html`<p>${text("http.runs.none")}</p>`
        : tableHtml(runsTable(data.runs, zone)),
  });
  const pager = pagerHtml(request, { total: data.waiting.total, anchor: "waiting" });
  return html`${answer(scope, data)}${runs}${waitingSection(data.waiting, {
    data: link("quarantine"),
    pager: data.waiting.total > PAGE_ROWS ? pager : NOTHING,
  })}${findingsSection(request, data.findings, link("findings"))}`;
}

/** The table of a view, whole: the page shows a part of what waits. */
async function csvOf(request: PageRequest, view: View, data: QualityData): Promise<DataTable> {
  const columns = COLUMNS[view];
  if (view !== "quarantine") return { columns, rows: data[view] };
  const ask = { site: data.site, offset: 0 };
  return { columns, rows: await readWholeList(request, "quarantine", ask) };
}

const COLUMNS: Readonly<Record<View, readonly string[]>> = {
  runs: [
    "run_no",
    "source_id",
    "feed",
    "entity",
    "file",
    "file_sha256",
    "started_at",
    "finished_at",
    "rows_in",
    "rows_loaded",
    "rows_unchanged",
    "rows_quarantined",
    "rows_excluded",
    "rows_deleted",
  ],
  quarantine: [
    "id",
    "run_no",
    "source_id",
    "feed",
    "entity",
    "file",
    "line",
    "key",
    "column_name",
    "value",
    "rule",
    "message",
    "expected",
    "payload",
  ],
  findings: [
    "id",
    "source_id",
    "entity",
    "rule",
    "severity",
    "subject",
    "message_code",
    "record_count",
    "detail",
    "example_id",
  ],
};

/** The page of data quality: what became of every row read, what waits and why, what is doubtful. */
export async function qualityPage(request: PageRequest): Promise<PageView> {
  const view = viewOf(request);
  const scope = await pageScope(request, { is_timeless: true });
  const data = await readQuality(request, scope.source.site);
  return {
    title: text("http.route.quality"),
    nav: "/quality",
    scope: scope.view,
    foot: scope.foot,
    data: {
      site: scope.source.site,
      totals: totals(data.runs),
      runs: data.runs,
      waiting: { total: data.waiting.total, rows: data.waiting.rows },
      findings: data.findings,
    },
    table: () => csvOf(request, view, data),
    main: () => main(request, scope, data),
  };
}
