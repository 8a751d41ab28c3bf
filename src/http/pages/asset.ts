import { text } from "../../core/index.js";
import { inPlace } from "../links.js";
import type { PageRequest, PageView } from "../page.js";
import { html, type Html } from "../view/markup.js";
import { dossierAnswer } from "./asset-answer.js";
import { readDossier, type Dossier } from "./asset-data.js";
import { belowSection, recordsSection } from "./asset-records.js";
import { chainsSection, modesSection, timelineSection, trendSection } from "./asset-sections.js";

async function main(request: PageRequest, dossier: Dossier): Promise<Html> {
  const [timeline, trend] = await Promise.all([
    timelineSection(request, dossier),
    trendSection(request, dossier),
  ]);
  return html`${dossierAnswer(request, dossier)}${timeline}${trend}${modesSection(request, dossier)}${chainsSection(request, dossier)}${belowSection(request, dossier)}${recordsSection(request, dossier)}`;
}

const STOP_COLUMNS = [
  "id",
  "source_key",
  "started_at",
  "ended_at",
  "announced_end_at",
  "duration_h",
  "time_class",
  "reason_raw",
  "failure_id",
  "record_url",
  "run_no",
  "line",
] as const;

const ORDER_COLUMNS = [
  "id",
  "source_key",
  "number",
  "title",
  "work_class",
  "is_failure",
  "day_on",
  "mode",
  "cost",
  "currency",
  "is_duplicate",
  "record_url",
  "run_no",
  "line",
] as const;

/** The dossier of one asset: what it did, when, in which modes, and the records behind it. */
export async function assetPage(given: PageRequest): Promise<PageView> {
  const dossier = await readDossier(given);
  const request = inPlace(given, dossier.scope.place);
  const { asset, scope, figures, modes, chains, stops, orders } = dossier;
  const isStops = stops.length > 0 || orders.length === 0;
  return {
    title: text("http.asset.title", { tag: asset.tag === "" ? asset.name : asset.tag }),
    nav: "/assets",
    scope: scope.view,
    foot: scope.foot,
    place: scope.place,
    data: { asset, range: scope.range, figures, modes, chains, stops, orders },
    table: isStops
      ? { columns: STOP_COLUMNS, rows: stops }
      : { columns: ORDER_COLUMNS, rows: orders },
    main: () => main(request, dossier),
  };
}
