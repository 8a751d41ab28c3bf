import {
  evaluateFormula,
  formulaFor,
  metricById,
  runDetails,
  type MetricDeclaration,
  type MetricDetails,
  type MetricId,
  type MetricResult,
  type Row,
  type StatusTotal,
} from "../../metrics/index.js";
import { computeFigure, metricContext, uncachedContext } from "../figures.js";
import { readList } from "../lists.js";
import type { PageRequest } from "../page.js";
import { pageScope, type PageScope } from "../scope/page-scope.js";

/** A figure with everything needed to check it. */
export interface EvidenceData {
  readonly metric: MetricDeclaration<MetricId>;
  readonly scope: PageScope;
  readonly result: MetricResult;
  readonly details: MetricDetails;
  readonly recomputed: Recomputed | null;
  readonly findings: readonly Row[];
}

/** The figure computed once more, from the rows listed. */
export interface Recomputed {
  readonly value: number;
  readonly is_equal: boolean;
}

/** Parameters of a metric that an address may give, beside scope and period. */
const CHOSEN = ["asset", "by", "downtime", "base", "within_days", "measure", "dimension"] as const;
const PAGING = ["group", "show", "after", "page_rows"] as const;
/** Differences below this part of the figure come from adding hours in another order. */
const SAME_RATIO = 1e-9;
const MOST_REPEATS = 5_000;

/** Parameters as texts, by name. */
export type Given = Readonly<Record<string, string | undefined>>;

function chosen(request: PageRequest, names: readonly (keyof PageRequest["query"])[]): Given {
  return Object.fromEntries(
    names
      .map((name) => [name, request.query[name]] as const)
      .filter(([, value]) => value !== undefined),
  );
}

/** What the address asks of a metric: scope, period and its own parameters. */
export function askedOf(request: PageRequest, scope: PageScope): Given {
  return { ...scope.parameters, ...chosen(request, CHOSEN) };
}

/** The same question without its grouping: rows are those of the whole. */
export function withoutGrouping(given: Given): Given {
  return Object.fromEntries(Object.entries(given).filter(([name]) => name !== "by"));
}

function hoursOf(totals: readonly StatusTotal[]): number {
  return totals.reduce((sum, { down_h }) => sum + (down_h ?? 0), 0);
}

/** The rows, up to a bound, read at once and kept nowhere; null when there are more. */
export async function readAllRows(
  request: PageRequest,
  id: MetricId,
  ask: { readonly given: Given; readonly show: string; readonly most: number },
): Promise<readonly Row[] | null> {
  const { rows, next } = await runDetails(
    id,
    { ...ask.given, show: ask.show, page_rows: String(ask.most) },
    uncachedContext(request),
  );
  return next === null ? rows : null;
}

/** What is recomputed, and the question it answers. */
type Asked = Pick<EvidenceData, "metric" | "scope" | "result" | "details"> & {
  readonly given: Given;
};

/** Hours of stops inside the period: those of the failures listed where stops are the failures. */
async function stoppedHours(request: PageRequest, data: Asked): Promise<number> {
  const { counted, left_out } = data.details;
  if (data.scope.source.failures_from === "downtime") return hoursOf([counted, ...left_out]);
  const given = Object.fromEntries(Object.entries(data.given).filter(([name]) => name !== "base"));
  const stops = await runDetails("downtime_hours", given, metricContext(request));
  return stops.counted.down_h ?? 0;
}

/** The counted rows that are a repeat, and those that are not; null when there are too many. */
async function repeatsAmong(
  request: PageRequest,
  { metric, given }: Asked,
): Promise<{ readonly repeats: number; readonly firsts: number } | null> {
  const rows = await readAllRows(request, metric.id, {
    given,
    show: "counted",
    most: MOST_REPEATS,
  });
  if (rows === null) return null;
  const repeats = rows.filter((row) => row["is_repeat"] === true).length;
  return { repeats, firsts: rows.length - repeats };
}

/** The inputs of a formula as the rows give them; null when the rows cannot. */
async function inputsFromRows(
  request: PageRequest,
  data: Asked,
): Promise<Readonly<Record<string, number | null>> | null> {
  const { counted, left_out } = data.details;
  const inside_h = hoursOf([counted, ...left_out]);
  const counted_h = counted.down_h ?? 0;
  const { inputs, parameters } = data.result;
  switch (data.metric.id) {
    case "mtbf":
      return {
        ...inputs,
        failure_count: counted.count,
        downtime_h: inputs["downtime_h"] === null ? null : await stoppedHours(request, data),
      };
    case "failure_count":
      return { ...inputs, failure_count: counted.count };
    case "downtime_hours":
    case "availability_operational":
      return { ...inputs, downtime_h: counted_h };
    case "mean_down_time":
      return { ...inputs, closed_down_h: counted_h, closed_count: counted.count };
    case "mttr":
      return { ...inputs, restore_h: counted_h, restored_count: counted.count };
    case "failure_pareto":
      if (parameters["measure"] === "cost") return null;
      return { ...inputs, value: parameters["measure"] === "hours" ? inside_h : counted.count };
    case "recurring_failures": {
      const found = await repeatsAmong(request, data);
      if (found === null) return null;
      const { repeats, firsts } = found;
      return { ...inputs, repeat_count: repeats, known_count: repeats + firsts };
    }
    case "recurring_chains": {
      const found = await repeatsAmong(request, data);
      // Each chain has one first failure, which repeats none.
      return found === null ? null : { ...inputs, chain_count: found.firsts };
    }
  }
}

async function recompute(request: PageRequest, data: Asked): Promise<Recomputed | null> {
  const { value } = data.result;
  if (value === null || request.query.group !== undefined) return null;
  const inputs = await inputsFromRows(request, data);
  if (inputs === null) return null;
  const again = evaluateFormula(formulaFor(data.metric.formula, inputs), inputs);
  if (again === null) return null;
  const is_equal = Math.abs(again - value) <= SAME_RATIO * Math.max(1, Math.abs(value));
  return { value: again, is_equal };
}

/** The figure that the address asks for, the rows behind it and those left out. */
export async function readEvidence(request: PageRequest): Promise<EvidenceData> {
  const metric = metricById(request.params["id"] ?? "");
  const scope = await pageScope(request);
  const given = askedOf(request, scope);
  const rowsGiven = withoutGrouping(given);
  const paged = { show: "counted", ...rowsGiven, ...chosen(request, PAGING) };
  const [result, details, findings] = await Promise.all([
    computeFigure(request, metric.id, given),
    runDetails(metric.id, paged, metricContext(request)),
    readList(request, "findings", { site: scope.source.site }),
  ]);
  const recomputed = await recompute(request, { metric, scope, result, details, given: rowsGiven });
  return { metric, scope, result, details, recomputed, findings };
}
