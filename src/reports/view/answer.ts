import { formatCount, formatPercent, text } from "../../core/index.js";
import { FEW_BELOW, type Change, type ReasonCode } from "../../metrics/index.js";
import type { AnswerInput } from "./answer-input.js";
import { concentrationOf, type Concentration } from "./concentration.js";
import { isShown, valueText } from "./figure-text.js";
import { howSure, isPart } from "./how-sure.js";
import { daysIn } from "./periods.js";
import { isClear, isCompared } from "./span.js";

/** The answer of a page or report: one sentence, the same in few words, and how sure it is. */
export interface Answer {
  readonly headline: string;
  /** Under 60 characters. */
  readonly short: string;
  /** Sentences that say whether it could be chance, what is missing, what is not compared. */
  readonly lede: string[];
}

const MOST_SUBJECT = 59;
/** Hours that differ by less than this part count as as many. */
const AS_MANY = 0.05;
/** The hours watched a day may differ by this part, as a clock change makes them, and count as equal. */
const STEADY_FLEET = 0.005;

/**
 * The answer to "how was it?", from data alone: a change beyond chance, else where half of it
 * fell, else that there is no clear change. Every sentence would be false if the data differed.
 */
export function answer(input: AnswerInput): Answer {
  const { headline, short } = sentences(input);
  return { headline, short: subject(input, short), lede: howSure(input) };
}

interface Pair {
  readonly headline: string;
  readonly short: string;
}

function sentences(input: AnswerInput): Pair {
  const { mtbf } = input;
  if (mtbf.n === 0) return noFailure(input);
  if (mtbf.n < FEW_BELOW) return few(input);
  if (!isCompared(input.mtbf_change)) return alone(input);
  if (isClear(input.mtbf_change)) return moved(input, input.mtbf_change);
  if (isClear(input.downtime_change)) return hoursMoved(input, input.downtime_change);
  return unmoved(input);
}

/** No failure is good news only where something was watched and failures are known. */
function noFailure({ mtbf, names }: AnswerInput): Pair {
  const [one, many] = mtbf.scope.asset_noun;
  const { phrase, name: period } = names;
  const has = (reason: ReasonCode): boolean => mtbf.reasons.some(({ code }) => code === reason);
  if (has("no_exposure")) {
    return {
      headline: text("reports.answer.unwatched", { phrase }),
      short: text("reports.answer.unwatched_short"),
    };
  }
  if (!has("no_failures")) {
    return {
      headline: text("reports.answer.unknown", { many, phrase }),
      short: text("reports.answer.unknown_short"),
    };
  }
  const count = mtbf.inputs["asset_count"] ?? mtbf.scope.asset_count;
  const is_part = isPart(mtbf);
  return {
    headline: text("reports.answer.none", { one, many, count, period, phrase, is_part }),
    short: text("reports.answer.none_short", { is_part }),
  };
}

function few({ mtbf, names }: AnswerInput): Pair {
  const count = mtbf.n;
  return {
    headline: text("reports.answer.few", { count, phrase: names.phrase }),
    short: text("reports.answer.few_short", { count }),
  };
}

/** Nothing to compare with: the figure itself. */
function alone(input: AnswerInput): Pair {
  const { mtbf, names } = input;
  const many = capital(mtbf.scope.asset_noun[1]);
  const value = isShown(mtbf) ? valueText(mtbf) : "";
  const count = formatCount(mtbf.n);
  return {
    headline: text("reports.answer.alone", {
      many,
      phrase: names.phrase,
      count,
      value,
      has_value: value !== "",
    }),
    short: text("reports.answer.alone_short", { count: mtbf.n, value, has_value: value !== "" }),
  };
}

