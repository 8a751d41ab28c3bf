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

function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

/**
 * The assets as a tree, each node after its parent, with its depth. A node that holds no exposure
 * of its own shows the sums over the assets below it; its MTBF is time over failures of them all.
 */
export function assetTree(rows: readonly AssetRow[]): AssetRow[] {
  const children = new Map<string | null, AssetRow[]>();
  const known = new Set(rows.map((row) => row.id));
  for (const row of rows) {
    const parent = row.parent_id !== null && known.has(row.parent_id) ? row.parent_id : null;
    children.set(parent, [...(children.get(parent) ?? []), row]);
  }
  const shown = new Set<string>();
  const visit = (row: AssetRow, depth: number): AssetRow[] => {
    // A circle in the source's hierarchy must not run for ever; each node is shown once.
    if (shown.has(row.id)) return [];
    shown.add(row.id);
    const inside = (children.get(row.id) ?? []).flatMap((child) => visit(child, depth + 1));
    return [{ ...(row.is_counted ? row : { ...row, ...rolledUp(inside) }), depth }, ...inside];
  };
  const tops = children.get(null) ?? [];
  return [...tops, ...rows].flatMap((row) => visit(row, 0));
}

function rolledUp(inside: readonly AssetRow[]): Figures {
  const counted = inside.filter((row) => row.is_counted);
  const failure_count = sumOf(counted.map((row) => row.failure_count));
  const operating_h = sumOf(counted.map((row) => row.operating_h));
  const hasMean = failure_count !== null && failure_count > 0 && operating_h !== null;
  return {
    failure_count,
    operating_h,
    downtime_h: sumOf(counted.map((row) => row.downtime_h)),
    mtbf_h: hasMean ? operating_h / failure_count : null,
    lower_h: null,
    upper_h: null,
  };
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
