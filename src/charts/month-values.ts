import { VALUE_SIZE } from "./marks.js";
import type { PlacedMonth } from "./month-axis.js";
import { textWidth } from "./text-width.js";

/** A printed value: what it says, its middle, and at which end of the interval it stands. */
export interface ValueLabel {
  readonly month: PlacedMonth;
  readonly text: string;
  readonly x: number;
  readonly side: "above" | "below";
}

/** A point of a drawing in px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle of a drawing in px. */
export interface Box {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
}

/** What a label must know of the drawing it is placed in. */
export interface LabelSpace {
  /** Px of a value on the vertical scale. */
  readonly y: (value: number) => number;
  readonly top: number;
  readonly bottom: number;
  readonly right: number;
  /** The thin line behind, or nothing. */
  readonly line: readonly Point[];
  /** The intervals of all months; only the reported month's value may stand on another's. */
  readonly bands: readonly Box[];
  readonly reported: string | null;
  /** Px of the gridlines; a label rather stands between them. */
  readonly grid: readonly number[];
}

const HEIGHT = 18;
const STYLE = { size: VALUE_SIZE, isStrong: true };

function boxOf(label: ValueLabel, space: LabelSpace): Box {
  const { month, side, x } = label;
  const half = textWidth(label.text, STYLE) / 2 + 2;
  const value = month.value ?? 0;
  const edge =
    side === "above" ? space.y(month.upper ?? value) : space.y(month.lower ?? value) + HEIGHT + 2;
  return { x1: x - half, x2: x + half, y1: edge - HEIGHT, y2: edge };
}

/** How many of ten points along each piece of the line lie in the box. */
function crossings(box: Box, line: readonly Point[]): number {
  let hits = 0;
  line.slice(1).forEach((end, index) => {
    const start = line[index] ?? end;
    for (let k = 0; k <= 10; k += 1) {
      const x = start.x + ((end.x - start.x) * k) / 10;
      const y = start.y + ((end.y - start.y) * k) / 10;
      if (x >= box.x1 && x <= box.x2 && y >= box.y1 && y <= box.y2) hits += 1;
    }
  });
  return hits;
}

function overlaps(a: Box, b: Box): boolean {
  return a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;
}

function covered(box: Box, others: readonly Box[]): number {
  return others.filter((other) => overlaps(box, other)).length;
}

function freeSide(label: ValueLabel, space: LabelSpace): ValueLabel {
  const cost = (side: "above" | "below"): number => {
    const box = boxOf({ ...label, side }, space);
    const isOutside = box.y1 < space.top - HEIGHT || box.y2 > space.bottom;
    const isOnGrid = space.grid.some((y) => y > box.y1 && y < box.y2);
    const lines = crossings(box, space.line) + (isOnGrid ? 0.5 : 0);
    return lines + 10 * covered(box, space.bands) + (isOutside ? 1000 : 0);
  };
  return { ...label, side: cost("below") < cost("above") ? "below" : "above" };
}

/** The labels that find room, in order of importance; one that would cover another is left out. */
export function placeValues(
  wanted: readonly { readonly month: PlacedMonth; readonly text: string }[],
  space: LabelSpace,
): ValueLabel[] {
  const placed: ValueLabel[] = [];
  const boxes: Box[] = [];
  for (const label of wanted) {
    const half = textWidth(label.text, STYLE) / 2;
    const middle = (label.month.left + label.month.right) / 2;
    const x = Math.min(middle, space.right - half);
    const sided = freeSide({ ...label, x, side: "above" }, space);
    const box = boxOf(sided, space);
    const isReported = label.month.id === space.reported;
    if (covered(box, boxes) > 0 || (!isReported && covered(box, space.bands) > 0)) continue;
    boxes.push(box);
    placed.push(sided);
  }
  return placed;
}
