/** The time, handed in wherever it is needed, so that tests and re-runs can fix it. */
export interface Clock {
  /** The current instant. */
  now(): Date;
}

/** The machine's clock; made only in the composition roots. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still at one instant. */
export function fixedClock(instant: string): Clock {
  return { now: () => new Date(instant) };
}

/** Milliseconds of a clock that never steps back, for measuring how long a step took. */
export function elapsedMs(): number {
  return performance.now();
}
