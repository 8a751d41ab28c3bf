import {
  formatCount,
  formatDate,
  formatHours,
  formatInstant,
  formatNumber,
  text,
} from "../../core/index.js";
import type { AssetTimeline, TimeClass } from "../../charts/index.js";
import type { MetricResult, Row } from "../../metrics/index.js";
import { readable } from "../address.js";
import { listTotal } from "../figures.js";
import type { PageRequest } from "../page.js";
import { figureHtml } from "../view/figure.js";
import { guarded } from "../view/guarded.js";
import { html, NOTHING, type Html } from "../view/markup.js";
import { columnOf, numberCell, numberIn, shareWriter, wordsIn } from "../view/numbers.js";
import { sectionHtml } from "../view/section.js";
import { tableHtml } from "../view/table.js";
import { totalOf } from "../lists.js";
import { MOST_DRAWN, type Dossier } from "./asset-data.js";

/** Groups and chains that a dossier lists at most. */
const MOST_LISTED = 15;

/** Says of how many a list shows the first, where it does not show all. */
function firstOf(result: MetricResult): string[] {
  const total = listTotal(result);
  return total > MOST_LISTED ? [text("http.list.first", { shown: MOST_LISTED, total })] : [];
}

const CLASSES: readonly TimeClass[] = ["unplanned", "planned", "external", "unknown"];

/** The stops of a dossier's asset as the folded time line draws them. */
function timelineOf(dossier: Dossier): AssetTimeline {
  const { asset, scope, stops } = dossier;
  const orNull = (words: string): string | null => (words === "" ? null : words);
  return {
    asset_tag: asset.tag,
    zone: scope.source.zone,
    range: scope.range,
    observed: {
      from: asset.observed_from ?? scope.source.observed_from,
      to: asset.observed_to ?? scope.source.observed_to,
    },
    records: stops.slice(0, MOST_DRAWN).map((row) => ({
      id: wordsIn(row, "id"),
      started_at: wordsIn(row, "started_at"),
      ended_at: orNull(wordsIn(row, "ended_at")),
      time_class: CLASSES.find((name) => name === row["time_class"]) ?? "unknown",
      reason: orNull(wordsIn(row, "reason_raw")),
      href: `#r-${wordsIn(row, "id")}`,
      failure_id: orNull(wordsIn(row, "failure_id")),
    })),
  };
}

function dataTo(dossier: Dossier): string {
  const { data_to, zone } = dossier.scope.source;
  return data_to === null
    ? text("http.unknown")
    : text("http.note.data_to", { data_to: formatInstant(data_to, zone) });
}

/** The folded time line of stops; nothing where the source records none. */
export async function timelineSection(request: PageRequest, dossier: Dossier): Promise<Html> {
  if (!dossier.scope.source.has_stops || !dossier.asset.is_counted) return NOTHING;
  const figure = await guarded(request, () =>
    figureHtml("downtime_calendar", timelineOf(dossier), { place: "full" }),
  );
  const total = totalOf(dossier.stops);
  const drawn =
    total > MOST_DRAWN ? [text("http.asset.timeline_cut", { drawn: MOST_DRAWN, total })] : [];
  return sectionHtml({
    id: "timeline",
    title: text("http.asset.timeline"),
    notes: [text("http.asset.timeline_note"), ...drawn, dataTo(dossier)],
    links: [{ text: text("http.link.rows"), href: "#records" }],
    body: figure,
  });
}

/** MTBF month by month, with its interval. */
export async function trendSection(request: PageRequest, dossier: Dossier): Promise<Html> {
  const { by_month } = dossier;
  const figure = await guarded(request, () =>
    figureHtml("mtbf_by_month", by_month, { place: "full" }),
  );
  return sectionHtml({
    id: "trend",
    title: text("http.asset.trend"),
    notes: [text("http.asset.trend_note"), dataTo(dossier)],
    links: [
      {
        text: text("http.link.definition"),
        href: request.to("/metrics/mtbf", { asset: dossier.asset.id }),
      },
    ],
    body: figure,
  });
}

