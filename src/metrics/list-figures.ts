import { text } from "../core/index.js";
import { numberOrNull, textOrNull } from "./cells.js";
import { isOutside, partialReasons } from "./coverage.js";
import { missingRecord, noFigure, type Figure } from "./figure.js";
import type { Cell, Reason, Row } from "./result.js";
import type { Question } from "./question.js";

/** The figure, inputs and rows of a metric that lists groups of its own. */
export interface ListAnswer {
  readonly figure: Figure;
  readonly inputs: Readonly<Record<string, number | null>>;
  readonly rows: readonly Row[];
}

/** A total over all groups, which every row carries; null when there is none. */
function total(rows: readonly Row[], name: string): number | null {
  return numberOrNull(rows[0] ?? {}, name);
}

/** Says so when not every group is listed. */
function cutReasons(rows: readonly Row[]): readonly Reason[] {
  const all = total(rows, "list_count") ?? 0;
  return all > rows.length
    ? [{ code: "rows_cut", values: { shown: rows.length, total: all } }]
    : [];
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
  const reasons = [...partial, ...cutReasons(rows)];
  return { value, interval: null, status, reasons, tests: [], n };
}

/** Shares of a Pareto, in the order of its rows; the last of a whole list is exactly 1. */
function shares(
  rows: readonly Row[],
  whole: number,
): { share: number; cumulative_share: number }[] {
  const values = rows.map((row) => numberOrNull(row, "value") ?? 0);
  const listed = values.reduce((sum, value) => sum + value, 0);
  // A whole list adds up to the total but for rounding, which may not show in the last share.
  const all = (total(rows, "list_count") ?? 0) > rows.length ? whole : listed;
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
  if (value !== null) return ok(question, rows, [value, total(rows, "total_failures") ?? 0]);
  if (isOutside(scope)) return noFigure("empty", { code: "no_exposure" });
  return noFigure("empty", {
    code: stated["measure"] === "cost" ? "no_cost_recorded" : "no_failures",
  });
}

function summarisePareto(question: Question, rows: readonly Row[]): ListAnswer {
  const figure = paretoFigure(question, rows);
  const listed = figure.value === null ? [] : rows;
  const parts = shares(listed, figure.value ?? 1);
  return {
    figure,
    inputs: {
      value: figure.value,
      failure_count: total(listed, "total_failures"),
      downtime_h: total(listed, "total_down_h"),
      cost: total(listed, "total_cost"),
      category_count: total(listed, "category_count"),
    },
    rows: listed.map((row, i) => shown(question, row, { ...parts[i] })),
  };
}

function summariseChains(question: Question, rows: readonly Row[]): ListAnswer {
  const repeats = total(rows, "total_repeats") ?? 0;
  const figure = isOutside(question.scope)
    ? noFigure("empty", { code: "no_exposure" })
    : ok(question, rows, [total(rows, "list_count") ?? 0, repeats]);
  return {
    figure,
    inputs: { chain_count: figure.value, repeat_count: repeats },
    rows: rows.map((row) => shown(question, row, {})),
  };
}

/** The answer of a Pareto or of a list of chains. */
export function summariseList(question: Question, rows: readonly Row[]): ListAnswer {
  if (question.metric.id === "failure_pareto") return summarisePareto(question, rows);
  return summariseChains(question, rows);
}
