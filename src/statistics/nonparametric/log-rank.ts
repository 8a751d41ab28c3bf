import { assert } from "../../core/index.js";
import { note, type Estimate } from "../estimate.js";
import { chiSquareUpperTail } from "../functions/chi-square.js";
import { failuresByTime, type Lifetime } from "./kaplan-meier.js";
import { atRiskOf, riskTable, type RiskTable } from "./risk-table.js";

/** Groups of units to compare. */
export interface LogRankData {
  readonly groups: readonly (readonly Lifetime[])[];
  /**
   * Weight S(t)^rho: 0 is the log-rank test, 1 Peto's, which looks at early failures more. From 0.
   */
  readonly rho?: number;
}

/** Whether groups live equally long. */
export interface LogRankTest extends Estimate {
  readonly chi_square: number | null;
  /** Groups with expected failures, less one. */
  readonly df: number | null;
  readonly p_value: number | null;
  /** Weighted failures seen in each group, and expected if all lived alike. */
  readonly observed: readonly number[];
  readonly expected: readonly number[];
  readonly n: number;
  readonly failures: number;
}

interface Sums {
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  /** Covariance of observed − expected, row by row. */
  readonly variance: Float64Array;
  readonly failures: number;
}

interface Grouped {
  readonly table: RiskTable;
  readonly lifetimes: readonly Lifetime[];
  /** Group of each exit of the table. */
  readonly group: Int32Array;
  readonly groups: number;
}

function groupedOf(groups: LogRankData["groups"]): Grouped | null {
  const lifetimes = groups.flat();
  const table = riskTable(lifetimes);
  if (table === null) return null;
  const label = groups.flatMap((group, g) => group.map(() => g));
  const group = table.index.map((i) => label[i]!);
  return { table, lifetimes, group, groups: groups.length };
}

/** Units at risk of one group at the times of the whole table. */
function atRiskOfGroup({ table, group }: Grouped, g: number): Float64Array {
  return atRiskOf({ ...table, count: table.count.map((count, i) => (group[i] === g ? count : 0)) });
}

function addObserved(sums: Sums, { table, lifetimes, group }: Grouped, at: WeightedTime): void {
  for (let i = table.block[at.b]!; i < table.block[at.b + 1]!; i += 1) {
    if (!lifetimes[table.index[i]!]!.failed) continue;
    sums.observed[group[i]!]! += at.weight * table.count[i]!;
  }
}

interface WeightedTime {
  readonly b: number;
  readonly weight: number;
  readonly failures: number;
}

function addExpected(sums: Sums, shares: Float64Array, at: WeightedTime & { n: number }): void {
  const { weight, failures, n } = at;
  const k = shares.length;
  const spread = n > 1 ? (weight * weight * failures * (n - failures)) / (n - 1) : 0;
  for (let g = 0; g < k; g += 1) {
    sums.expected[g]! += weight * failures * shares[g]!;
    for (let h = 0; h < k; h += 1) {
      sums.variance[g * k + h]! += spread * shares[g]! * ((g === h ? 1 : 0) - shares[h]!);
    }
  }
}

function sumsOf(data: Grouped, rho: number): Sums {
  const { table, groups: k } = data;
  const failures = failuresByTime(table, data.lifetimes);
  const atRisk = Array.from({ length: k }, (_, g) => atRiskOfGroup(data, g));
  const shares = new Float64Array(k);
  const sums = {
    observed: new Float64Array(k),
    expected: new Float64Array(k),
    variance: new Float64Array(k * k),
    failures: failures.reduce((sum, d) => sum + d, 0),
  };
  let survival = 1;
  for (let b = 0; b < failures.length; b += 1) {
    const [d, n] = [failures[b]!, table.at_risk[b]!];
    if (d === 0) continue;
    // The weight knows only what happened before this time.
    const at = { b, weight: survival ** rho, failures: d };
    for (let g = 0; g < k; g += 1) shares[g] = atRisk[g]![b]! / n;
    addObserved(sums, data, at);
    addExpected(sums, shares, { ...at, n });
    survival *= (n - d) / n;
  }
  return sums;
}

/** x'A⁻¹x of a symmetric positive matrix by elimination; null when it is singular. */
function quadraticForm(matrix: readonly Float64Array[], x: Float64Array): number | null {
  const [a, y] = [matrix.map((row) => row.slice()), x.slice()];
  const scale = a.map((row, i) => row[i]!);
  let sum = 0;
  for (let i = 0; i < y.length; i += 1) {
    const pivot = a[i]![i]!;
    if (!(pivot > 1e-12 * scale[i]!)) return null;
    sum += (y[i]! * y[i]!) / pivot;
    for (let j = i + 1; j < y.length; j += 1) {
      const factor = a[j]![i]! / pivot;
      for (let l = i + 1; l < y.length; l += 1) a[j]![l]! -= factor * a[i]![l]!;
      y[j]! -= factor * y[i]!;
    }
  }
  return sum;
}

/** The statistic without the first group that could fail: the others determine it. */
function statisticOf({ observed, expected, variance }: Sums): { value: number; df: number } | null {
  const k = observed.length;
  const used = [...expected.keys()].filter((g) => expected[g]! > 0).slice(1);
  if (used.length === 0) return null;
  const matrix = used.map((g) => Float64Array.from(used, (h) => variance[g * k + h]!));
  const excess = Float64Array.from(used, (g) => observed[g]! - expected[g]!);
  const value = quadraticForm(matrix, excess);
  return value === null ? null : { value, df: used.length };
}

function saysNothing(n: number, code: string, sums?: Sums): LogRankTest {
  return Object.freeze({
    chi_square: null,
    df: null,
    p_value: null,
    observed: Object.freeze([...(sums?.observed ?? [])]),
    expected: Object.freeze([...(sums?.expected ?? [])]),
    n,
    failures: sums?.failures ?? 0,
    status: "insufficient",
    notes: [note(code)],
  });
}

/**
 * The log-rank test of k groups, with right-censored and left-truncated units and counts, or its
 * weighted kin (G-rho of Fleming and Harrington). Agrees with R's `survdiff`. N. Mantel, Cancer
 * Chemotherapy Reports 50, 1966; D. Harrington and T. Fleming, A class of rank test procedures for
 * censored survival data, Biometrika 69, 1982.
 *
 * Units of one group only at risk, or no failure: `insufficient`.
 *
 * @example logRank({ groups: [maintained, notMaintained] }) of R's `aml`: 3.3964 on 1, p 0.0653
 */
export function logRank({ groups, rho = 0 }: LogRankData): LogRankTest {
  assert(rho >= 0 && rho < Infinity, "rho is from 0 up");
  const data = groupedOf(groups);
  if (data === null) return saysNothing(0, "invalid_times");
  const n = data.table.count.reduce((sum, count) => sum + count, 0);
  const sums = sumsOf(data, rho);
  if (sums.failures === 0) return saysNothing(n, "no_failure", sums);
  const statistic = statisticOf(sums);
  if (statistic === null) return saysNothing(n, "nothing_to_compare", sums);
  const { value: chi_square, df } = statistic;
  const smallest = Math.min(...sums.expected.filter((expected) => expected > 0));
  return Object.freeze({
    chi_square,
    df,
    p_value: chiSquareUpperTail(chi_square, df),
    observed: Object.freeze([...sums.observed]),
    expected: Object.freeze([...sums.expected]),
    n,
    failures: sums.failures,
    status: "ok",
    notes: smallest < 5 ? [note("few_expected", { smallest })] : [],
  });
}
