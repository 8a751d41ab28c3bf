import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseHTML } from "linkedom";
import { expect } from "vitest";
import { textWidth } from "../../src/charts/text-width.js";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "..", "snapshots", "charts");
/** `SNAPSHOTS=write` writes what is missing and replaces what differs; look at it before committing. */
const IS_WRITING = process.env["SNAPSHOTS"] === "write";

/** Ids renumbered by first appearance, three decimals, one element a line: for eyes and for git. */
export function normalised(svg: string): string {
  const ids = new Map<string, string>();
  for (const match of svg.matchAll(/ id="([^"]+)"/g)) ids.set(match[1] ?? "", `id-${ids.size + 1}`);
  let text = svg;
  for (const [id, name] of ids) {
    text = text.replaceAll(`id="${id}"`, `id="${name}"`).replaceAll(`#${id})`, `#${name})`);
  }
  return `${text
    .replace(/-?\d+\.\d{4,}/g, (number) => Number(number).toFixed(3))
    .replace(/></g, ">\n<")}\n`;
}

/** Compares a drawing with the stored one; a difference is written beside it as `.changed.svg`. */
export function expectSnapshot(name: string, svg: string): void {
  const path = join(FOLDER, `${name}.svg`);
  const changed = join(FOLDER, `${name}.changed.svg`);
  const actual = normalised(svg);
  if (IS_WRITING) writeFileSync(path, actual);
  expect(existsSync(path), `no stored drawing: ${name} — run with SNAPSHOTS=write`).toBe(true);
  const stored = readFileSync(path, "utf8");
  if (stored === actual) rmSync(changed, { force: true });
  else writeFileSync(changed, actual);
  expect(actual === stored, `drawing changed: compare ${name}.svg and ${name}.changed.svg`).toBe(
    true,
  );
}

/** The drawing's root element. */
export function parsed(svg: string): Element {
  const { document } = parseHTML(`<html><body>${svg}</body></html>`);
  const root = document.querySelector("svg");
  if (root === null) throw new Error("no svg");
  return root;
}

/** One line of text in a drawing and where it begins and ends. */
export interface PlacedText {
  readonly text: string;
  readonly size: number;
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

function inherited(element: Element, name: string): string | null {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const value = at.getAttribute(name);
    if (value !== null) return value;
  }
  return null;
}

function offset(element: Element): { x: number; y: number } {
  let x = Number(element.getAttribute("x") ?? 0);
  let y = 0;
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const match = /translate\(([-\d.]+),([-\d.]+)\)/.exec(at.getAttribute("transform") ?? "");
    x += Number(match?.[1] ?? 0);
    y += Number(match?.[2] ?? 0);
  }
  return { x, y };
}

/** Every text of a drawing with its estimated extent, from transforms, anchors and type sizes. */
export function textsOf(root: Element): PlacedText[] {
  return [...root.querySelectorAll("text")].map((element) => {
    const text = element.textContent;
    const size = Number(inherited(element, "font-size") ?? "0");
    const isStrong = Number(inherited(element, "font-weight") ?? "400") >= 600;
    const width = textWidth(text, { size, isStrong });
    const anchor = inherited(element, "text-anchor") ?? "start";
    const { x, y } = offset(element);
    const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
    return { text, size, left, right: left + width, y };
  });
}
