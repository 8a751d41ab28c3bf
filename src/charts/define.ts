import type * as Plot from "@observablehq/plot";
import type * as PlotMarks from "./plot-marks.js";
import type { Paint, Theme } from "./theme.js";

/** The parts of Observable Plot that charts use, loaded only when something is drawn. */
export type PlotModule = typeof PlotMarks;

/** The options that a chart hands to Plot. */
export type PlotOptions = Plot.PlotOptions;

/** One mark of a drawing. */
export type PlotMark = Plot.Markish;

/** A finer series drawn as a thin line behind the steps, such as the same figure by week. */
export interface FinerGrain {
  /** What a point is, such as `by week`; stands at the line. */
  readonly label: string;
  /** Civil date of the middle of each span, and the value there; null where none can be given. */
  readonly points: readonly { readonly on: string; readonly value: number | null }[];
}

/** How a chart is asked to be drawn. All of it is data, so that it travels to the browser. */
export interface DrawOptions {
  /** Width in px: the drawing is made for it and never scaled. */
  readonly width: number;
  readonly theme: Theme;
  /** Id of the one thing the finding speaks of: a month, a group, a reason. */
  readonly emphasis?: string;
  /** Address for each group's id; marks without one are not links. */
  readonly links?: Readonly<Record<string, string>>;
  readonly finer?: FinerGrain;
  /** Tells apart two drawings of one chart at one width on the same page. */
  readonly key?: string;
}

/** What a chart draws with: the options made complete. */
export interface Frame {
  readonly width: number;
  readonly paint: Paint;
  readonly emphasis: string | null;
  readonly links: Readonly<Record<string, string>>;
  readonly finer: FinerGrain | null;
  /** Start of every id in the drawing. */
  readonly id: string;
}

/** Why a figure cannot be drawn, as a person reads it; drawn in the figure's place. */
export interface Notice {
  readonly kind: "empty" | "few" | "failed" | "no_access";
  readonly word: string;
  readonly sentence: string;
}

/** One column of the table behind a chart; its cells are texts ready to read. */
export interface TableColumn {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly align: "start" | "end";
}

/** One row of the table behind a chart: a cell for each column, and where the row leads. */
export interface TableRow {
  readonly id: string;
  readonly cells: Readonly<Record<string, string>>;
  readonly href: string | null;
}

/** The values of a chart as a table, written by the same rules as in the drawing. */
export interface ChartTable {
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}

/** What a finding may rest on beside the figure's own numbers. */
export interface FindingOptions {
  /** Id of the one thing it speaks of. */
  readonly emphasis?: string;
  /** What a better test than the intervals says of the last change: whether it is beyond chance. */
  readonly is_clear_change?: boolean;
}

/** A chart: pure functions from its input to Plot's options and to the words around the figure. */
export interface Chart<Input> {
  readonly id: string;
  readonly title: string;
  /** Metrics whose result it draws; empty when its input is another type. */
  readonly metrics: readonly string[];
  /** Columns of the result's rows that it reads. */
  readonly columns: readonly string[];
  /** What to show instead of a figure, or null when there is a figure to draw. */
  notice(input: Input): Notice | null;
  /** The options for Plot: marks, scales, size; no document is touched. */
  plot(plot: PlotModule, input: Input, frame: Frame): PlotOptions;
  /** The headline: what to see, false if the data were different. */
  finding(input: Input, options: FindingOptions): string;
  /** What is drawn: quantity, population, meaning of shading and hatching. */
  sub(input: Input, options: Pick<DrawOptions, "finer" | "emphasis">): string;
  /** One text alternative: what, first, last, extremes, change, what is partial. */
  describe(input: Input): string;
  /** The same values as a table. */
  table(input: Input): ChartTable;
}

/** Declares a chart. */
export function defineChart<Input>(chart: Chart<Input>): Chart<Input> {
  return Object.freeze(chart);
}
