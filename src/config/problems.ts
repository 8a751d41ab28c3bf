import type { z } from "zod";
import { nearest, text, type Issue } from "../core/index.js";
import { idSchema } from "./value-schemas.js";
import type { KeyPath, Position, YamlTree } from "./yaml-tree.js";

const RECEIVED_MAX = 60;
const CANDIDATES_SHOWN = 12;

/** One thing that is wrong at one key. */
export interface Problem {
  readonly path: KeyPath;
  /** The sentence, by message id `config.issue.<id>`. */
  readonly id: "missing_key" | "unknown_key" | "unknown_name" | "wrong_value" | "wrong_id" | "rule";
  readonly received?: string;
  readonly expected?: string;
  readonly hint?: string;
}

/** A flat mapping's schema: the keys it knows, and how to check them. */
export interface FlatSchema<T> {
  readonly shape: Readonly<Record<string, unknown>>;
  safeParse(value: unknown): z.ZodSafeParseResult<T>;
}

interface Found {
  readonly issue: Issue;
  readonly place: Position;
}

/** Collects everything that is wrong with a configuration, so that it is told at once. */
export class Problems {
  private readonly found: Found[] = [];

  constructor(
    private readonly file: string,
    private readonly tree: YamlTree,
  ) {
    for (const place of tree.problems) {
      const message = text("config.issue.syntax", { message: place.message });
      this.push({ where: `${file}:${place.line}:${place.column}`, message }, place);
    }
  }

  /** Every problem, in the order of the file; what has no place in it comes last. */
  get issues(): Issue[] {
    const order = (a: Found, b: Found): number =>
      a.place.line - b.place.line || a.place.column - b.place.column;
    return this.found.toSorted(order).map(({ issue }) => issue);
  }

  /** Adds one problem, placed at its key, or at its value when that is what is wrong. */
  add(problem: Problem): void {
    const { path, id, received, expected, hint } = problem;
    const isAtKey = id !== "wrong_value" && id !== "unknown_name";
    const place = isAtKey ? this.tree.keyPosition(path) : this.tree.valuePosition(path);
    const keys = path.map(String).join(".");
    const issue: Issue = {
      where: `${this.file}:${place.line}:${place.column}${keys === "" ? "" : ` ${keys}`}`,
      message: problemText(problem),
      ...(received === undefined ? {} : { received }),
      ...(expected === undefined || id === "rule" ? {} : { expected }),
      ...(hint === undefined ? {} : { hint }),
    };
    this.push(issue, place);
  }

  /** Adds a problem told in a whole sentence, at the key of a path. */
  addRule(path: KeyPath, message: string): void {
    this.add({ path, id: "rule", expected: message });
  }

  /** What is said about a name that is not known: the nearest that is, and what there is. */
  offer(name: string, known: readonly string[]): { expected: string; hint?: string } {
    const near = nearest(name, known);
    const shown = known.slice(0, CANDIDATES_SHOWN).join(", ");
    const expected = text("config.expected.one_of", {
      names: known.length > CANDIDATES_SHOWN ? `${shown}, …` : shown,
    });
    return near === undefined ? { expected } : { expected, hint: near };
  }

  /** Adds a problem when a key that names something is not an id. */
  checkId(id: string, path: KeyPath): void {
    if (idSchema.safeParse(id).success) return;
    const expected = text("config.expected.id");
    this.add({ path, id: "wrong_id", received: id, expected });
  }

  /** Adds a problem that has no place in the file, such as one of an option or the environment. */
  addElsewhere(where: string, received: string, expected: string): void {
    const problem: Problem = { path: [where], id: "wrong_value", received, expected };
    const place = { line: Infinity, column: 0 };
    this.push({ where, message: problemText(problem), received, expected }, place);
  }

  /** A value that is not among the ones there are, with the nearest of them offered. */
  addUnknownName(path: KeyPath, name: string, known: readonly string[]): void {
    this.add({ path, id: "unknown_name", received: name, ...this.offer(name, known) });
  }

  /** The mapping as its schema reads it, or undefined with every problem of it added. */
  parse<T>(schema: FlatSchema<T>, value: unknown, path: KeyPath): T | undefined {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    for (const issue of result.error.issues) this.addSchemaIssue(issue, { value, path, schema });
    return undefined;
  }

  private push(issue: Issue, place: Position): void {
    const isKnown = this.found.some(
      (known) => known.issue.where === issue.where && known.issue.message === issue.message,
    );
    if (!isKnown) this.found.push({ issue, place });
  }

  private addSchemaIssue(
    issue: z.core.$ZodIssue,
    context: { value: unknown; path: KeyPath; schema: FlatSchema<unknown> },
  ): void {
    const inside = issue.path.map((key) => (typeof key === "symbol" ? String(key) : key));
    const path = [...context.path, ...inside];
    if (issue.code === "unrecognized_keys") {
      const known = Object.keys(context.schema.shape);
      for (const key of issue.keys) {
        this.add({
          path: [...path, key],
          id: "unknown_key",
          received: key,
          ...this.offer(key, known),
        });
      }
      return;
    }
    const received = valueAt(context.value, inside);
    if (received === undefined) {
      this.add({ path, id: "missing_key", expected: issue.message });
      return;
    }
    const near = nearestMeant(received, { issue, key: path.at(-1) });
    this.add({
      path,
      id: "wrong_value",
      expected: issue.message,
      received: show(received),
      ...(near === undefined ? {} : { hint: near }),
    });
  }
}

/** The word or time zone that was probably meant. */
function nearestMeant(
  received: unknown,
  { issue, key }: { issue: z.core.$ZodIssue; key: string | number | undefined },
): string | undefined {
  if (typeof received !== "string") return undefined;
  if (issue.code === "invalid_value") return nearest(received, issue.values.map(String));
  return key === "zone" ? nearest(received, Intl.supportedValuesOf("timeZone")) : undefined;
}

function problemText({ path, id, received, expected, hint }: Problem): string {
  const advised = { received: received ?? "", expected: expected ?? "" };
  if (id === "rule") return advised.expected;
  const problem = text(`config.issue.${id}`, { key: nameOf(path), ...advised });
  const near = hint === undefined ? null : text("config.issue.did_you_mean", { name: hint });
  const advice = near ?? text("config.issue.expected", advised);
  return text("config.issue.with_advice", { problem, advice });
}

/** The last key; a list item goes by the name of its list. */
function nameOf(path: KeyPath): string {
  return path.findLast((key) => typeof key === "string") ?? "";
}

function valueAt(value: unknown, path: KeyPath): unknown {
  let at: unknown = value;
  for (const key of path) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Record<string | number, unknown>)[key]; // an object or a list, by the line above
  }
  return at;
}

/** A value as it is named in a problem; mappings and lists by their kind only. */
export function show(value: unknown): string {
  if (value === null) return text("config.value.nothing");
  if (Array.isArray(value)) return text("config.value.list", { count: value.length });
  if (typeof value === "object") return text("config.value.mapping");
  const shown = typeof value === "string" ? value : JSON.stringify(value);
  return shown.length > RECEIVED_MAX ? `${shown.slice(0, RECEIVED_MAX)}…` : shown;
}
