import { text } from "../../core/index.js";
import type { Change, MetricResult } from "../../metrics/index.js";
import type { SymbolCode, Tone, Verdict } from "../document.js";

type Code = Change["verdict"];

const CODES: Readonly<Record<Code, Verdict["code"]>> = {
  better: "better",
  worse: "worse",
  no_clear_change: "same",
  too_few: "too_few",
  not_comparable: "not_comparable",
};

const TONES: Readonly<Record<Code, Tone>> = {
  better: "good",
  worse: "bad",
  no_clear_change: "same",
  too_few: "same",
  not_comparable: "same",
};

/** The judgement on a change as word, symbol and tone; the triangle points where the number went. */
export function verdictOf({ verdict }: Change, better: MetricResult["better"]): Verdict {
  return {
    code: CODES[verdict],
    word: text(`metrics.verdict.${verdict}`),
    symbol: symbolOf(verdict, better),
    tone: TONES[verdict],
  };
}

function symbolOf(verdict: Code, better: MetricResult["better"]): SymbolCode {
  if (verdict === "no_clear_change") return "same";
  if (verdict === "too_few" || verdict === "not_comparable") return "none";
  return (verdict === "better") === (better === "higher") ? "up" : "down";
}
