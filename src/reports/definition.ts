import type { Inline } from "./document.js";

/** Where in its file a block stands, for messages. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A block of a report file that asks for something to be computed. */
export interface DirectiveBlock {
  readonly kind: "directive";
  readonly name: DirectiveName;
  readonly attributes: Readonly<Record<string, string>>;
  readonly place: Place;
}

/** A heading; its text may hold placeholders such as `{assets}`. */
export interface HeadingBlock {
  readonly kind: "heading";
  readonly text: string;
  readonly place: Place;
}

/** Words of the author, shown as they stand. */
export interface ProseBlock {
  readonly kind: "prose";
  readonly is_list: boolean;
  readonly paragraphs: readonly (readonly Inline[])[];
  readonly place: Place;
}

/** One block of a report file. */
export type Block = DirectiveBlock | HeadingBlock | ProseBlock;

/** A report file, checked: what to compute, in which order. */
export interface ReportDefinition {
  readonly id: string;
  readonly title: string;
  readonly audience: string;
  /** Kind of each parameter: a site, and the period's length. */
  readonly parameters: { readonly site: "site"; readonly period: "month" };
  readonly file: string;
  readonly blocks: readonly Block[];
}

/** The ids a report file may name. */
export interface Vocabulary {
  readonly metrics: readonly string[];
  readonly charts: readonly string[];
}

/** What an attribute of a directive may hold. */
export interface AttributeRule {
  readonly is_required: boolean;
  readonly kind: "metrics" | "chart" | "word" | "count";
  /** Words allowed, for `word`. */
  readonly words?: readonly string[];
  /** Largest number, for `count`. */
  readonly most?: number;
}

const ROWS: AttributeRule = { is_required: false, kind: "count", most: 15 };

/** Every directive and the attributes it takes. */
export const DIRECTIVES = {
  answer: {},
  tiles: { metrics: { is_required: true, kind: "metrics" } },
  chart: { id: { is_required: true, kind: "chart" } },
  table: { id: { is_required: true, kind: "word", words: ["worst-assets"] }, rows: ROWS },
  findings: { rows: ROWS },
  "data-quality": {},
  "how-to-read": {},
  "page-break": {},
} as const satisfies Readonly<Record<string, Readonly<Record<string, AttributeRule>>>>;

/** The name of a directive. */
export type DirectiveName = keyof typeof DIRECTIVES;

/** Placeholders a heading or paragraph may hold. */
export const PLACEHOLDERS = ["asset", "assets", "Assets", "month", "previous", "site"] as const;

/** The name of a placeholder. */
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** True for the name of a directive. */
export function isDirectiveName(name: string): name is DirectiveName {
  return Object.hasOwn(DIRECTIVES, name);
}

/** Most tiles a report may ask for: six fit on common base lines. */
export const MOST_TILES = 6;
