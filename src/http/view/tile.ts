import type { Spark, Tile, Verdict } from "../../reports/index.js";
import { html, NOTHING, trusted, type Html } from "./markup.js";
import { symbol } from "./symbol.js";
import { toneClass } from "./tone.js";

const WIDTH = 150;
const HEIGHT = 36;

interface Point {
  readonly x: number;
  readonly y: number;
}

function scaled(spark: Spark): { points: (Point | null)[]; compared: number | null } {
  const known = spark.values.filter((value) => value !== null);
  const all = spark.compared === null ? known : [...known, spark.compared];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const y = (value: number): number =>
    high === low ? HEIGHT / 2 : 4 + ((high - value) / (high - low)) * (HEIGHT - 8);
  const step = (WIDTH - 6) / Math.max(1, spark.values.length - 1);
  const points = spark.values.map((value, index) =>
    value === null ? null : { x: 3 + index * step, y: y(value) },
  );
  return { points, compared: spark.compared === null ? null : y(spark.compared) };
}

const at = (value: number): string => value.toFixed(1);

/** Runs of neighbouring points; a period without a value breaks the line. */
function runs(points: readonly (Point | null)[]): Point[][] {
  const found: Point[][] = [[]];
  for (const point of points) {
    if (point === null) found.push([]);
    else found.at(-1)?.push(point);
  }
  return found.filter((run) => run.length > 0);
}

function polyline(run: readonly Point[], stroke: string, width: number): string {
  const list = run.map((point) => `${at(point.x)},${at(point.y)}`).join(" ");
  return `<polyline points="${list}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linejoin="round"/>`;
}

function reportedMark(spark: Spark, points: readonly (Point | null)[]): string {
  const { reported } = spark;
  const end = reported === null ? null : (points[reported] ?? null);
  if (end === null || reported === null) return "";
  const part = points.slice(spark.reported_from ?? reported, reported + 1);
  const heavy = runs(part).filter((run) => run.length > 1);
  const strokes = heavy.map((run) => polyline(run, "var(--ink)", 2)).join("");
  return `${strokes}<circle cx="${at(end.x)}" cy="${at(end.y)}" r="2.6" fill="var(--ink)"/>`;
}

/** The small line of a tile: its shape, the reported period heavy, the compared value dotted. */
function sparkHtml(spark: Spark): Html {
  const { points, compared } = scaled(spark);
  const dotted =
    compared === null
      ? ""
      : `<line x1="0" x2="${WIDTH}" y1="${at(compared)}" y2="${at(compared)}" stroke="var(--edge)" stroke-width="1" stroke-dasharray="1 3"/>`;
  const context = runs(points).map((run) => polyline(run, "var(--data-mute)", 1.25));
  const drawing = `${dotted}${context.join("")}${reportedMark(spark, points)}`;
  return html`<svg
    class="spark"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="img"
    aria-label="${spark.label}"
  >
    ${trusted(drawing)}
  </svg>`;
}

/** A judgement: symbol, colour and word together. */
function verdictHtml(verdict: Verdict): Html {
  const tone = toneClass(verdict.tone);
  return html`<span class="verdict ${tone}">${symbol(verdict.symbol)} ${verdict.word}</span>`;
}

function value(tile: Tile): Html {
  if (tile.value === "") {
    return html`<p class="val none"><a href="${tile.href}">${tile.placeholder}</a></p>`;
  }
  const unit = tile.unit === "" ? NOTHING : html`<span class="u">&nbsp;${tile.unit}</span>`;
  return html`<p class="val"><a href="${tile.href}">${tile.value}</a>${unit}</p>`;
}

function change(tile: Tile): Html {
  if (tile.verdict === null) return html`<p class="chg"></p>`;
  const words = tile.change === "" ? NOTHING : html`<br />${tile.change}`;
  return html`<p class="chg">${verdictHtml(tile.verdict)}${words}</p>`;
}

/** What stands below the value: interval, basis, small line, change; or why there is no value. */
function below(tile: Tile): Html {
  if (tile.value === "") return html`<p class="ci why">${tile.missing}</p>`;
  const spark = tile.spark === null ? html`<p></p>` : sparkHtml(tile.spark);
  return html`<p class="ci">${tile.interval}</p>
    <p class="n">${tile.n}</p>
    ${spark}${change(tile)}`;
}

/** One key figure in six lines, on base lines shared with its neighbours. */
function tileHtml(tile: Tile): Html {
  return html`<div class="tile">
    <h3>${tile.name}</h3>
    ${value(tile)}${below(tile)}
  </div>`;
}

/** A row of key figures. */
export function tilesHtml(tiles: readonly Tile[]): Html {
  return html`<div class="tiles">${tiles.map(tileHtml)}</div>`;
}
