import type { MetricResult, Row } from "../../metrics/index.js";
import { numberIn, wordsIn } from "../view/numbers.js";

/** One asset of the list, with its figures over the period; null where they cannot be said. */
export interface AssetRow {
  readonly id: string;
  readonly tag: string;
  readonly name: string;
  readonly area: string;
  readonly parent_id: string | null;
  readonly level: string;
  readonly equipment_class: string;
  readonly criticality: string;
  readonly is_registered: boolean;
  readonly is_counted: boolean;
  /** How deep it lies below the top of its tree. */
  readonly depth: number;
  readonly failure_count: number | null;
  readonly downtime_h: number | null;
  readonly operating_h: number | null;
  readonly mtbf_h: number | null;
  readonly lower_h: number | null;
  readonly upper_h: number | null;
}

type Figures = Pick<
  AssetRow,
  "failure_count" | "downtime_h" | "operating_h" | "mtbf_h" | "lower_h" | "upper_h"
>;

const UNKNOWN: Figures = {
  failure_count: null,
  downtime_h: null,
  operating_h: null,
  mtbf_h: null,
  lower_h: null,
  upper_h: null,
};

function figuresOf(row: Row | undefined): Figures {
  if (row === undefined) return UNKNOWN;
  return {
    failure_count: numberIn(row, "failure_count"),
    downtime_h: numberIn(row, "downtime_h"),
    operating_h: numberIn(row, "operating_h") ?? numberIn(row, "exposure_h"),
    mtbf_h: numberIn(row, "value"),
    lower_h: numberIn(row, "interval_lower"),
    upper_h: numberIn(row, "interval_upper"),
  };
}

function assetRow(node: Row, figures: Figures): AssetRow {
  return {
    id: wordsIn(node, "id"),
    tag: wordsIn(node, "tag"),
    name: wordsIn(node, "name"),
    area: wordsIn(node, "area"),
    parent_id: wordsIn(node, "parent_id") === "" ? null : wordsIn(node, "parent_id"),
    level: wordsIn(node, "hierarchy_level"),
    equipment_class: wordsIn(node, "equipment_class"),
    criticality: wordsIn(node, "criticality"),
    is_registered: node["is_registered"] === true,
    is_counted: node["is_counted"] === true,
    depth: 0,
    ...figures,
  };
}

/** The assets of a source with their figures, from the list of nodes and the MTBF by asset. */
export function assetRows(nodes: readonly Row[], mtbf_by_asset: MetricResult): AssetRow[] {
  const figures = new Map(mtbf_by_asset.rows.map((row) => [wordsIn(row, "group_id"), row]));
  return nodes.map((node) => assetRow(node, figuresOf(figures.get(wordsIn(node, "id")))));
}

/** A row where it stands in the tree, with the index of the one it lies in. */
interface Placed {
  readonly row: AssetRow;
  readonly depth: number;
  readonly parent: number | null;
}

function childrenOf(rows: readonly AssetRow[]): Map<string | null, AssetRow[]> {
  const children = new Map<string | null, AssetRow[]>();
  const known = new Set(rows.map((row) => row.id));
  for (const row of rows) {
    const parent = row.parent_id !== null && known.has(row.parent_id) ? row.parent_id : null;
    const inside = children.get(parent);
    if (inside === undefined) children.set(parent, [row]);
    else inside.push(row);
  }
  return children;
}

/** Every row once, each after the one it lies in; no recursion, as a hierarchy may be deep. */
function placedRows(rows: readonly AssetRow[]): Placed[] {
  const children = childrenOf(rows);
  const placed: Placed[] = [];
  const shown = new Set<string>();
  const top = (row: AssetRow): Placed => ({ row, depth: 0, parent: null });
  const waiting = [...(children.get(null) ?? []), ...rows].map(top).reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    // A circle in the source's hierarchy must not run for ever; each node is shown once.
    if (shown.has(next.row.id)) continue;
    shown.add(next.row.id);
    const parent = placed.push(next) - 1;
    const depth = next.depth + 1;
    const inside = children.get(next.row.id) ?? [];
    for (const row of inside.toReversed()) waiting.push({ row, depth, parent });
  }
  return placed;
}

const SUMMED = ["failure_count", "operating_h", "downtime_h"] as const;
type Sums = Record<(typeof SUMMED)[number], number | null>;

function add(sums: Sums, more: Readonly<Sums>): void {
  for (const name of SUMMED) {
    const value = more[name];
    if (value !== null) sums[name] = (sums[name] ?? 0) + value;
  }
}

/** What the counted assets inside each row sum up to, from the leaves to the tops. */
function sumsInside(placed: readonly Placed[]): Sums[] {
  const sums = placed.map((): Sums => ({
    failure_count: null,
    operating_h: null,
    downtime_h: null,
  }));
  for (let index = placed.length - 1; index >= 0; index -= 1) {
    const { row, parent } = placed[index]!; // the index runs over the rows
    const above = parent === null ? undefined : sums[parent];
    if (above === undefined) continue;
    add(above, sums[index]!); // as many sums as rows
    if (row.is_counted) add(above, row);
  }
  return sums;
}

function rolledUp(inside: Readonly<Sums>): Figures {
  const { failure_count, operating_h } = inside;
  const hasMean = failure_count !== null && failure_count > 0 && operating_h !== null;
  const mtbf_h = hasMean ? operating_h / failure_count : null;
  return { ...inside, mtbf_h, lower_h: null, upper_h: null };
}

/**
 * The assets as a tree, each node after its parent, with its depth. A node that holds no exposure
 * of its own shows the sums over the assets below it; its MTBF is time over failures of them all.
 */
export function assetTree(rows: readonly AssetRow[]): AssetRow[] {
  const placed = placedRows(rows);
  const sums = sumsInside(placed);
  return placed.map(({ row, depth }, index) => {
    const inside = sums[index];
    const figures = row.is_counted || inside === undefined ? {} : rolledUp(inside);
    return { ...row, ...figures, depth };
  });
}

/** Names of what the list may be sorted by. */
export const SORTS = ["tag", "name", "area", "downtime_h", "failure_count", "mtbf_h"] as const;

/** One of the sorts. */
export type Sort = (typeof SORTS)[number];

/** How a list is sorted. */
export interface SortOrder {
  readonly by: Sort;
  readonly is_descending: boolean;
}

/** The rows sorted; unknown values last, ties by tag and id. */
export function sortedRows(rows: readonly AssetRow[], order: SortOrder): AssetRow[] {
  const direction = order.is_descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [a[order.by], b[order.by]];
    const isSame = left === right;
    if (!isSame && (left === null || right === null)) return left === null ? 1 : -1;
    if (!isSame && left !== null && right !== null) return left < right ? -direction : direction;
    if (a.tag !== b.tag) return a.tag < b.tag ? -1 : 1;
    return a.id < b.id ? -1 : 1;
  });
}

/** The rows in which a searched text occurs: in tag, name, area, class. */
export function foundRows(rows: readonly AssetRow[], search: string): AssetRow[] {
  const wanted = search.trim().toLocaleLowerCase("en");
  if (wanted === "") return [...rows];
  return rows.filter((row) =>
    [row.tag, row.name, row.area, row.equipment_class].some((word) =>
      word.toLocaleLowerCase("en").includes(wanted),
    ),
  );
}
