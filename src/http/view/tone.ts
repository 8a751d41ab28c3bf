import type { Tone } from "../../reports/index.js";

/** Class that colours a word by its meaning; empty for a plain one. */
export function toneClass(tone: Tone): string {
  return tone === "plain" ? "" : `is-${tone}`;
}
