import { formatCount, formatWithInterval, text, type MessageId } from "../core/index.js";
import type { Notice } from "./define.js";
import type { MetricResult, Reason } from "./inputs.js";
import { levelText } from "./words.js";

/** The sentence of a reason code; null when no message is kept for it. */
function reasonSentence(reason: Reason | undefined): string | null {
  if (reason === undefined) return null;
  const id = `metrics.reason.${reason.code}`;
  // The code comes from a result, so it is not known here; `text` gives back an id it does not know.
  const sentence = text(id as MessageId, reason.values);
  return sentence === id ? null : sentence;
}

/** The figure was not computed, or may not be seen; null when it may be drawn. */
export function refusalOf(result: MetricResult): Notice | null {
  if (result.status === "no_access") {
    const sentence = text("charts.notice.no_access.sentence");
    return { kind: "no_access", word: text("charts.notice.no_access"), sentence };
  }
  if (result.status !== "failed") return null;
  const sentence = reasonSentence(result.reasons[0]) ?? text("charts.notice.failed.sentence");
  return { kind: "failed", word: text("charts.notice.failed"), sentence };
}

/** There is nothing to draw, or no failure: the exposure, and the bound where one is known. */
export function emptyNotice(result: MetricResult): Notice {
  const exposure_h = result.inputs["exposure_h"] ?? null;
  const bound = result.unit === "h" ? (result.interval?.lower ?? null) : null;
  const word = text(exposure_h === null ? "charts.notice.empty.records" : "charts.notice.empty");
  return { kind: "empty", word, sentence: emptySentence(result, exposure_h, bound) };
}

function emptySentence(
  result: MetricResult,
  exposure_h: number | null,
  bound: number | null,
): string {
  if (exposure_h === null) {
    return reasonSentence(result.reasons[0]) ?? text("charts.notice.empty.plain");
  }
  const exposure = formatCount(exposure_h);
  if (bound === null || result.better !== "higher") {
    return text("charts.notice.empty.exposure", { exposure });
  }
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
