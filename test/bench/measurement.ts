import { loadavg } from "node:os";

/** One line of the results. */
export interface Line {
  readonly name: string;
  readonly unit: "s" | "ms" | "MiB" | "per s";
  readonly ours: number;
  /** What bare tools need for the same; null where there is nothing to compare with. */
  readonly bare: number | null;
  /** How many runs the medians are of. */
  readonly runs: number;
  readonly limit?: Limit;
}

/** What must hold of a line: of our value, or of its ratio to the bare one. */
export interface Limit {
  readonly of: "ours" | "ratio";
  readonly at: "most" | "least";
  readonly value: number;
}

/** Both sides of one comparison. */
export interface Sides<T> {
  readonly ours: (round: number) => Promise<T>;
  readonly bare: (round: number) => Promise<T>;
}

/** What each side gave, by round. */
export interface Compared<T> {
  readonly ours: readonly T[];
  readonly bare: readonly T[];
}

/** Ours over bare; null without a bare value. */
export function ratioOf({ ours, bare }: Line): number | null {
  return bare === null ? null : ours / bare;
}

/** Whether a line keeps its limit; null when it has none. */
export function isMet(line: Line): boolean | null {
  const { limit } = line;
  if (limit === undefined) return null;
  const value = limit.of === "ours" ? line.ours : ratioOf(line);
  if (value === null) return null;
  return limit.at === "most" ? value <= limit.value : value >= limit.value;
}

/** The middle value; of an even number of values the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  if (high === undefined) throw new Error("no median of nothing");
  return sorted.length % 2 === 1 || low === undefined ? high : (low + high) / 2;
}

/** Runs both sides in turn, the other one first in every second round; the first round is dropped. */
export async function interleave<T>(rounds: number, sides: Sides<T>): Promise<Compared<T>> {
  const ours: T[] = [];
  const bare: T[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const runOurs = async (): Promise<void> => void ours.push(await sides.ours(round));
    const runBare = async (): Promise<void> => void bare.push(await sides.bare(round));
    for (const run of round % 2 === 0 ? [runOurs, runBare] : [runBare, runOurs]) await run();
  }
  return { ours: ours.slice(1), bare: bare.slice(1) };
}

/** Says on the terminal what is going on and how busy the machine is. */
export function say(what: string): void {
  process.stderr.write(`${what} (load average ${loadText()})\n`);
}

/** The load average of the last one, five and fifteen minutes. */
export function loadText(): string {
  return loadavg()
    .map((value) => value.toFixed(2))
    .join(", ");
}
