import { nearest } from "../core/index.js";
import type { Inline } from "./document.js";
import {
  DIRECTIVES,
  isDirectiveName,
  MOST_TILES,
  PLACEHOLDERS,
  type AttributeRule,
  type Block,
  type Place,
  type ReportDefinition,
  type Vocabulary,
} from "./definition.js";
import { readFrontMatter } from "./front-matter.js";
import { Problems } from "./problems.js";

async function markdownTree(source: string) {
  const [{ unified }, parse, frontMatter, gfm, directive] = await Promise.all([
    import("unified"),
    import("remark-parse"),
    import("remark-frontmatter"),
    import("remark-gfm"),
    import("remark-directive"),
  ]);
  return unified()
    .use(parse.default)
    .use(frontMatter.default, ["yaml"])
    .use(gfm.default)
    .use(directive.default)
    .parse(source);
}

type Tree = Awaited<ReturnType<typeof markdownTree>>;
type Node = Tree["children"][number];
type Phrasing = Extract<Node, { type: "paragraph" }>["children"][number];
type Leaf = Extract<Node, { type: "leafDirective" }>;

interface Reading {
  readonly file: string;
  readonly source: string;
  readonly vocabulary: Vocabulary;
  readonly problems: Problems;
}

/**
 * The definition in a report file (Markdown with directives); throws `report.invalid` with every
 * problem of the file, each with its line, its directive and the nearest valid word.
 */
export async function parseReport(
  source: string,
  file: string,
  vocabulary: Vocabulary,
): Promise<ReportDefinition> {
  const problems = new Problems(file);
  const reading: Reading = { file, source, vocabulary, problems };
  const tree = await markdownTree(source);
  const [first, ...rest] = tree.children;
  const hasFront = first?.type === "yaml";
  if (!hasFront) problems.add(1, { message: "front matter is missing", expected: "--- … ---" });
  const front = readFrontMatter(hasFront ? first.value : "", hasFront ? 2 : 1, problems);
  const body = hasFront ? rest : tree.children;
  const blocks = body.flatMap((node) => blocksOf(node, reading));
  if (body.length === 0) problems.add(1, { message: "report is empty", expected: "a directive" });
  problems.throwIfAny();
  return { ...front, parameters: { site: "site", period: "month" }, file, blocks };
}

interface Placed {
  readonly type: string;
  readonly position?: { readonly start: { readonly line: number } } | undefined;
}

function lineOf(node: Placed): number {
  return node.position?.start.line ?? 1;
}

function blocksOf(node: Node, reading: Reading): Block[] {
  const place: Place = { file: reading.file, line: lineOf(node) };
  if (node.type === "heading") {
    const text = node.children.map((child) => plain(child, reading)).join("");
    checkPlaceholders(text, place.line, reading);
    return [{ kind: "heading", text, place }];
  }
  if (node.type === "paragraph") {
    const paragraph = inlines(node.children, reading);
    checkPlaceholders(paragraph.map((run) => run.text).join(""), place.line, reading);
    return [{ kind: "prose", is_list: false, paragraphs: [paragraph], place }];
  }
  if (node.type === "list") {
    const paragraphs = node.children.flatMap((item) =>
      item.children.map((child) =>
        child.type === "paragraph" ? inlines(child.children, reading) : notAllowed(child, reading),
      ),
    );
    return [{ kind: "prose", is_list: true, paragraphs, place }];
  }
  if (node.type === "leafDirective") return directiveBlock(node, place, reading);
  if (node.type === "containerDirective") {
    reading.problems.add(place.line, {
      directive: `:::${node.name}`,
      message: `directive has a body: ${node.name}`,
      expected: `::${node.name} on a line of its own`,
    });
    return [];
  }
  notAllowed(node, reading);
  return [];
}

function notAllowed(node: Placed, reading: Reading): Inline[] {
  reading.problems.add(lineOf(node), {
    message: `markdown of this kind is not shown in reports: ${node.type}`,
    expected: "headings, paragraphs, lists and directives",
  });
  return [];
}

function directiveBlock(node: Leaf, place: Place, reading: Reading): Block[] {
  const { name } = node;
  const directive = `::${name}`;
  if (!isDirectiveName(name)) {
    const known = Object.keys(DIRECTIVES);
    reading.problems.add(place.line, {
      directive,
      message: `unknown directive: ${name}`,
      received: name,
      expected: known.join(", "),
      nearest: nearest(name, known),
    });
    return [];
  }
  const attributes = definedAttributes(node);
  const rules: Readonly<Record<string, AttributeRule>> = DIRECTIVES[name];
  for (const key of Object.keys(attributes)) {
    if (Object.hasOwn(rules, key)) continue;
    const known = Object.keys(rules);
    reading.problems.add(place.line, {
      directive,
      message: `unknown attribute: ${key}`,
      received: key,
      expected: known.length === 0 ? "no attribute" : known.join(", "),
      nearest: nearest(key, known),
    });
  }
  for (const [key, rule] of Object.entries(rules)) {
    checkAttribute({ directive, key, rule, value: attributes[key], line: place.line }, reading);
  }
  return [{ kind: "directive", name, attributes, place }];
}

