import { note, type Estimate, type EstimateNote } from "../estimate.js";
import { KIND, readLifeData, type LifeData, type Sample } from "./life-data.js";
import type { LogLives } from "./weibull-right-censored.js";

/** Complete or right-censored lives with ln t in columns, or why there are none. */
export interface LogLivesRead {
  readonly lives: LogLives | null;
  readonly notes: Estimate["notes"];
  readonly n: number;
  readonly failures: number;
  readonly censored: number;
}

function columnsOf({ kind, low, weight, shift, spread }: Sample): LogLives {
  return {
    y: low.map((y) => shift + spread * y),
    failed: kind.map((value) => Number(value === KIND.exact)),
    weight,
  };
}

/** Reads lives for the special Weibull fits; `only_right_censored` for other censoring. */
export function readLogLives(data: LifeData): LogLivesRead {
  const { sample, notes, ...counts } = readLifeData(data, { isLog: true, needsSpread: true });
  const without = (reasons: readonly EstimateNote[]): LogLivesRead => ({
    lives: null,
    notes: Object.freeze(reasons),
    ...counts,
  });
  if (sample === null) return without(notes);
  if (!sample.is_right_censored_only) return without([...notes, note("only_right_censored")]);
  return { lives: columnsOf(sample), notes, ...counts };
}
