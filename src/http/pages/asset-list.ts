import { nearest } from "../../core/index.js";
import { fail } from "../errors.js";
import { computeFigure } from "../figures.js";
import { readList } from "../lists.js";
import type { PageRequest } from "../page.js";
import { pageScope, type PageScope } from "../scope/page-scope.js";
import {
  assetRows,
  assetTree,
  foundRows,
  sortedRows,
  SORTS,
  type AssetRow,
  type SortOrder,
} from "./asset-rows.js";

/** The assets that an address asks for, in its order. */
export interface AssetList {
  readonly scope: PageScope;
  readonly order: SortOrder;
  readonly is_tree: boolean;
  /** Rows that match, in order. */
  readonly rows: readonly AssetRow[];
  /** Assets of the source that count, found or not. */
  readonly total: number;
}

function orderOf(request: PageRequest, hasStops: boolean): SortOrder {
  const asked = request.query.sort ?? (hasStops ? "-downtime_h" : "-failure_count");
  const name = asked.replace(/^-/, "");
  const by = SORTS.find((sort) => sort === name);
  if (by === undefined) {
    const expected = nearest(name, SORTS) ?? SORTS.join(", ");
    throw fail("http.bad_parameter", { name: "sort", value: asked, expected });
  }
  return { by, is_descending: asked.startsWith("-") };
}

function isTree(request: PageRequest): boolean {
  const view = request.query.view ?? "list";
  if (view === "list" || view === "tree") return view === "tree";
  throw fail("http.bad_parameter", { name: "view", value: view, expected: "list, tree" });
}

/** Reads the assets of the scope with their figures, searched and sorted as the address says. */
export async function readAssets(request: PageRequest): Promise<AssetList> {
  const is_tree = isTree(request);
  const scope = await pageScope(request);
  const order = orderOf(request, scope.source.has_stops);
  const { site, source: source_id } = scope.source;
  const [nodes, mtbf] = await Promise.all([
    readList(request, "asset_nodes", { site }),
    computeFigure(request, "mtbf", { ...scope.parameters, by: "asset" }),
  ]);
  const all = assetRows(
    nodes.filter((node) => node["source_id"] === source_id || node["source_id"] === null),
    mtbf,
  );
  const counted = all.filter((row) => row.is_counted);
  const found = foundRows(is_tree ? assetTree(all) : counted, request.query.q ?? "");
  const rows = is_tree ? found : sortedRows(found, order);
  return { scope, order, is_tree, rows, total: counted.length };
}
