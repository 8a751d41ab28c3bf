import {
  formatCount,
  formatHours,
  formatNumber,
  formatPercent,
  formatWithInterval,
  text,
} from "../../core/index.js";
import { FEW_BELOW, type AssetChange, type MetricResult, type Row } from "../../metrics/index.js";
import type { SymbolCode, Table, TableCell, Tone } from "../document.js";
import type { PeriodNames } from "./periods.js";
import { numberIn, rowsById, textIn } from "./rows.js";
import { worstAssetColumns } from "./worst-asset-columns.js";

/** The results by asset that the table is made from. */
export interface WorstAssetsInput {
  readonly names: PeriodNames;
  /** Hours lost by asset; null where the source records no stops: failures rank then. */
  readonly downtime: MetricResult | null;
  /** MTBF by asset, whose rows also count the failures. */
  readonly mtbf: MetricResult;
  /** How each asset's failures changed; null when the period before cannot be compared. */
  readonly changes: readonly AssetChange[] | null;
  readonly rows: number;
}

/** The worst assets as a table, with what is said above and below it. */
export interface WorstAssets {
  readonly table: Table;
  readonly finding: string;
  readonly sub: string;
  readonly note: string;
}

const LEVEL = 0.05;

interface Ranked {
  readonly id: string;
  readonly label: string;
  readonly area: string;
  readonly hours: number | null;
  readonly count: number;
  readonly row: Row | undefined;
  readonly change: AssetChange | undefined;
}

/** The assets with most hours lost, or most failures where no stops are recorded. */
export function worstAssets(input: WorstAssetsInput): WorstAssets {
  const ranked = rank(input);
  const shown = ranked.slice(0, input.rows);
  const largest = measureOf(input, ranked[0]);
  const columns = worstAssetColumns({
    names: input.names,
    mtbf: input.mtbf,
    has_hours: input.downtime !== null,
    has_area: shown.some((asset) => asset.area !== ""),
    has_before: input.changes !== null,
  });
  const rows = shown.map((asset) => {
    const cells = cellsOf({ asset, input, largest });
    return { id: asset.id, cells: columns.map(({ id }) => cells[id] ?? cell("")) };
  });
  return { table: { columns, rows }, ...wordsOf(input, ranked, shown) };
}

function measureOf(input: WorstAssetsInput, asset: Ranked | undefined): number {
  if (asset === undefined) return 0;
  return input.downtime === null ? asset.count : (asset.hours ?? 0);
}

function rank(input: WorstAssetsInput): Ranked[] {
  const counts = rowsById(input.mtbf);
  const changes = new Map((input.changes ?? []).map((change) => [change.asset_id, change]));
  const leading = input.downtime === null ? counts : rowsById(input.downtime);
  const assets = [...leading].map(([id, row]): Ranked => {
    const own = counts.get(id);
    return {
      id,
      label: textIn(row, "group_label"),
      area: textIn(row, "area"),
      hours: input.downtime === null ? null : numberIn(row, "downtime_h"),
      count: numberIn(own, "failure_count") ?? 0,
      row: own,
      change: changes.get(id),
    };
  });
  return assets
    .filter((asset) => measureOf(input, asset) > 0)
    .sort((a, b) => measureOf(input, b) - measureOf(input, a) || (a.id < b.id ? -1 : 1));
}

interface RowInput {
  readonly asset: Ranked;
  readonly input: WorstAssetsInput;
  readonly largest: number;
}

function cell(words: string, more: Partial<TableCell> = {}): TableCell {
  return {
    text: words,
    href: "",
    tone: "plain",
    symbol: "none",
    is_dim: false,
    bar: null,
    ...more,
  };
}

function cellsOf({ asset, input, largest }: RowInput): Record<string, TableCell> {
  const measure = measureOf(input, asset);
  const before = asset.change?.previous_count;
  return {
    asset: cell(asset.label, { href: `/assets/${asset.id}` }),
    area: cell(asset.area),
    hours: cell(asset.hours === null ? "" : formatHours(asset.hours), {
      href: input.downtime === null ? "" : evidence(input.downtime, asset.id),
    }),
    drawn: cell("", { bar: largest === 0 ? 0 : Math.min(1, measure / largest) }),
    failures: cell(formatCount(asset.count), { href: evidence(input.mtbf, asset.id) }),
    previous: cell(before === undefined ? "" : formatCount(before), { is_dim: true }),
    ...mtbfCells(asset),
    verdict: verdictCell(asset),
  };
}

/** The address of the evidence of one asset's figure. */
function evidence(result: MetricResult, asset: string): string {
  const [path = "", query = ""] = result.evidence_url.split("?");
  const search = new URLSearchParams(query);
  search.delete("by");
  search.set("asset", asset);
  return `${path}?${search.toString()}`;
}

function mtbfCells({ row, count }: Ranked): { mtbf: TableCell; interval: TableCell } {
  const value = numberIn(row, "value");
  const [lower, upper] = [numberIn(row, "interval_lower"), numberIn(row, "interval_upper")];
  if (count < FEW_BELOW || value === null) {
    const { interval } = formatWithInterval(null, lower, null);
    return {
      mtbf: cell(text("reports.too_few"), { is_dim: true }),
      interval: cell(interval, { is_dim: true }),
    };
  }
  const texts = formatWithInterval(value, lower, upper);
  return { mtbf: cell(texts.value), interval: cell(texts.interval, { is_dim: true }) };
}

/** Whether the failures of an asset changed by more than chance. */
function verdictCell({ change }: Ranked): TableCell {
  switch (change?.verdict) {
    case "worse":
      return judged("bad", "up", text("reports.against.more"));
    case "better":
      return judged("good", "down", text("reports.against.less"));
    case "no_clear_change":
      return judged("same", "same", text("reports.against.same"));
    case "too_few":
      return cell(text("reports.against.too_few"), { is_dim: true });
    case "not_comparable":
    case undefined:
      return cell(text("reports.against.unknown"), { is_dim: true });
  }
}

function judged(tone: Tone, symbol: SymbolCode, words: string): TableCell {
  return cell(words, { tone, symbol, is_dim: tone === "same" });
}

function wordsOf(
  input: WorstAssetsInput,
  ranked: readonly Ranked[],
  shown: readonly Ranked[],
): Pick<WorstAssets, "finding" | "sub" | "note"> {
  const { names, mtbf, changes } = input;
  const { asset_count, asset_noun } = mtbf.scope;
  const measure = input.downtime === null ? "count" : "hours";
  const total = ranked.reduce((sum, asset) => sum + measureOf(input, asset), 0);
  const part = shown.reduce((sum, asset) => sum + measureOf(input, asset), 0);
  const isPart = shown.length < ranked.length && total > 0;
  const values = {
    count: shown.length,
    all: formatCount(asset_count),
    noun: asset_noun[asset_count === 1 ? 0 : 1],
    measure,
    phrase: names.phrase,
  };
  const few = text("reports.worst.few_note", { least: FEW_BELOW });
  const chance = text("reports.worst.chance_note", {
    previous: names.previous_name,
    rows: shown.length,
    expected: formatNumber(shown.length * LEVEL, 1),
  });
  return {
    finding: isPart
      ? text("reports.worst.finding", { ...values, share: formatPercent(part / total) })
      : "",
    sub:
      shown.length === 0 ? text("reports.worst.none", values) : text("reports.worst.sub", values),
    note: shown.length === 0 ? "" : changes === null ? few : `${few} ${chance}`,
  };
}
