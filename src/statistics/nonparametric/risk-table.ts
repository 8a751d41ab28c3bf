/** When one or more equal units left observation. */
export interface Exit {
  /** Age at failure or at the end of watching; from 0 up, in any unit. */
  readonly time: number;
  /** Age at which watching began, if later than the start: at risk for entry < t ≤ time. */
  readonly entry?: number;
  /** How many units this line stands for; 1 unless said. */
  readonly count?: number;
}

/** Exits in order of time, with the units at risk at each distinct time. */
export interface RiskTable {
  /** Time of each exit, ascending; times that differ only by rounding are made equal. */
  readonly time: Float64Array;
  readonly entry: Float64Array;
  readonly count: Float64Array;
  /** Where each exit stood in the input. */
  readonly index: Int32Array;
  /** First exit of each distinct time, and one past the last exit. */
  readonly block: Int32Array;
  /** Units at risk at each distinct time. */
  readonly at_risk: Float64Array;
}

/** Relative difference below which two times are one: rounding of sums of durations. */
const SAME = 1e-12;

/** Whether a unit that came under watch at `entry` was watched at a later time. */
export function isEntered(entry: number, time: number): boolean {
  return entry < time * (1 - SAME);
}

function isUsable({ time, entry, count = 1 }: Exit): boolean {
  if (!(time >= 0 && time < Infinity)) return false;
  if (!(Number.isInteger(count) && count > 0)) return false;
  return entry === undefined || (entry >= 0 && isEntered(entry, time));
}

/** A unit without an entry time was there from before time 0, so that it can fail at 0. */
function entryOf({ entry }: Exit): number {
  return entry ?? -Infinity;
}

function orderOf(values: Float64Array): Int32Array {
  return Int32Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
}

function blocksOf(time: Float64Array): Int32Array {
  const starts: number[] = [];
  for (let i = 0; i < time.length; i += 1) {
    const before = time[i - 1];
    if (before !== undefined && time[i]! - before <= SAME * time[i]!) time[i] = before;
    else starts.push(i);
  }
  starts.push(time.length);
  return Int32Array.from(starts);
}

/** Units at risk at each distinct time of exits that are in order. */
export function atRiskOf(table: Omit<RiskTable, "at_risk">): Float64Array {
  const { time, entry, count, block } = table;
  const entries = orderOf(entry);
  const atRisk = new Float64Array(block.length - 1);
  let [inside, next] = [0, 0];
  for (let b = 0; b < atRisk.length; b += 1) {
    const now = time[block[b]!]!;
    while (next < entries.length && isEntered(entry[entries[next]!]!, now)) {
      inside += count[entries[next]!]!;
      next += 1;
    }
    atRisk[b] = inside;
    for (let i = block[b]!; i < block[b + 1]!; i += 1) inside -= count[i]!;
  }
  return atRisk;
}

/**
 * Exits sorted, tied and counted; null when a time, entry or count cannot be one (negative, not a
 * number, an entry at or after the exit, a count that is no whole number from 1 up). A time of 0 is
 * a unit that left, or was dead, on arrival.
 */
export function riskTable(exits: readonly Exit[]): RiskTable | null {
  if (!exits.every(isUsable)) return null;
  const index = orderOf(Float64Array.from(exits, ({ time }) => time));
  const pick = (value: (exit: Exit) => number): Float64Array =>
    Float64Array.from(index, (i) => value(exits[i]!));
  const time = pick((exit) => exit.time);
  const table = { time, index, entry: pick(entryOf), count: pick(({ count = 1 }) => count) };
  const ordered = { ...table, block: blocksOf(time) };
  return { ...ordered, at_risk: atRiskOf(ordered) };
}
