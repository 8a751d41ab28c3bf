import type { Spark, Tile, Verdict } from "../../reports/index.js";
import { text } from "../../core/index.js";
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

function lines(points: readonly (Point | null)[]): string {
  return runs(points)
    .map((run) => run.map((point) => `${at(point.x)},${at(point.y)}`).join(" "))
    .map(
      (list) =>
        `<polyline points="${list}" fill="none" stroke="var(--data-mute)" stroke-width="1.25"/>`,
    )
    .join("");
}

function reportedMark(points: readonly (Point | null)[], reported: number | null): string {
  const point = reported === null ? null : (points[reported] ?? null);
  if (point === null || reported === null) return "";
  const before = points[reported - 1] ?? null;
  const stroke =
    before === null
      ? ""
      : `<path d="M${at((before.x + point.x) / 2)},${at((before.y + point.y) / 2)}L${at(point.x)},${at(point.y)}" fill="none" stroke="var(--ink)" stroke-width="2"/>`;
  return `${stroke}<circle cx="${at(point.x)}" cy="${at(point.y)}" r="2.6" fill="var(--ink)"/>`;
}

/** The small line of a tile: its shape, the reported period heavy, the compared value dotted. */
export function sparkHtml(spark: Spark): Html {
  const { points, compared } = scaled(spark);
  const dotted =
    compared === null
      ? ""
      : `<line x1="0" x2="${WIDTH}" y1="${at(compared)}" y2="${at(compared)}" stroke="var(--edge)" stroke-width="1" stroke-dasharray="1 3"/>`;
  const drawing = `${dotted}${lines(points)}${reportedMark(points, spark.reported)}`;
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
export function verdictHtml(verdict: Verdict): Html {
  const tone = toneClass(verdict.tone);
  return html`<span class="verdict ${tone}">${symbol(verdict.symbol)} ${verdict.word}</span>`;
}

function value(tile: Tile): Html {
  if (tile.value === "") {
    return html`<p class="val none"><a href="${tile.href}">${text("http.tile.unknown")}</a></p>`;
  }
  const unit = tile.unit === "" ? NOTHING : html`<span class="u">&nbsp;${tile.unit}</span>`;
  return html`<p class="val"><a href="${tile.href}">${tile.value}</a>${unit}</p>`;
}

function change(tile: Tile): Html {
  if (tile.verdict === null) return html`<p class="chg"></p>`;
  const words = tile.change === "" ? NOTHING : html`<br />${tile.change}`;
  return html`<p class="chg">${verdictHtml(tile.verdict)}${words}</p>`;
}

/** One key figure in six lines, on base lines shared with its neighbours. */
export function tileHtml(tile: Tile): Html {
  const spark = tile.spark === null ? html`<p class="spark-none"></p>` : sparkHtml(tile.spark);
  const interval = tile.value === "" ? tile.missing : tile.interval;
  return html`<div class="tile">
    <h3>${tile.name}</h3>
    ${value(tile)}
    <p class="ci">${interval}</p>
    <p class="n">${tile.n}</p>
    ${spark}${change(tile)}
  </div>`;
}

/** A row of key figures. */
export function tilesHtml(tiles: readonly Tile[]): Html {
  return html`<div class="tiles">${tiles.map(tileHtml)}</div>`;
}
