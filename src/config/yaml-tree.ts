import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
} from "yaml";
import { text } from "../core/index.js";

/** Values in a file after its anchors are unfolded; more is a mistake or an attack. */
const VALUES_MAX = 200_000;
const DEPTH_MAX = 32;

/** A place in a text file, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The way to a value: keys and list positions from the top. */
export type KeyPath = readonly (string | number)[];

/** Something YAML itself does not allow. */
export interface SyntaxProblem extends Position {
  readonly message: string;
}

/** What a YAML text says, with the place of every key and value. */
export interface YamlTree {
  readonly value: unknown;
  readonly problems: readonly SyntaxProblem[];
  /** Place of the key at a path (of the value, for a list item), or of the nearest one above it. */
  keyPosition(path: KeyPath): Position;
  /** Place of the value at a path, or of the nearest one above it. */
  valuePosition(path: KeyPath): Position;
}

interface Places {
  readonly key: Position;
  readonly value: Position;
}

class TreeReader {
  readonly places = new Map<string, Places>();
  readonly problems: SyntaxProblem[] = [];
  private readonly lines = new LineCounter();
  private readonly document: Document.Parsed;
  private count = 0;

  constructor(source: string) {
    this.document = parseDocument(source, {
      lineCounter: this.lines,
      prettyErrors: false,
      uniqueKeys: (a, b) => keyText(a) === keyText(b),
    });
    for (const error of this.document.errors) {
      this.problems.push({ ...this.at(error.pos[0]), message: firstLine(error.message) });
    }
  }

  read(): unknown {
    return this.valueOf(this.document.contents, [], null);
  }

  private at(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  private placeOf(node: unknown, otherwise: Position): Position {
    const range = (node as Node | null)?.range; // every parsed node is a Node
    return range ? this.at(range[0]) : otherwise;
  }

  private valueOf(node: unknown, path: KeyPath, key: Position | null): unknown {
    const value = this.placeOf(node, key ?? { line: 1, column: 1 });
    this.places.set(pathText(path), { key: key ?? value, value });
    this.count += 1;
    if (this.count > VALUES_MAX || path.length > DEPTH_MAX) {
      if (this.count <= VALUES_MAX + 1) {
        this.problems.push({ ...value, message: text("config.yaml.too_large") });
      }
      this.count = VALUES_MAX + 1;
      return null;
    }
    if (isAlias(node)) return this.valueOf(node.resolve(this.document), path, key ?? value);
    if (isMap(node)) return this.mapOf(node.items, path);
    if (isSeq(node)) return node.items.map((item, i) => this.valueOf(item, [...path, i], null));
    return isScalar(node) ? scalarOf(node.value, node.source) : null;
  }

  private mapOf(pairs: readonly Pair[], path: KeyPath): Record<string, unknown> {
    const merged: Record<string, unknown> = {};
    const own: Record<string, unknown> = {};
    for (const pair of pairs) {
      if (keyText(pair.key) === "<<") Object.assign(merged, this.mergedOf(pair.value, path));
    }
    for (const pair of pairs) {
      const key = keyText(pair.key);
      if (key === "<<") continue;
      const place = this.placeOf(pair.key, { line: 1, column: 1 });
      define(own, key, this.valueOf(pair.value, [...path, key], place));
    }
    for (const key of Object.keys(merged)) if (!(key in own)) define(own, key, merged[key]);
    return own;
  }

  private mergedOf(node: unknown, path: KeyPath): Record<string, unknown> {
    const target = isAlias(node) ? node.resolve(this.document) : node;
    if (isMap(target)) return this.mapOf(target.items, path);
    this.problems.push({
      ...this.placeOf(node, { line: 1, column: 1 }),
      message: text("config.yaml.merge"),
    });
    return {};
  }
}

function firstLine(message: string): string {
  return (message.split("\n")[0] ?? message).trim();
}

/** `__proto__` as a key must become a key and nothing else. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

/** Keys are texts, exactly as written: `01` does not become 1. */
function keyText(key: unknown): string {
  if (!isScalar(key)) return "";
  return key.source ?? String(key.value);
}

/** Numbers and flags keep their type only when no text is lost by it: `007` and `1.0` stay texts. */
function scalarOf(value: unknown, source: string | undefined): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || source === undefined) return value;
  return JSON.stringify(value) === source ? value : source;
}

function pathText(path: KeyPath): string {
  return path.map(String).join("\u001f");
}

/** Reads a YAML text; syntax errors are reported, and as much as can be read is. */
export function readYamlTree(source: string): YamlTree {
  const reader = new TreeReader(source);
  const value = reader.read();
  const places = (path: KeyPath): Places => {
    for (let length = path.length; length >= 0; length -= 1) {
      const found = reader.places.get(pathText(path.slice(0, length)));
      if (found !== undefined) return found;
    }
    return { key: { line: 1, column: 1 }, value: { line: 1, column: 1 } };
  };
  return {
    value,
    problems: reader.problems,
    keyPosition: (path) => places(path).key,
    valuePosition: (path) => places(path).value,
  };
}
