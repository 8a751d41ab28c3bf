import {
  formatCount,
  formatHours,
  formatPercent,
  periodPhrase,
  periodText,
  text,
  withUnit,
} from "../../core/index.js";
import type { MetricResult } from "../../metrics/index.js";
import type { PageRequest } from "../page.js";
import { answerHtml, factsHtml, type Fact } from "../view/answer.js";
import {
  figureWords,
  noTrendSentence,
  reasonSentences,
  valueOrWord,
} from "../view/figure-words.js";
import { html, NOTHING, type Html } from "../view/markup.js";
import type { Dossier, DossierFigure } from "./asset-data.js";

function headline({ asset, figures, scope }: Dossier): string {
  const { failure_count: count, mtbf } = figures;
  const name = asset.tag === "" ? asset.name : asset.tag;
  const period = periodPhrase(scope.range);
  if (count.value === null) return text("http.asset.headline_unknown", { name });
  const { value } = figureWords(mtbf);
  return text("http.asset.headline", {
    name,
    count: count.value,
    number: formatCount(count.value),
    period,
    value,
    has_value: value === "" ? "false" : "true",
    base: scope.source.has_stops ? "operation" : "calendar",
  });
}

function lede(dossier: Dossier): (string | Html)[] {
  const { asset, figures } = dossier;
  const { mtbf } = figures;
  const { interval } = figureWords(mtbf);
  const trend = noTrendSentence(mtbf);
  const { span, range } = dossier.scope;
  const isAll = span !== null && range.from <= span.from && range.to >= span.to;
  return [
    ...(interval === "" || figureWords(mtbf).value === ""
      ? []
      : [text("http.asset.interval", { interval })]),
    ...(trend === null ? [] : [trend]),
    ...reasonSentences(mtbf, { has_partial: !isAll }),
    ...(asset.is_registered ? [] : [text("http.asset.not_registered")]),
  ];
}

function shareOfTime(downtime: MetricResult, mtbf: MetricResult): string {
  const hours = downtime.value;
  const exposure = mtbf.inputs["exposure_h"] ?? null;
  if (hours === null || exposure === null || exposure === 0) return "";
  return text("http.asset.of_time", {
    share: formatPercent(hours / exposure, 1),
    exposure: withUnit(formatHours(exposure), "h"),
  });
}

function noteOf(id: DossierFigure, dossier: Dossier): string {
  const result = dossier.figures[id];
  const { interval } = figureWords(result);
  const median = result.inputs["median_h"] ?? null;
  switch (id) {
    case "downtime_hours":
      return shareOfTime(result, dossier.figures.mtbf);
    case "mean_down_time":
      return median === null
        ? ""
        : text("http.asset.median", { median: withUnit(formatHours(median), "h") });
    case "recurring_failures":
      return text("http.asset.within", { days: Number(result.parameters["within_days"] ?? "90") });
    case "failure_count":
      return periodText(dossier.scope.range);
    case "mtbf":
    case "availability_operational":
      return interval;
  }
}

function missingNote(result: MetricResult): string {
  const { interval } = figureWords(result);
  return interval === "" ? (reasonSentences(result)[0] ?? "") : interval;
}

function facts(request: PageRequest, dossier: Dossier): Html {
  const { asset, figures } = dossier;
  const period = dossier.scope.parameters;
  const shown = Object.entries(figures).map(([id, result]): Fact => {
    const isKnown = figureWords(result).value !== "";
    // The record's keys are the ids of dossier figures.
    const note = isKnown ? noteOf(id as DossierFigure, dossier) : missingNote(result);
    return {
      name: text("http.asset.figure", { id }),
      value: valueOrWord(result),
      href: request.to(`/metrics/${id}`, {
        site: period["site"] ?? null,
        source: period["source"] ?? null,
        period: null,
        from: dossier.scope.range.from,
        to: dossier.scope.range.to,
        asset: asset.id,
      }),
      ...(note === "" ? {} : { note }),
    };
  });
  return factsHtml(shown);
}

function under({ asset, scope }: Dossier): Html {
  const noun = asset.is_counted ? scope.source.asset_noun[0] : asset.level;
  const words = text("http.asset.under", { noun, tag: asset.tag });
  const name = asset.name === "" || asset.name === asset.tag ? null : asset.name;
  const kind = [asset.equipment_class, asset.criticality].filter((word) => word !== "").join(", ");
  const record =
    asset.record_url === "" || !/^https?:/.test(asset.record_url)
      ? null
      : html`<a href="${asset.record_url}" rel="noreferrer">${text("http.link.record")}</a>`;
  const description = asset.description === "" ? null : asset.description;
  const lines = [words, name, description, kind === "" || kind === noun ? null : kind, record];
  return html`${lines.filter((line) => line !== null).map((line) => html`${line}<br />`)}`;
}

/** Where the asset stands: the node above it, or its site. */
function place(request: PageRequest, { asset, scope }: Dossier): Html {
  const { site_name } = scope.source;
  if (asset.parent_id === "" || asset.parent_level === "site") {
    return html`<a class="quiet" href="${request.to("/", scope.place)}">${site_name}</a>`;
  }
  const above = asset.parent_name === "" ? asset.parent_tag : asset.parent_name;
  const href = request.to(`/assets/${asset.parent_id}`, scope.place);
  return html`<a class="quiet" href="${href}">${above}</a>`;
}

/** The top of a dossier: what the asset did, how sure that is, and its key figures. */
export function dossierAnswer(request: PageRequest, dossier: Dossier): Html {
  return answerHtml({
    kicker: place(request, dossier),
    under: under(dossier),
    headline: headline(dossier),
    lede: lede(dossier),
    facts: dossier.figures.failure_count.value === null ? NOTHING : facts(request, dossier),
  });
}
