import type { ParameterName } from "./parameters.js";
import type { Column } from "./result.js";

/** Where a definition comes from, and whether its very text was read. */
export interface MetricSource {
  /** Standard, book or page. */
  readonly work: string;
  /** Clause, number or page in it. */
  readonly place: string;
  /** False when only the number and title were seen, not the formula. */
  readonly verified: boolean;
}

/** One input of a formula with its sign. */
export interface FormulaTerm {
  readonly sign: 1 | -1;
  /** Name of an entry of `MetricResult.inputs`. */
  readonly input: string;
}

/** Signed sum over signed sum; an empty denominator is 1. A page prints it with names and with numbers. */
export interface Formula {
  readonly numerator: readonly FormulaTerm[];
  readonly denominator: readonly FormulaTerm[];
}

/** How the rows of a metric are cut. */
export type By = "total" | "month" | "week" | "day" | "asset";

/** How the interval of a figure is made; see `intervals.ts` for each. */
export type IntervalRule =
  "none" | "rate" | "count" | "mean_duration" | "hours" | "unavailability" | "proportion";

/** A metric, declared once: API, page, docs, export and command line are loops over these. */
export interface MetricDeclaration<Id extends string = string> {
  readonly id: Id;
  readonly title: string;
  /** As a person says it, for a tile: `Mean time between failures`. */
  readonly name: string;
  readonly summary: string;
  /** `{currency}` stands for the site's. A record gives one unit for each value of `measure`. */
  readonly unit: string | Readonly<Record<"count" | "hours" | "cost", string>>;
  readonly better: "higher" | "lower" | "neutral";
  readonly sources: readonly MetricSource[];
  readonly formula: Formula;
  /** Sentences: base, assumptions, exclusions, when it cannot be said. */
  readonly assumptions: readonly string[];
  readonly parameters: readonly ParameterName[];
  /** Choices of `by`; the first is the default. Empty for a metric with a grouping of its own. */
  readonly by: readonly By[];
  /** Columns of the rows, those of the query and those computed from them. */
  readonly columns: readonly Column[];
  /** Columns of the query that only feed the computation and are not shown. */
  readonly moments: readonly string[];
  /** Columns of the rows that TypeScript adds to the query's. */
  readonly computed: readonly string[];
  /** Columns of the one row of the whole that become `MetricResult.inputs`. */
  readonly inputs: readonly string[];
  /** The column with the figure. */
  readonly value: "value";
  /** The column with the number of events behind it; below `minimum` the figure is `few`. */
  readonly events: string;
  readonly minimum: number;
  readonly interval: IntervalRule;
  /** What the source must record for the figure to exist; `failure_stops`: its failures are stops. */
  readonly needs: readonly ("stops" | "failure_stops" | "ends" | "cost")[];
  /** Whether its query reads whole months and edge days of components, or events between two days. */
  readonly reads: "components" | "events";
  /** The query with the records behind; `failure_records` is chosen by what the source records. */
  readonly details:
    "failure_records" | "failure_chains" | "failure_durations" | "failure_repeats" | "stop_records";
  /** True when the rows of `by` add up to the whole. */
  readonly is_additive: boolean;
  /** The worked example, computed by a test on the named plant. */
  readonly example: {
    readonly plant: string;
    readonly parameters: Readonly<Record<string, string>>;
    readonly value: number;
  };
}

/** What a declaration file writes; the rest has one value for all metrics. */
export type MetricDefinition<Id extends string> = Omit<
  MetricDeclaration<Id>,
  "value" | "minimum"
> & {
  readonly minimum?: number;
};

/** Fewest events for which a figure may stand without its interval. */
export const FEW_BELOW = 4;

/** A frozen metric declaration. */
export function defineMetric<const Id extends string>(
  definition: MetricDefinition<Id>,
): MetricDeclaration<Id> {
  return Object.freeze({ minimum: FEW_BELOW, ...definition, value: "value" as const });
}

function signedSum(
  terms: readonly FormulaTerm[],
  inputs: Readonly<Record<string, number | null>>,
): number | null {
  let sum = 0;
  for (const term of terms) {
    const input = inputs[term.input];
    if (input === undefined || input === null) return null;
    sum += term.sign * input;
  }
  return sum;
}

/** The formula with numbers put in; null when an input is unknown or the denominator is 0. */
export function evaluateFormula(
  formula: Formula,
  inputs: Readonly<Record<string, number | null>>,
): number | null {
  const above = signedSum(formula.numerator, inputs);
  if (formula.denominator.length === 0) return above;
  const below = signedSum(formula.denominator, inputs);
  return above === null || below === null || below === 0 ? null : above / below;
}

/**
 * The formula as it was used: where the source records no stops, `downtime_h` is unknown and an MTBF
 * is exposure over failures, which its reason `calendar_time` says.
 */
export function formulaFor(
  formula: Formula,
  inputs: Readonly<Record<string, number | null>>,
): Formula {
  const isUnknownLoss = (term: FormulaTerm): boolean =>
    term.sign === -1 && inputs[term.input] === null;
  return { ...formula, numerator: formula.numerator.filter((term) => !isUnknownLoss(term)) };
}
