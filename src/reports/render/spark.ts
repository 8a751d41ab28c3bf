import type { Spark } from "../document.js";
import type { Inks } from "./inks.js";

const HEIGHT = 28;
const PAD = 3;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The drawing of a tile's small line: its elements, for an `svg` of `width` by 28. */
export function sparkPaths(
  spark: Spark,
  width: number,
  inks: Pick<Inks, "ink" | "edge" | "data-mute">,
): string {
  const { points, compared } = scaled(spark, width);
  const dotted =
    compared === null
      ? ""
      : `<line x1="0" x2="${width}" y1="${compared}" y2="${compared}" stroke="${inks.edge}" stroke-width="1" stroke-dasharray="1 3"/>`;
  const context = runsOf(points).map((run) => polyline(run, inks["data-mute"], 1.25));
  return `${dotted}${context.join("")}${reportedPart(spark, points, inks.ink)}`;
}

/** The small line as an SVG file in written-out colours. */
export function sparkFile(spark: Spark, inks: Inks): string {
  const width = 210;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}">${sparkPaths(spark, width, inks)}</svg>`;
}

function scaled(
  spark: Spark,
  width: number,
): { points: readonly (Point | null)[]; compared: number | null } {
  const known = spark.values.filter((value) => value !== null);
  const all = spark.compared === null ? known : [...known, spark.compared];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const span = HEIGHT - 2 * 4;
  const y = (value: number): number =>
    rounded(most === least ? HEIGHT / 2 : 4 + span - ((value - least) / (most - least)) * span);
  const step = spark.values.length < 2 ? 0 : (width - 2 * PAD) / (spark.values.length - 1);
  const points = spark.values.map((value, index) =>
    value === null ? null : { x: rounded(PAD + index * step), y: y(value) },
  );
  return { points, compared: spark.compared === null ? null : y(spark.compared) };
}

/** Stretches of neighbouring points; a period without a value breaks the line. */
function runsOf(points: readonly (Point | null)[]): Point[][] {
  const runs: Point[][] = [[]];
  for (const point of points) {
    if (point === null) runs.push([]);
    else runs.at(-1)?.push(point);
  }
  return runs.filter((run) => run.length > 1);
}

function reportedPart(spark: Spark, points: readonly (Point | null)[], ink: string): string {
  if (spark.reported === null) return "";
  const last = points[spark.reported] ?? null;
  if (last === null) return "";
  const from = spark.reported_from ?? spark.reported;
  const part = points.slice(from, spark.reported + 1);
  const heavy = runsOf(part).map((run) => polyline(run, ink, 2));
  return `${heavy.join("")}<circle cx="${last.x}" cy="${last.y}" r="2.6" fill="${ink}"/>`;
}

function polyline(run: readonly Point[], stroke: string, width: number): string {
  const list = run.map((point) => `${point.x},${point.y}`).join(" ");
  return `<polyline points="${list}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linejoin="round"/>`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
