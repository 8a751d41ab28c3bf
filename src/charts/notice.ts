import { formatCount, formatWithInterval, text } from "../core/index.js";
import type { Notice } from "./define.js";
import type { MetricResult, Reason } from "./inputs.js";
import { levelText } from "./words.js";

function reasonSentence(reason: Reason): string {
  return text(`metrics.reason.${reason.code}`, reason.values);
}

/** The figure was not computed, or may not be seen; null when it may be drawn. */
export function refusalOf(result: MetricResult): Notice | null {
  if (result.status === "no_access") {
    const sentence = text("charts.notice.no_access.sentence");
    return { kind: "no_access", word: text("charts.notice.no_access"), sentence };
  }
  if (result.status !== "failed") return null;
  const [reason] = result.reasons;
  const sentence =
    reason === undefined ? text("charts.notice.failed.sentence") : reasonSentence(reason);
  return { kind: "failed", word: text("charts.notice.failed"), sentence };
}

/** There is nothing to draw: no failure, then with the exposure and its bound; or no records. */
export function emptyNotice(result: MetricResult): Notice {
  const reason = result.reasons.find(({ code }) => code !== "no_failures");
  if (reason !== undefined) {
    const word = text("charts.notice.empty.records");
    return { kind: "empty", word, sentence: reasonSentence(reason) };
  }
  if (result.n > 0) {
    const word = text("charts.notice.empty.records");
    return { kind: "empty", word, sentence: text("charts.notice.empty.rows") };
  }
  const word = text("charts.notice.empty");
  return { kind: "empty", word, sentence: exposureSentence(result) };
}

function exposureSentence(result: MetricResult): string {
  const exposure_h = result.inputs["exposure_h"] ?? null;
  if (exposure_h === null) return text("charts.notice.empty.plain");
  const exposure = formatCount(exposure_h);
  const bound = result.metric === "mtbf" ? (result.interval?.lower ?? null) : null;
  if (bound === null) return text("charts.notice.empty.exposure", { exposure });
  const values = { exposure, bound: formatCount(bound), level: levelText(result) };
  return text("charts.notice.empty.bound", values);
}

/** One to three events: the interval alone. */
export function fewNotice(result: MetricResult): Notice {
  const lower = result.interval?.lower ?? null;
  const { interval } = formatWithInterval(null, lower, result.interval?.upper ?? null);
  const sentence = text("charts.notice.few.sentence", {
    count: result.n,
    level: levelText(result),
    interval: interval === "" ? text("charts.unknown") : interval,
  });
  return { kind: "few", word: text("charts.notice.few"), sentence };
}
