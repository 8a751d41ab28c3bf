import { nearest, type TimeRange } from "../../core/index.js";
import { UNIT_OF_MONEY } from "../columns.js";
import type { MetricContext } from "../context.js";
import { fail } from "../errors.js";
import { parseParameters, type ParameterName } from "../parameters.js";
import type { Cell, Column, Provenance, Row, Scope } from "../result.js";
import { provenanceOf } from "../run.js";
import { hiddenScopeOf, resolveScope, scopeOf } from "../scope.js";
import { datasets, type DatasetDeclaration, type DatasetId } from "./define.js";

/** What may be asked of a dataset. */
export const DATASET_PARAMETERS: readonly ParameterName[] = [
  "site",
  "source",
  "asset",
  "from",
  "to",
];

const ALWAYS: TimeRange = Object.freeze({ from: "0001-01-01", to: "9999-12-31" });

/** A dataset asked for: which rows, of what, under which licence. */
export interface DatasetRequest {
  readonly dataset: DatasetDeclaration<DatasetId>;
  readonly is_visible: boolean;
  /** Parameters as texts, without those that were not given. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Values of the dataset's query, for a reader or an export; `row_limit` null means all rows. */
  readonly query_parameters: Readonly<Record<string, Cell>>;
  readonly scope: Scope;
  readonly columns: readonly Column[];
  readonly provenance: Provenance;
}

/** The dataset with that id; throws `metrics.dataset_unknown` with the nearest one. */
export function datasetById(id: string): DatasetDeclaration<DatasetId> {
  const found = datasets.find((dataset) => dataset.id === id);
  if (found !== undefined) return found;
  const known = datasets.map((dataset) => dataset.id);
  const meant = nearest(id, known);
  const hint = meant === undefined ? {} : { hint: `did you mean ${meant}?` };
  throw fail("metrics.dataset_unknown", { id, known: known.join(", ") }, hint);
}

/**
 * A dataset's rows asked for, checked and with defaults: one site and source (those with the newest
 * data when not given), every row of them unless `from` or `to` limits the days. Nothing is read yet.
 */
export async function resolveDataset(
  id: string,
  parameters: Readonly<Record<string, string | undefined>>,
  ctx: MetricContext,
): Promise<DatasetRequest> {
  const dataset = datasetById(id);
  const given = parseParameters({ names: DATASET_PARAMETERS }, parameters);
  const range = { from: given.from ?? ALWAYS.from, to: given.to ?? ALWAYS.to };
  const scope = await resolveScope({ ...given, ...range }, ctx);
  const stated = Object.fromEntries(Object.entries(given));
  if (!scope.is_visible) {
    const hidden = hiddenScopeOf(scope);
    const query_parameters = { site: "", source: "", asset: "", ...range, row_limit: 0 };
    const provenance = provenanceOf(ctx, null);
    const columns = dataset.columns;
    return {
      dataset,
      is_visible: false,
      parameters: stated,
      query_parameters,
      scope: hidden,
      columns,
      provenance,
    };
  }
  const { site, asset } = scope;
  return Object.freeze({
    dataset,
    is_visible: true,
    parameters: { ...stated, site: site.site, source: site.source },
    query_parameters: {
      site: site.site,
      source: site.source,
      asset: asset?.id ?? "",
      ...range,
      row_limit: null,
    },
    scope: scopeOf(scope),
    columns: dataset.columns.map((column) =>
      column.unit === UNIT_OF_MONEY ? { ...column, unit: site.currency ?? "" } : column,
    ),
    provenance: provenanceOf(ctx, site.data_to),
  });
}

/** The first rows of a dataset that was asked for, at most `row_limit`. */
export async function previewDataset(
  request: DatasetRequest,
  row_limit: number,
  ctx: MetricContext,
): Promise<readonly Row[]> {
  const parameters = { ...request.query_parameters, row_limit: request.is_visible ? row_limit : 0 };
  const { rows } = await ctx.snapshot.query(
    "datasets",
    request.dataset.id,
    parameters,
    ctx.principal,
  );
  return rows;
}
