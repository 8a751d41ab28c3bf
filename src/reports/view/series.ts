import { text, type TimeRange } from "../../core/index.js";
import type { Spark } from "../document.js";

/** A figure over time. */
export interface Series {
  readonly grain: "month" | "week";
  readonly points: readonly SeriesPoint[];
}

/** One period of a series. */
export interface SeriesPoint {
  readonly range: TimeRange;
  readonly value: number | null;
  /** False for a period the data covers in part: such a one is not drawn. */
  readonly is_complete: boolean;
}

const MOST_POINTS = 13;
const LEAST_POINTS = 3;

interface SparkInput {
  readonly name: string;
  readonly series: Series | null;
  readonly reported: TimeRange;
  readonly compared: number | null;
  readonly format: (value: number) => string;
}

/** The small line of a tile from complete periods only; null when fewer than three have a value. */
export function sparkOf(input: SparkInput): Spark | null {
  const { series, reported } = input;
  if (series === null) return null;
  const complete = series.points.filter((point) => point.is_complete).slice(-MOST_POINTS);
  const known = complete.flatMap(({ value }) => (value === null ? [] : [value]));
  if (known.length < LEAST_POINTS) return null;
  const inside = complete.flatMap(({ range }, at) =>
    range.from >= reported.from && range.to <= reported.to ? [at] : [],
  );
  return {
    values: complete.map(({ value }) => value),
    reported: inside.at(-1) ?? null,
    reported_from: inside[0] ?? null,
    compared: input.compared,
    label: text("reports.spark", {
      name: input.name,
      grain: series.grain,
      first: input.format(known[0] ?? 0),
      last: input.format(known.at(-1) ?? 0),
      lowest: input.format(Math.min(...known)),
      highest: input.format(Math.max(...known)),
    }),
  };
}
