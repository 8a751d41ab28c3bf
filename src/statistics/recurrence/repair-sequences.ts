import type { FailureTimes } from "../trend/laplace.js";
import { watchedSystems } from "../trend/watched-systems.js";

/** Times between failures of one system, in shares of `unit`. */
export interface RepairSequence {
  readonly gaps: Float64Array;
  /** From the last failure to the end of the watch; 0 when a failure ended it. */
  readonly open: number;
}

/** Systems as sequences of repairs. */
export interface RepairSequences {
  readonly sequences: readonly RepairSequence[];
  /** Mean time between failures: the unit of the gaps. */
  readonly unit: number;
  readonly failures: number;
}

/** Sequences of times between failures; null when a time cannot be one. */
export function repairSequences(systems: readonly FailureTimes[]): RepairSequences | null {
  const watched = watchedSystems(systems);
  if (watched === null) return null;
  const failures = watched.reduce((sum, { gaps }) => sum + gaps.length, 0);
  const time = watched.reduce((sum, { watch }) => sum + watch, 0);
  const unit = failures > 0 ? time / failures : 1;
  const sequences = watched.map(({ gaps, watch }) => {
    const seen = gaps.reduce((sum, gap) => sum + gap, 0);
    const rest = (watch - seen) / unit;
    // What is left of the watch after a failure that ended it is rounding.
    return { gaps: gaps.map((gap) => gap / unit), open: rest > 1e-12 ? rest : 0 };
  });
  return { sequences, unit, failures };
}
