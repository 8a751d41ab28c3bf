/** Whether an estimator could say something; it never throws for too little data. */
export type EstimateStatus = "ok" | "insufficient" | "not_converged" | "assumption_rejected";

/** A remark on an estimate: a stable code and the numbers it speaks of. */
export interface EstimateNote {
  readonly code: string;
  readonly values?: Readonly<Record<string, number>>;
}

/** What every estimate carries. */
export interface Estimate {
  readonly status: EstimateStatus;
  readonly notes: readonly EstimateNote[];
}

/** The usual level of intervals. */
export const CONFIDENCE = 0.95;

/** A frozen note. */
export function note(code: string, values?: Readonly<Record<string, number>>): EstimateNote {
  return Object.freeze(values === undefined ? { code } : { code, values: Object.freeze(values) });
}
