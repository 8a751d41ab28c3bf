import type { Principal } from "../../src/core/index.js";
import {
  previewDataset,
  resolveDataset,
  runMetric,
  type MetricContext,
  type Row,
} from "../../src/metrics/index.js";
import type { How } from "./fact-entries.js";

/** What facts are computed from: the newest state of the sample, and the first state of the subway. */
export interface FactSources {
  readonly newest: MetricContext;
  readonly first: MetricContext;
}

type Value = string | number | boolean | null;
type Condition = NonNullable<How["where"]>[string];

const ALL_ROWS = 100_000;

function holds(cell: Value, wanted: Condition): boolean {
  if (typeof wanted !== "object") return cell === wanted;
  if ("below" in wanted) return typeof cell === "number" && cell < wanted.below;
  return typeof cell === "string" && new RegExp(wanted.matches, "i").test(cell);
}

function seconds(stamp: Value | undefined): number | null {
  return typeof stamp === "string" ? Date.parse(stamp) / 1000 : null;
}

/** Columns that follow from those of a row. */
function withDerived(row: Row): Row {
  const [ended, announced] = [seconds(row["ended_at"]), seconds(row["announced_end_at"])];
  return {
    ...row,
    duration_h: typeof row["duration_s"] === "number" ? row["duration_s"] / 3600 : null,
    is_late: ended !== null && announced !== null && ended > announced,
    title_length: typeof row["title"] === "string" ? row["title"].length : null,
  };
}

/** Rows in time order, each with the time since the one before. */
function withGaps(rows: readonly Row[]): Row[] {
  const at = (row: Row): number => seconds(row["started_at"] ?? row["reported_on"]) ?? NaN;
  const sorted = [...rows].sort((a, b) => at(a) - at(b));
  return sorted.map((row, i) => {
    const before = sorted[i - 1];
    const gap_s = before === undefined ? null : at(row) - at(before);
    return {
      ...row,
      gap_h: gap_s === null ? null : gap_s / 3600,
      gap_d: gap_s === null ? null : gap_s / 86_400,
    };
  });
}