/** The failures changed beyond chance; the hours follow in the same sentence. */
function moved(input: AnswerInput, change: Change): Pair {
  const { mtbf, names, downtime_change } = input;
  // MTBF up by a factor is failures down by the same: what people count is failures.
  const failures = input.failure_span?.factor ?? 1 / (change.factor ?? 1);
  const percent = percentOf(failures);
  const direction = failures < 1 ? "less" : "more";
  const hours = hoursWord(input, failures);
  const hours_percent = percentOf(rateOf(downtime_change));
  const half = concentrationOf(input.pareto);
  const tail = half === null || hours === "none" ? "" : halfTail(input, half);
  return {
    headline: text("reports.answer.moved", {
      many: capital(mtbf.scope.asset_noun[1]),
      phrase: names.phrase,
      previous: names.previous_name,
      percent,
      direction,
      hours,
      hours_percent,
      base: baseOf(input, downtime_change),
      tail,
    }),
    short: text("reports.answer.moved_short", { percent, direction, hours, hours_percent }),
  };
}

/** Hours lost for each hour watched, now over before: what the verdict on them is about. */
function rateOf(change: Change | null): number {
  return change?.rate_factor ?? change?.factor ?? 1;
}

/** `watched` where more or fewer assets were watched: plain hours would then say something else. */
function baseOf({ names }: AnswerInput, change: Change | null): "watched" | "days" {
  const days = daysIn(names.range) / daysIn(names.previous);
  const exposure = (change?.factor ?? 1) / rateOf(change);
  return Math.abs(exposure / days - 1) > STEADY_FLEET ? "watched" : "days";
}

/** What to say of the hours beside a change in failures. */
function hoursWord(input: AnswerInput, failures: number): string {
  const { downtime_change } = input;
  if (input.downtime === null || !isCompared(downtime_change)) return "none";
  const hours = rateOf(downtime_change);
  const way = hours < 1 ? "fewer" : "more";
  if (isClear(downtime_change)) return hours < 1 === failures < 1 ? `and_${way}` : `yet_${way}`;
  return Math.abs(hours - 1) < AS_MANY ? "as_many" : "unclear";
}

function halfTail(input: AnswerInput, half: Concentration): string {
  return text("reports.answer.half_tail", {
    few: half.few,
    all: formatCount(half.all),
    noun: input.mtbf.scope.asset_noun[1],
    measure: half.measure,
  });
}

function hoursMoved(input: AnswerInput, change: Change): Pair {
  const { mtbf, names } = input;
  const factor = rateOf(change);
  const direction = factor < 1 ? "fewer" : "more";
  const percent = percentOf(factor);
  return {
    headline: text("reports.answer.hours_moved", {
      many: capital(mtbf.scope.asset_noun[1]),
      phrase: names.phrase,
      previous: names.previous_name,
      percent,
      direction,
      base: baseOf(input, change),
    }),
    short: text("reports.answer.hours_moved_short", { percent, direction }),
  };
}

function unmoved(input: AnswerInput): Pair {
  const { names } = input;
  const half = concentrationOf(input.pareto);
  const short = text("reports.answer.unmoved_short");
  if (half === null) {
    return { headline: text("reports.answer.unmoved", { phrase: names.phrase }), short };
  }
  return {
    headline: text("reports.answer.unmoved_half", {
      phrase: names.phrase,
      few: half.few,
      all: formatCount(half.all),
      noun: input.mtbf.scope.asset_noun[1],
      measure: half.measure,
    }),
    short,
  };
}

/** How far a factor is from 1 as a whole percentage: 0.84 and 1.16 are both `16 %`. */
function percentOf(factor: number): string {
  return formatPercent(Math.abs(factor - 1));
}

/** The words with period and, while it fits, site in front. */
function subject(input: AnswerInput, words: string): string {
  const { label } = input.names;
  const long = text("reports.answer.subject_site", {
    site: input.mtbf.scope.site_name,
    period: label,
    words,
  });
  return long.length <= MOST_SUBJECT
    ? long
    : text("reports.answer.subject", { period: label, words });
}

function capital(noun: string): string {
  return noun.charAt(0).toLocaleUpperCase("en") + noun.slice(1);
}