function modesTable(request: PageRequest, dossier: Dossier): Html {
  const { asset, modes } = dossier;
  const dimension = modes.parameters["dimension"] ?? "mode";
  const measure = modes.parameters["measure"] ?? "count";
  const largest = Math.max(...modes.rows.map((row) => numberIn(row, "value") ?? 0), 0);
  const hasHours = dossier.scope.source.has_stops;
  const share = shareWriter(columnOf(modes.rows, "share"));
  return tableHtml({
    columns: [
      {
        id: "mode",
        title: text("http.asset.mode", { of: dimension }),
      },
      { id: "failures", title: text("http.column.failures"), align: "end" },
      ...(hasHours
        ? ([
            { id: "hours", title: text("http.column.hours_lost"), unit: "h", align: "end" },
          ] as const)
        : []),
      { id: "bar", title: text("http.column.drawn"), kind: "bar", is_wide_only: true },
      { id: "share", title: text("http.asset.share_of", { measure }), align: "end" },
    ],
    rows: modes.rows.slice(0, MOST_LISTED).map((row) => ({
      id: wordsIn(row, "group_id"),
      cells: [
        {
          text: wordsIn(row, "group_label") || text("http.pareto.no_group"),
          href: readable(
            `${request.to("/metrics/failure_pareto", { asset: asset.id, dimension, measure, group: wordsIn(row, "group_id") })}#rows`,
          ),
        },
        numberCell(numberIn(row, "failure_count"), formatCount),
        ...(hasHours ? [numberCell(numberIn(row, "downtime_h"), formatHours)] : []),
        { text: "", bar: largest === 0 ? 0 : (numberIn(row, "value") ?? 0) / largest },
        numberCell(numberIn(row, "share"), share),
      ],
    })),
  });
}

/** Modes, or stated texts, of the asset's failures. */
export function modesSection(request: PageRequest, dossier: Dossier): Html {
  const { modes, asset } = dossier;
  const of = modes.parameters["dimension"] ?? "mode";
  return sectionHtml({
    id: "modes",
    title: text("http.asset.modes"),
    notes: [text("http.asset.modes_note", { of }), ...firstOf(modes)],
    links: [
      {
        text: text("http.link.rows"),
        href: request.to("/pareto", { asset: asset.id, dimension: of }),
      },
    ],
    body:
      modes.rows.length === 0
        ? html`<p>${text("http.asset.no_modes")}</p>`
        : modesTable(request, dossier),
  });
}

function chainCells(row: Row) {
  const day = (name: string): string => {
    const date = wordsIn(row, name);
    return date === "" ? text("http.unknown") : formatDate(date, { year: true });
  };
  return [
    { text: wordsIn(row, "recurrence_key").toLocaleLowerCase("en") },
    numberCell(numberIn(row, "failure_count"), formatCount),
    numberCell(numberIn(row, "repeat_count"), formatCount),
    { text: day("first_on"), is_whole: true },
    { text: day("last_on"), is_whole: true },
    numberCell(numberIn(row, "shortest_gap_d"), (days) => formatNumber(days, days < 10 ? 1 : 0)),
  ];
}

/** Chains of repeat failures of the asset. */
export function chainsSection(request: PageRequest, dossier: Dossier): Html {
  const { chains, asset } = dossier;
  const days = Number(chains.parameters["within_days"] ?? "90");
  const table = tableHtml({
    columns: [
      { id: "key", title: text("http.recurring.key") },
      { id: "failures", title: text("http.recurring.chain_failures"), align: "end" },
      { id: "repeats", title: text("http.recurring.repeats"), align: "end" },
      { id: "first", title: text("http.recurring.first"), is_wide_only: true },
      { id: "last", title: text("http.recurring.last") },
      {
        id: "gap",
        title: text("http.recurring.gap"),
        unit: "d",
        align: "end",
        is_wide_only: true,
      },
    ],
    rows: chains.rows.slice(0, MOST_LISTED).map((row) => ({
      id: wordsIn(row, "group_id"),
      cells: chainCells(row),
    })),
  });
  return sectionHtml({
    id: "chains",
    title: text("http.asset.chains"),
    notes: [text("http.asset.chains_note", { days }), ...firstOf(chains)],
    links: [
      { text: text("http.link.rule"), href: request.to("/metrics/recurring_chains") },
      { text: text("http.nav.recurring"), href: request.to("/recurring", { asset: asset.id }) },
    ],
    body: chains.rows.length === 0 ? html`<p>${text("http.recurring.none")}</p>` : table,
  });
}