function quantile(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p;
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** The statistics that pandas gave. */
function statistic(name: string, cells: readonly Value[]): Value {
  const known = cells.filter((cell) => cell !== null);
  if (name === "count") return cells.length;
  if (name === "n") return known.length;
  if (name === "distinct") return new Set(known).size;
  if (known.every((cell) => typeof cell === "string")) {
    const texts = [...known].sort();
    return (name === "min" ? texts[0] : texts.at(-1)) ?? null;
  }
  const numbers = known.map(Number).sort((a, b) => a - b);
  const sum = numbers.reduce((total, number) => total + number, 0);
  switch (name) {
    case "sum":
      return sum;
    case "mean":
      return sum / numbers.length;
    case "median":
      return quantile(numbers, 0.5);
    case "p90_linear":
      return quantile(numbers, 0.9);
    case "min":
      return numbers[0] ?? null;
    case "max":
      return numbers.at(-1) ?? null;
    default:
      throw new Error(`unknown statistic: ${name}`);
  }
}

const tables = new Map<string, Promise<readonly Row[]>>();

async function datasetRows(how: How, ctx: MetricContext): Promise<readonly Row[]> {
  const key = `${ctx.snapshot.info.snapshot_id} ${how.dataset ?? ""} ${how.site ?? ""}`;
  let rows = tables.get(key);
  if (rows === undefined) {
    rows = (async () => {
      const request = await resolveDataset(how.dataset ?? "", { site: how.site }, ctx);
      return (await previewDataset(request, ALL_ROWS, ctx)).map(withDerived);
    })();
    tables.set(key, rows);
  }
  return rows;
}

function chosen(rows: readonly Row[], how: How): readonly Row[] {
  const conditions = Object.entries(how.where ?? {});
  const kept = rows.filter((row) => conditions.every(([name, c]) => holds(row[name] ?? null, c)));
  if (how.distinct_by === undefined) return kept;
  const column = how.distinct_by;
  return [...new Map(kept.map((row) => [row[column], row])).values()];
}

function nth(rows: readonly Row[], how: How): Value {
  const descending = how.order?.startsWith("-") ?? false;
  const column = how.order?.replace("-", "") ?? "";
  const compare = (a: Row, b: Row): number => {
    const [x, y] = [a[column] ?? null, b[column] ?? null];
    const order = x === y ? 0 : (x ?? "") < (y ?? "") ? -1 : 1;
    return descending ? -order : order;
  };
  const sorted = how.order === undefined ? rows : [...rows].sort(compare);
  return sorted[Number(how.nth ?? 0)]?.[how.read ?? ""] ?? null;
}

function ofRows(rows: readonly Row[], how: How): Value {
  const kept = chosen(rows, how);
  if (how.stat === undefined) return nth(kept, how);
  const column = how.of ?? "";
  const used = column.startsWith("gap_") ? withGaps(kept) : kept;
  return statistic(
    how.stat,
    used.map((row) => row[column] ?? null),
  );
}

async function ofMetric(how: How, ctx: MetricContext): Promise<Value> {
  const parameters: Record<string, string> = { site: how.site ?? "", ...how.parameters };
  if (how.asset !== undefined) parameters["asset"] = how.asset;
  if (how.over !== undefined) return overAssets(how, parameters, ctx);
  const result = await runMetric(how.metric ?? "", parameters, ctx);
  if (how.group !== undefined) {
    const row = result.rows.find(({ group_id }) => group_id === how.group);
    return row?.[how.read ?? ""] ?? null;
  }
  return how.read === "value" ? result.value : (result.inputs[how.read ?? ""] ?? null);
}

/** A ratio over the assets that the stops name, as the facts take their fleet. */
async function overAssets(
  how: How,
  parameters: Readonly<Record<string, string>>,
  ctx: MetricContext,
): Promise<Value> {
  const stops = await datasetRows({ dataset: "downtime", site: how.site }, ctx);
  const named = new Set(stops.map((row) => row["asset_id"]));
  const { rows } = await runMetric(how.metric ?? "", { ...parameters, by: "asset" }, ctx);
  const seen = rows.filter((row) => named.has(row["group_id"] ?? null));
  const sum = (column: string): number =>
    seen.reduce((total, row) => total + Number(row[column]), 0);
  return sum(how.numerator ?? "") / sum(how.denominator ?? "");
}

async function compareStates(how: How, { first, newest }: FactSources): Promise<Value> {
  const stops = { dataset: "downtime", site: "subway" };
  const before = new Map(
    (await datasetRows(stops, first)).map((row) => [row["source_key"], row] as const),
  );
  const after = new Map(
    (await datasetRows(stops, newest)).map((row) => [row["source_key"], row] as const),
  );
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  switch (how.compare) {
    case "both":
      return keys.filter((key) => before.has(key) && after.has(key)).length;
    case "only_first":
      return keys.filter((key) => !after.has(key)).length;
    case "only_second":
      return keys.filter((key) => !before.has(key)).length;
    case "closed_since":
    case undefined:
      return keys.filter(
        (key) => before.get(key)?.["is_open"] === true && after.get(key)?.["is_open"] === false,
      ).length;
  }
}

async function listRows(how: How, ctx: MetricContext): Promise<readonly Row[]> {
  const parameters = how.list === "sites" ? {} : { site: how.site ?? "" };
  const principal: Principal = ctx.principal;
  return (await ctx.snapshot.query("lists", how.list ?? "", parameters, principal)).rows;
}

/** A fact, computed from the sample by metrics, datasets or lists. */
export async function factValue(how: How, sources: FactSources): Promise<Value> {
  const ctx = how.snapshot === "0402" ? sources.first : sources.newest;
  if (how.compare !== undefined) return compareStates(how, sources);
  if (how.metric !== undefined) return ofMetric(how, ctx);
  if (how.list !== undefined) return ofRows(await listRows(how, ctx), how);
  return ofRows(await datasetRows(how, ctx), how);
}
