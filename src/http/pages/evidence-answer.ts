import { formatCount, formatNumber, periodPhrase, text, withUnit } from "../../core/index.js";
import type { MetricResult } from "../../metrics/index.js";
import { basisText, missingText } from "../../reports/index.js";
import type { PageRequest } from "../page.js";
import { answerHtml } from "../view/answer.js";
import { equationHtml, formulaHtml } from "../view/formula.js";
import { figureWords, noTrendSentence, reasonSentences } from "../view/figure-words.js";
import { html, type Html } from "../view/markup.js";
import { sectionHtml } from "../view/section.js";
import { columnTitle, textIfKnown } from "../wording.js";
import { formulaFor } from "../../metrics/index.js";
import type { EvidenceData } from "./evidence-data.js";
import { sourcesLine } from "./glossary.js";

function headline({ metric, result, scope }: EvidenceData): string {
  const { value } = figureWords(result);
  const [one, many] = scope.source.asset_noun;
  const of = result.scope.asset_tag ?? many;
  const sentence = text("http.evidence.headline", {
    metric: value === "" ? "missing" : metric.id,
    title: metric.title,
    value,
    n: result.n,
    count: formatCount(result.n),
    period: periodPhrase(scope.range),
    of,
    one,
    base: scope.source.has_stops ? "operation" : "calendar",
    days: Number(result.parameters["within_days"] ?? "90"),
    measure: result.parameters["measure"] ?? "count",
  });
  return sentence.charAt(0).toLocaleUpperCase("en") + sentence.slice(1);
}

/** All digits of a value, once: what is compared with the recomputed one. */
function allDigits(value: number, unit: string): string {
  if (unit === "ratio") return withUnit(formatNumber(value * 100, 4), "%");
  if (Number.isInteger(value)) return withUnit(formatCount(value), unit);
  return withUnit(formatNumber(value, 4), unit);
}

function lede(data: EvidenceData): (string | Html)[] {
  const { result, recomputed } = data;
  const { value, interval } = figureWords(result);
  const trend = noTrendSentence(result);
  const again =
    recomputed === null
      ? null
      : html`${text("http.evidence.recomputed")}
          <b
            >${text("http.evidence.equal", {
              value: allDigits(recomputed.value, result.unit),
              equal: recomputed.is_equal ? "true" : "false",
            })}</b
          >`;
  if (value === "") return [missingText(result), ...(again === null ? [] : [again])];
  const basis = basisText(result);
  return [
    ...(interval === "" ? [] : [text("http.evidence.interval", { interval, basis })]),
    ...(trend === null ? [] : [trend]),
    ...reasonSentences(result),
    ...(again === null ? [] : [again]),
  ];
}

/** The top of the evidence: the figure as a sentence, and how sure it is. */
export function evidenceAnswer(data: EvidenceData): Html {
  return answerHtml({
    kicker: text("http.evidence.kicker"),
    under: data.metric.title,
    headline: headline(data),
    lede: lede(data),
  });
}

const LISTED: readonly string[] = ["failure_count", "downtime_h", "closed_count", "restored_count"];

function inputText(result: MetricResult, name: string): string {
  const value = result.inputs[name] ?? null;
  if (value === null) return text("http.unknown");
  return Number.isInteger(value) ? formatCount(value) : formatNumber(value, 1);
}

function equation({ metric, result }: EvidenceData): Html {
  const formula = formulaFor(metric.formula, result.inputs);
  const named = formulaHtml(metric.formula, (name) => html`${lower(columnTitle(name))}`);
  const counted = formulaHtml(formula, (name) => {
    const shown = inputText(result, name);
    return LISTED.includes(name) ? html`<a href="#rows">${shown}</a>` : html`${shown}`;
  });
  const { value } = figureWords(result);
  const out = value === "" ? null : html`<span class="out">${value}</span>`;
  return equationHtml([
    html`<span>${metric.title}</span>`,
    named,
    result.value === null ? null : counted,
    out,
  ]);
}

function lower(title: string): string {
  return title.charAt(0).toLocaleLowerCase("en") + title.slice(1);
}

function definitions({ metric, result }: EvidenceData): Html {
  const method =
    result.interval === null ? null : textIfKnown(`metrics.method.${result.interval.method}`);
  const stated = Object.entries(result.parameters)
    .filter(([name]) => !["from", "to", "site", "source", "asset", "by"].includes(name))
    .map(([name, value]) =>
      text("http.evidence.parameter", {
        name: textIfKnown(`metrics.parameter.${name}`) ?? name,
        value: textIfKnown(`metrics.choice.${name}.${value}`) ?? value,
      }),
    );
  const rows: (readonly [string, readonly string[]])[] = [
    [text("http.evidence.says"), [metric.summary]],
    [text("http.evidence.rules"), metric.assumptions],
    [text("http.evidence.method"), method === null ? [] : [method]],
    [text("http.evidence.chosen"), stated],
    [
      text("http.evidence.too_few"),
      metric.minimum > 1 ? [text("http.evidence.too_few_below", { least: metric.minimum })] : [],
    ],
  ];
  const kept = rows.filter(([, sentences]) => sentences.length > 0);
  return html`<dl class="defs">
    ${kept.map(
      ([name, sentences]) =>
        html`<dt>${name}</dt>
          <dd>${sentences.map((sentence) => html`<p>${sentence}</p>`)}</dd>`,
    )}
  </dl>`;
}

/** The formula with names, with numbers, and every rule behind it. */
export function formulaSection(request: PageRequest, data: EvidenceData): Html {
  const { metric } = data;
  return sectionHtml({
    id: "formula",
    title: text("http.evidence.formula"),
    notes: [sourcesLine(metric)],
    links: [
      { text: text("http.nav.metrics"), href: request.to("/metrics") },
      { text: text("http.link.api"), href: apiHref(data) },
    ],
    body: html`${equation(data)}${definitions(data)}`,
  });
}

function apiHref({ metric, result }: EvidenceData): string {
  const query = new URLSearchParams({ ...result.parameters }).toString();
  return `/api/metrics/${metric.id}?${query}`;
}
