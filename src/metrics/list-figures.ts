import { text } from "../core/index.js";
import { numberOrNull, textOrNull } from "./cells.js";
import { isOutside, leftOutReasons, partialReasons } from "./coverage.js";
import { missingRecord, noFigure, unknownRepeats, type Figure } from "./figure.js";
import type { Cell, Reason, ReasonCode, Row } from "./result.js";
import type { Question } from "./question.js";

/** The figure, inputs and rows of a metric that lists groups of its own. */
export interface ListAnswer {
  readonly figure: Figure;
  readonly inputs: Readonly<Record<string, number | null>>;
  readonly rows: readonly Row[];
}

/** The rows that list a group: without any, one row carries the totals alone. */
function listedOf(rows: readonly Row[]): readonly Row[] {
  return rows.filter((row) => textOrNull(row, "group_id") !== null);
}

/** A total over all groups, which every row carries; null when there is none. */
function total(rows: readonly Row[], name: string): number | null {
  return numberOrNull(rows[0] ?? {}, name);
}

/** Says so when not every group is listed. */
function cutReasons(rows: readonly Row[]): readonly Reason[] {
  const all = total(rows, "list_count") ?? 0;
  const listed = listedOf(rows).length;
  return all > listed ? [{ code: "rows_cut", values: { shown: listed, total: all } }] : [];
}

/** A reason with its count; none for 0. */
function counted(code: ReasonCode, count: number): readonly Reason[] {
  return count === 0 ? [] : [{ code, values: { count } }];
}

function shown(question: Question, row: Row, computed: Readonly<Record<string, Cell>>): Row {
  const label = textOrNull(row, "group_label");
  const named = { ...row, group_label: label === "" ? text("metrics.not_stated") : label };
  const all: Row = { ...named, ...computed };
  return Object.freeze(
    Object.fromEntries(question.metric.columns.map(({ name }) => [name, all[name] ?? null])),
  );
}

function ok(question: Question, rows: readonly Row[], counts: [number, number]): Figure {
  const [value, n] = counts;
  const partial = partialReasons(question.scope);
  const status = partial.length === 0 ? "ok" : "partial";
  const reasons = [...partial, ...cutReasons(rows), ...leftOutReasons(question.scope)];
  return { value, interval: null, status, reasons, tests: [], n };
}

interface Share {
  readonly share: number | null;
  readonly cumulative_share: number | null;
}

/**
 * Shares of a Pareto, in the order of its rows; the last of a whole list is exactly 1. Null where the
 * total is not above 0, as where credits outweigh costs.
 */
function shares(rows: readonly Row[], whole: number): Share[] {
  const values = rows.map((row) => numberOrNull(row, "value") ?? 0);
  const listed = values.reduce((sum, value) => sum + value, 0);
  // A whole list adds up to the total but for rounding, which may not show in the last share.
  const all = (total(rows, "list_count") ?? 0) > rows.length ? whole : listed;
  if (!(all > 0)) return values.map(() => ({ share: null, cumulative_share: null }));
  let running = 0;
  return values.map((value) => {
    running += value;
    return { share: value / all, cumulative_share: running / all };
  });
}

function paretoFigure(question: Question, rows: readonly Row[]): Figure {
  const { metric, scope, stated } = question;
  const missing = missingRecord(metric, scope.site, stated);
  if (missing !== null) return noFigure("empty", missing);
  const value = total(rows, "total_value");
  const isNothing = value === null || (stated["measure"] === "count" && value === 0);
  if (isNothing) return noFigure("empty", emptyPareto(question, rows));
  const figure = ok(question, rows, [value, total(rows, "total_failures") ?? 0]);
  const undated = stated["measure"] === "hours" ? (total(rows, "undated_count") ?? 0) : 0;
  const noShares: Reason[] = listedOf(rows).length > 0 && value <= 0 ? [{ code: "no_shares" }] : [];
  return {
    ...figure,
    reasons: [...figure.reasons, ...counted("duration_unknown", undated), ...noShares],
  };
}

/** Why a Pareto has nothing to show: nothing watched, no failure, or failures without the measure. */
function emptyPareto({ scope, stated }: Question, rows: readonly Row[]): Reason {
  if (isOutside(scope)) return { code: "no_exposure" };
  const began = total(rows, "began_count") ?? 0;
  if (began === 0 || stated["measure"] === "count") return { code: "no_failures" };
  if (stated["measure"] === "cost") return { code: "no_cost_recorded" };
  return { code: "duration_unknown", values: { count: total(rows, "undated_count") ?? began } };
}

function summarisePareto(question: Question, rows: readonly Row[]): ListAnswer {
  const figure = paretoFigure(question, rows);
  const listed = figure.value === null ? [] : listedOf(rows);
  const known = figure.value === null ? [] : rows;
  const parts = shares(listed, figure.value ?? 1);
  return {
    figure,
    inputs: {
      value: figure.value,
      failure_count: total(known, "total_failures"),
      downtime_h: total(known, "total_down_h"),
      cost: total(known, "total_cost"),
      category_count: total(known, "category_count"),
    },
    rows: listed.map((row, i) => shown(question, row, { ...parts[i] })),
  };
}

/** The number of chains: unknown where no failure could be told a repeat or not. */
function chainsFigure(question: Question, rows: readonly Row[]): Figure {
  const { metric, scope, stated } = question;
  const missing = missingRecord(metric, scope.site, stated);
  if (missing !== null) return noFigure("empty", missing);
  if (isOutside(scope)) return noFigure("empty", { code: "no_exposure" });
  const count = (name: string): number => total(rows, name) ?? 0;
  const [began, unknown, noKey] = [
    count("began_count"),
    count("unknown_count"),
    count("no_key_count"),
  ];
  if (began > 0 && unknown + noKey === began) {
    const reasons = unknownRepeats({ began, unknown, no_key: noKey });
    return { ...noFigure("empty", { code: "no_failures" }), reasons };
  }
  const figure = ok(question, rows, [count("list_count"), count("total_repeats")]);
  return { ...figure, reasons: [...figure.reasons, ...counted("repeat_unknown", unknown)] };
}

function summariseChains(question: Question, rows: readonly Row[]): ListAnswer {
  const figure = chainsFigure(question, rows);
  const repeats = figure.value === null ? null : (total(rows, "total_repeats") ?? 0);
  return {
    figure,
    inputs: { chain_count: figure.value, repeat_count: repeats },
    rows: listedOf(rows).map((row) => shown(question, row, {})),
  };
}

/** The answer of a Pareto or of a list of chains. */
export function summariseList(question: Question, rows: readonly Row[]): ListAnswer {
  if (question.metric.id === "failure_pareto") return summarisePareto(question, rows);
  return summariseChains(question, rows);
}