function definedAttributes(node: Leaf): Record<string, string> {
  const found = Object.entries(node.attributes ?? {});
  return Object.fromEntries(found.map(([key, value]) => [key, (value ?? "").trim()]));
}

interface Given {
  readonly directive: string;
  readonly key: string;
  readonly rule: AttributeRule;
  readonly value: string | undefined;
  readonly line: number;
}

function checkAttribute(given: Given, reading: Reading): void {
  const { directive, key, rule, value, line } = given;
  if (value === undefined || value === "") {
    if (!rule.is_required) return;
    reading.problems.add(line, {
      directive,
      message: `attribute is missing: ${key}`,
      expected: `${directive}{${key}="…"}`,
    });
    return;
  }
  if (rule.kind === "count") {
    checkCount(given, value, reading);
    return;
  }
  const known = knownWords(rule, reading.vocabulary);
  const words = rule.kind === "metrics" ? value.split(/[\s,]+/) : [value];
  for (const word of words) {
    if (known.includes(word)) continue;
    reading.problems.add(line, {
      directive,
      message: `unknown ${rule.kind === "metrics" ? "metric" : key}: ${word}`,
      received: word,
      expected: known.join(", "),
      nearest: nearest(word, known),
    });
  }
  if (rule.kind === "metrics" && words.length > MOST_TILES) {
    reading.problems.add(line, {
      directive,
      message: `too many metrics: ${words.length}`,
      expected: `at most ${MOST_TILES}`,
    });
  }
}

function checkCount(given: Given, value: string, reading: Reading): void {
  const most = given.rule.most ?? Infinity;
  const count = Number(value);
  if (Number.isInteger(count) && count >= 1 && count <= most) return;
  reading.problems.add(given.line, {
    directive: given.directive,
    message: `attribute ${given.key} is not valid: ${value}`,
    received: value,
    expected: `a whole number from 1 to ${most}`,
  });
}

function knownWords(rule: AttributeRule, vocabulary: Vocabulary): readonly string[] {
  if (rule.kind === "metrics") return vocabulary.metrics;
  return rule.kind === "chart" ? vocabulary.charts : (rule.words ?? []);
}

function checkPlaceholders(text: string, line: number, reading: Reading): void {
  for (const [, name = ""] of text.matchAll(/\{([^{}\s]*)\}/g)) {
    if (PLACEHOLDERS.some((known) => known === name)) continue;
    reading.problems.add(line, {
      message: `unknown placeholder: {${name}}`,
      received: name,
      expected: PLACEHOLDERS.join(", "),
      nearest: nearest(name, PLACEHOLDERS),
    });
  }
}

/** The text of an inline node with its marks taken off. */
function plain(node: Phrasing, reading: Reading): string {
  if (node.type === "text" || node.type === "inlineCode") return node.value;
  if (node.type === "break") return " ";
  if (node.type === "strong" || node.type === "emphasis" || node.type === "link") {
    return node.children.map((child) => plain(child, reading)).join("");
  }
  if (node.type === "textDirective") {
    // `12:30` and `ratio 3:one` are words here, not directives: as they stand in the file.
    const { start, end } = node.position ?? {};
    return reading.source.slice(start?.offset ?? 0, end?.offset ?? 0);
  }
  notAllowed(node, reading);
  return "";
}

function inlines(nodes: readonly Phrasing[], reading: Reading): Inline[] {
  return nodes.map((node) => {
    const text = plain(node, reading).replace(/\s+/g, " ");
    if (node.type === "strong" || node.type === "emphasis") {
      return { kind: node.type, text, href: "" };
    }
    if (node.type === "inlineCode") return { kind: "code", text, href: "" };
    if (node.type !== "link") return { kind: "text", text, href: "" };
    return { kind: "link", text, href: checkedHref(node.url, lineOf(node), reading) };
  });
}

function checkedHref(href: string, line: number, reading: Reading): string {
  if (/^(https?:\/\/|mailto:|\/(?!\/))/.test(href)) return href;
  reading.problems.add(line, {
    message: `link is not allowed: ${href}`,
    received: href,
    expected: "an https address, or a path of this service starting with /",
  });
  return "";
}
