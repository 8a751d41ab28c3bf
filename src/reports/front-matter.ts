import { LineCounter, parseDocument, isMap, isScalar, type Pair } from "yaml";
import { nearest } from "../core/index.js";
import type { Problems } from "./problems.js";

const KEYS = ["id", "title", "audience", "parameters"] as const;
const PARAMETERS = { site: "site", period: "month" } as const;
const ID = /^[a-z][a-z0-9-]*$/;

/** The checked front matter of a report file; empty texts stand for what was wrong. */
export interface FrontMatter {
  readonly id: string;
  readonly title: string;
  readonly audience: string;
}

/** One `key: value` of a YAML mapping with the line it stands on in the file. */
interface Entry {
  readonly key: string;
  readonly value: unknown;
  readonly line: number;
}

/** The front matter in a YAML text whose first line is `first_line` of the file. */
export function readFrontMatter(yaml: string, first_line: number, problems: Problems): FrontMatter {
  const counter = new LineCounter();
  const parsed = parseDocument(yaml, { lineCounter: counter });
  const lineOf = (offset: number): number => first_line + counter.linePos(offset).line - 1;
  for (const error of parsed.errors) {
    problems.add(lineOf(error.pos[0]), { message: `front matter is not YAML: ${error.code}` });
  }
  const top = isMap(parsed.contents) ? parsed.contents.items : [];
  const entries = top.map((pair) => entryOf(pair, lineOf, first_line));
  for (const { key, line } of entries) unknownKey({ key, line, known: KEYS, problems });
  const parameters = top.find((pair) => keyOf(pair) === "parameters");
  checkParameters(parameters, { lineOf, first_line, problems });
  return {
    id: checkedText(entries, "id", { first_line, problems }),
    title: checkedText(entries, "title", { first_line, problems }),
    audience: checkedText(entries, "audience", { first_line, problems }),
  };
}

interface At {
  readonly first_line: number;
  readonly problems: Problems;
}

function checkedText(entries: readonly Entry[], key: string, at: At): string {
  const entry = entries.find((candidate) => candidate.key === key);
  const value = typeof entry?.value === "string" ? entry.value.trim() : "";
  const line = entry?.line ?? at.first_line;
  if (value === "") {
    at.problems.add(line, { message: `front matter lacks a text: ${key}`, expected: `${key}: …` });
  }
  if (key === "id" && value !== "" && !ID.test(value)) {
    at.problems.add(line, {
      message: `report id is not valid: ${value}`,
      received: value,
      expected: "lower-case letters, digits and hyphens, such as monthly-kpi",
    });
  }
  return value;
}

function checkParameters(
  pair: Pair | undefined,
  at: At & { readonly lineOf: (offset: number) => number },
): void {
  const value = pair?.value;
  const wanted = Object.entries(PARAMETERS);
  const expected = wanted.map(([key, kind]) => `${key}: ${kind}`).join(", ");
  if (!isMap(value)) {
    at.problems.add(at.first_line, {
      message: "front matter lacks a mapping: parameters",
      expected,
    });
    return;
  }
  const entries = value.items.map((item) => entryOf(item, at.lineOf, at.first_line));
  for (const { key, line } of entries) {
    unknownKey({ key, line, known: wanted.map(([name]) => name), problems: at.problems });
  }
  for (const [key, kind] of wanted) {
    const entry = entries.find((candidate) => candidate.key === key);
    if (entry?.value === kind) continue;
    const received = typeof entry?.value === "string" ? entry.value : "nothing";
    const message = `parameter ${key} is not valid: ${received}`;
    at.problems.add(entry?.line ?? at.first_line, { message, received, expected: kind });
  }
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}

function entryOf(pair: Pair, lineOf: (offset: number) => number, fallback: number): Entry {
  const range = isScalar(pair.key) ? pair.key.range : null;
  const value: unknown = isScalar(pair.value) ? pair.value.value : pair.value;
  return { key: keyOf(pair), value, line: range ? lineOf(range[0]) : fallback };
}

function unknownKey(found: {
  readonly key: string;
  readonly line: number;
  readonly known: readonly string[];
  readonly problems: Problems;
}): void {
  const { key, line, known, problems } = found;
  if (known.includes(key)) return;
  problems.add(line, {
    message: `unknown key in front matter: ${key}`,
    received: key,
    expected: known.join(", "),
    nearest: nearest(key, known),
  });
}
