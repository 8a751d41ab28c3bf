import {
  formatCount,
  formatDayOf,
  formatDuration,
  formatHours,
  formatP,
  formatWithInterval,
  text,
  withUnit,
} from "../../core/index.js";
import { twoRates } from "../../statistics/index.js";
import { FEW_BELOW, type AssetChange, type MetricResult, type Row } from "../../metrics/index.js";
import type { Finding } from "../document.js";
import { checkSubjects, checkTitle } from "./check-words.js";
import type { CheckFinding, Outage, Reconciliation } from "./evidence-rows.js";
import type { PeriodNames } from "./periods.js";
import { numberIn, textIn } from "./rows.js";

/** What the findings are looked for in. */
export interface AttentionInput {
  readonly names: PeriodNames;
  readonly zone: string;
  /** Instant the data reach to. */
  readonly data_to: string;
  readonly outages: readonly Outage[];
  /** MTBF by asset, whose rows also count the failures. */
  readonly mtbf: MetricResult;
  /** How each asset's failures changed; null when the period before cannot be compared. */
  readonly changes: readonly AssetChange[] | null;
  readonly checks: readonly CheckFinding[];
  readonly reconciliation: readonly Reconciliation[];
  readonly most: number;
}

const OPEN_DAYS = 7;
const MOST_OPEN = 3;
const MOST_FREQUENT = 3;
const LEVEL = 0.05;
const DAY_MS = 86_400_000;

/** What asks for attention: long outages, assets that fail far more than others, doubts about data. */
export function needsAttention(input: AttentionInput): Finding[] {
  return [
    ...openLong(input),
    ...failingOften(input),
    ...waitingRows(input),
    ...dataChecks(input),
  ].slice(0, input.most);
}

/** Rule `open_long`: watched and still down at the end of the data, for a week or more. */
function openLong(input: AttentionInput): Finding[] {
  const { zone, data_to, names } = input;
  const days = (outage: Outage): number =>
    (Date.parse(data_to) - Date.parse(outage.started_at)) / DAY_MS;
  return input.outages
    .filter((outage) => outage.is_open && outage.is_watched_to_end && days(outage) >= OPEN_DAYS)
    .sort((a, b) => b.hours - a.hours || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_OPEN)
    .map((outage) => ({
      rule: "open_long",
      word: text("reports.attention.open_word"),
      symbol: "ring",
      tone: "bad",
      title: text("reports.attention.open", {
        asset: placed(outage.asset_tag, outage.area),
        since: formatDayOf(outage.started_at, zone),
      }),
      body: text("reports.attention.open_body", {
        days: Math.floor(days(outage)),
        hours: withUnit(formatHours(outage.hours), "h"),
        phrase: names.phrase,
        least: OPEN_DAYS,
      }),
      number: formatDuration(outage.hours, "h"),
      href: `/assets/${outage.asset_id}`,
      links: [{ text: text("reports.link.dossier"), href: `/assets/${outage.asset_id}` }],
    }));
}

function placed(tag: string, area: string): string {
  return area === "" ? tag : text("reports.attention.placed", { tag, area });
}

interface Frequent {
  readonly row: Row;
  readonly count: number;
  readonly exposure: number;
  readonly p_value: number;
}

function exposureOf(row: Row): number {
  return numberIn(row, "operating_h") ?? numberIn(row, "exposure_h") ?? 0;
}

/**
 * Rule `fails_often`: more failures per hour than all other assets together, by an exact test of two
 * Poisson rates with the level divided by the number of assets looked at (Bonferroni).
 */
function frequent({ mtbf }: AttentionInput): Frequent[] {
  const counted = mtbf.rows.map((row) => ({
    row,
    count: numberIn(row, "failure_count") ?? 0,
    exposure: exposureOf(row),
  }));
  const count = counted.reduce((sum, asset) => sum + asset.count, 0);
  const exposure = counted.reduce((sum, asset) => sum + asset.exposure, 0);
  return counted.flatMap((asset) => {
    const others = { count: count - asset.count, exposure: exposure - asset.exposure };
    if (asset.count < FEW_BELOW || others.exposure <= 0 || asset.exposure <= 0) return [];
    const { p_value } = twoRates(others, { count: asset.count, exposure: asset.exposure });
    const isMore = asset.count / asset.exposure > others.count / others.exposure;
    if (p_value === null || !isMore || p_value >= LEVEL / counted.length) return [];
    return [{ ...asset, p_value }];
  });
}

function failingOften(input: AttentionInput): Finding[] {
  const found = frequent(input).sort(
    (a, b) => b.count - a.count || (textIn(a.row, "group_id") < textIn(b.row, "group_id") ? -1 : 1),
  );
  return found.slice(0, MOST_FREQUENT).map((asset) => frequentFinding(input, asset, found.length));
}

function frequentFinding(input: AttentionInput, asset: Frequent, all: number): Finding {
  const { names, mtbf, changes } = input;
  const id = textIn(asset.row, "group_id");
  const earlier = changes?.find((change) => change.asset_id === id)?.previous_count ?? null;
  const [lower, upper] = [
    numberIn(asset.row, "interval_lower"),
    numberIn(asset.row, "interval_upper"),
  ];
  const texts = formatWithInterval(numberIn(asset.row, "value"), lower, upper);
  const [, many] = mtbf.scope.asset_noun;
  return {
    rule: "fails_often",
    word: text("reports.attention.often_word"),
    symbol: "diamond",
    tone: "bad",
    title: text("reports.attention.often", {
      asset: placed(textIn(asset.row, "group_label"), textIn(asset.row, "area")),
      count: asset.count,
      phrase: names.phrase,
      earlier: earlier === null ? "" : formatCount(earlier),
      has_earlier: earlier !== null,
      previous: names.previous_name,
    }),
    body: text("reports.attention.often_body", {
      value: texts.value,
      interval: texts.interval,
      noun: many,
      all,
      assets: formatCount(mtbf.rows.length),
      p: formatP(asset.p_value),
    }),
    number: text("reports.n.failures", { count: asset.count }),
    href: `/assets/${id}`,
    links: [{ text: text("reports.link.dossier"), href: `/assets/${id}` }],
  };
}

/** Rule `waiting_rows`: rows that could not be read wait in quarantine. */
function waitingRows({ reconciliation }: AttentionInput): Finding[] {
  return reconciliation
    .filter((source) => source.waiting > 0)
    .map((source) => ({
      rule: "waiting_rows",
      word: text("reports.attention.unsure_word"),
      symbol: "square",
      tone: "uncertain",
      title: text("reports.attention.waiting", { count: source.waiting, source: source.title }),
      body: text("reports.attention.waiting_body", {
        rows_in: source.rows_in,
        count: source.waiting,
      }),
      number: text("reports.n.rows", { count: source.waiting }),
      href: "/quality",
      links: [{ text: text("reports.link.rows"), href: "/quality" }],
    }));
}

/** Rule `data_check`: what the checks of the data found, warnings only. */
function dataChecks({ checks, mtbf }: AttentionInput): Finding[] {
  return checks
    .filter((check) => check.severity !== "info")
    .map((check) => ({
      rule: "data_check",
      word: text("reports.attention.unsure_word"),
      symbol: "square",
      tone: "uncertain",
      title: checkTitle(check, mtbf.scope.asset_noun),
      body: checkSubjects(check),
      number: text("reports.n.rows", { count: check.records }),
      href: "/quality",
      links: [{ text: text("reports.link.rows"), href: "/quality" }],
    }));
}
