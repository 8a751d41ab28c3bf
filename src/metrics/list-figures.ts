import { text } from "../core/index.js";
import { numberOrNull, textOrNull } from "./cells.js";
import { isOutside, partialReasons } from "./coverage.js";
import { missingRecord, noFigure, type Figure } from "./figure.js";
import type { Cell, Row } from "./result.js";
import type { Question } from "./question.js";

/** The figure, inputs and rows of a metric that lists groups of its own. */
export interface ListAnswer {
  readonly figure: Figure;
  readonly inputs: Readonly<Record<string, number | null>>;
  readonly rows: readonly Row[];
}

function total(rows: readonly Row[], name: string): number | null {
  let sum: number | null = null;
  for (const row of rows) {
    const cell = numberOrNull(row, name);
    if (cell !== null) sum = (sum ?? 0) + cell;
  }
  return sum;
}

function shown(question: Question, row: Row, computed: Readonly<Record<string, Cell>>): Row {
  const label = textOrNull(row, "group_label");
  const named = { ...row, group_label: label === "" ? text("metrics.not_stated") : label };
  const all: Row = { ...named, ...computed };
  return Object.freeze(
    Object.fromEntries(question.metric.columns.map(({ name }) => [name, all[name] ?? null])),
  );
}

function ok(question: Question, value: number, n: number): Figure {
  const reasons = partialReasons(question.scope);
  const status = reasons.length === 0 ? "ok" : "partial";
  return { value, interval: null, status, reasons, tests: [], n };
}

/** Shares of a Pareto; cumulative ones are of the running sum, so the last is exactly 1. */
function shares(
  rows: readonly Row[],
  whole: number,
): { share: number; cumulative_share: number }[] {
  let running = 0;
  return rows.map((row) => {
    const value = numberOrNull(row, "value") ?? 0;
    running += value;
    return { share: value / whole, cumulative_share: running / whole };
  });
}

function paretoFigure(question: Question, rows: readonly Row[]): Figure {
  const { metric, scope, stated } = question;
  const missing = missingRecord(metric, scope.site, stated);
  if (missing !== null) return noFigure("empty", missing);
  const value = total(rows, "value");
  if (value !== null) return ok(question, value, total(rows, "failure_count") ?? 0);
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
      failure_count: total(listed, "failure_count"),
      downtime_h: total(listed, "downtime_h"),
      cost: total(listed, "cost"),
      category_count: numberOrNull(listed[0] ?? {}, "category_count"),
    },
    rows: listed.map((row, i) => shown(question, row, { ...parts[i] })),
  };
}

function summariseChains(question: Question, rows: readonly Row[]): ListAnswer {
  const repeats = total(rows, "repeat_count") ?? 0;
  const figure = isOutside(question.scope)
    ? noFigure("empty", { code: "no_exposure" })
    : ok(question, rows.length, repeats);
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
