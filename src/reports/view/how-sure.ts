import { formatDate, formatNumber, formatP, text } from "../../core/index.js";
import { decisiveTrend, FEW_BELOW, isComparable, type MetricResult } from "../../metrics/index.js";
import type { AnswerInput } from "./answer-input.js";
import { isShown, missingText, valueText } from "./figure-text.js";
import { isClear, isCompared } from "./span.js";

const TREND_LEVEL = 0.05;
const LEAST_FOR_RECORD = 6;

/** The sentences behind an answer: chance, what is not compared, trend, record, what is missing. */
export function howSure(input: AnswerInput): string[] {
  return [
    comparison(input),
    hoursMissing(input),
    trend(input),
    record(input),
    yearBefore(input),
    text("reports.sure.no_target"),
  ].filter((sentence) => sentence !== "");
}

/** True where the data cover a part of the period only, whatever else is said of the figure. */
export function isPart({ status, reasons }: MetricResult): boolean {
  return status === "partial" || reasons.some(({ code }) => code.startsWith("partial_"));
}

/** What no failure says, unless the headline has said that nothing is known. */
function noneText(mtbf: MetricResult): string {
  const isUnwatched = mtbf.reasons.some(({ code }) => code === "no_exposure");
  return isUnwatched ? "" : missingText(mtbf);
}

function comparison(input: AnswerInput): string {
  const { mtbf, mtbf_before: before, mtbf_change: change, names } = input;
  if (mtbf.n === 0) return noneText(mtbf);
  if (isPart(mtbf)) return text("reports.sure.partial", { period: names.name });
  const { previous_name: previous } = names;
  if (before === null || before.reasons.some(({ code }) => code === "no_exposure")) {
    return text("reports.sure.no_data", { previous });
  }
  if (!isComparable(before)) return text("reports.sure.partial_before", { previous });
  const values = { now: mtbf.n, before: before.n, previous };
  const isFew = Math.min(mtbf.n, before.n) < FEW_BELOW;
  if (isFew || !isCompared(change)) return text("reports.sure.few", values);
  const ground = groundText(input);
  if (!isClear(change)) return text("reports.sure.chance", { ...values, ground });
  const direction = (change.difference ?? 0) > 0 ? "fall" : "rise";
  return text("reports.sure.clear", { ...values, direction, ground });
}

/** What a verdict rests on: the interval of the change, or p where none can be given. */
function groundText({ mtbf, failure_span: span, mtbf_change: change }: AnswerInput): string {
  if (span === null) {
    const p = change?.p_value ?? null;
    return p === null ? "" : text("reports.ground.p", { p: formatP(p) });
  }
  const isCalendar = mtbf.reasons.some(({ code }) => code === "calendar_time");
  const base = isCalendar ? "calendar" : "operation";
  const [low, high] = [span.lower - 1, span.upper - 1];
  const percent = (part: number): string => formatNumber(Math.abs(part) * 100, 0);
  const [fewer, more] = [percent(low), percent(high)];
  if (high < 0) return text("reports.ground.fewer", { base, from: more, to: fewer });
  if (low > 0) return text("reports.ground.more", { base, from: fewer, to: more });
  return text("reports.ground.both", { base, fewer, more });
}

function hoursMissing({ downtime }: AnswerInput): string {
  return downtime === null ? text("reports.sure.no_stops") : "";
}

function trend({ mtbf, names }: AnswerInput): string {
  const test = decisiveTrend(mtbf);
  if (test === null || test.p_value >= TREND_LEVEL || test.n < FEW_BELOW) return "";
  return text("reports.sure.trend", {
    phrase: names.phrase,
    direction: test.statistic > 0 ? "more" : "less",
    u: formatNumber(test.statistic, 1),
    p: formatP(test.p_value),
  });
}

/** The highest or lowest of at least six whole periods. */
function record({ mtbf, series }: AnswerInput): string {
  if (series?.grain !== "month" || mtbf.value === null || mtbf.n < FEW_BELOW) return "";
  const values = series.points
    .filter((point) => point.is_complete && point.range.from <= mtbf.range.from)
    .flatMap(({ value }) => (value === null ? [] : [value]));
  if (values.length < LEAST_FOR_RECORD) return "";
  const others = values.slice(0, -1);
  const which =
    mtbf.value > Math.max(...others) ? "highest" : mtbf.value < Math.min(...others) ? "lowest" : "";
  return which === "" ? "" : text("reports.sure.record", { which, count: values.length });
}

function yearBefore(input: AnswerInput): string {
  const { mtbf, mtbf_year_before: then, names, observed_from } = input;
  if (names.year_before === null) return "";
  const period = names.year_before_name;
  if (observed_from !== null && observed_from > names.year_before.from) {
    const isKnown = observed_from < names.year_before.to;
    if (isKnown) return text("reports.sure.year_partial", { period });
    const since = formatDate(observed_from, { year: true });
    return text("reports.sure.no_year", { period, since });
  }
  if (then === null || !isShown(then) || then.status === "empty") return "";
  const now = isShown(mtbf) ? valueText(mtbf) : "";
  const phrase = names.year_before_phrase;
  return text("reports.sure.year", { phrase, then: valueText(then), now, has_now: now !== "" });
}
