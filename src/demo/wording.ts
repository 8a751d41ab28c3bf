import type { Random } from "../core/index.js";
import { chance } from "./chance.js";

const ABBREVIATIONS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\breplaced?\b/i, ["repl", "rplcd", "replcd", "R/R"]],
  [/\bbearing\b/i, ["brg", "brng", "bearng"]],
  [/\bmechanical\b/i, ["mech", "mech."]],
  [/\bmotor\b/i, ["mtr"]],
  [/\bconveyor\b/i, ["conv", "cnvyr"]],
  [/\bpressure\b/i, ["press.", "pres"]],
  [/\btemperature\b/i, ["temp", "tmp"]],
  [/\bvibration\b/i, ["vib", "vibs"]],
  [/\badjusted?\b/i, ["adj", "adjst"]],
  [/\bleft hand side\b/i, ["LHS", "L/H side"]],
  [/\bleak(ing|s)?\b/i, ["lkg", "leakg", "lks"]],
  [/\band\b/i, ["&", "+"]],
];

const REMARKS = [
  "Found on night shift.",
  "Reported by operator.",
  "Tested ok, handed back to production.",
  "Spare taken from store, to be reordered.",
  "Temporary repair, needs follow up at next stop.",
  "Second time this month acc. to operator.",
] as const;

/** A letter lost, doubled or swapped with its neighbour, somewhere inside the text. */
function slip(random: Random, text: string): string {
  const at = random.integer(1, Math.max(2, text.length - 1));
  const kind = random.integer(0, 3);
  if (kind === 0) return text.slice(0, at) + text.slice(at + 1);
  if (kind === 1) return text.slice(0, at) + text.charAt(at) + text.slice(at);
  return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
}

/** A short text as a technician types it: abbreviated, in any case, now and then misspelt. */
export function typed(random: Random, wording: string): string {
  let text = wording;
  for (const [word, short] of ABBREVIATIONS) {
    if (word.test(text) && chance(random, 0.35)) text = text.replace(word, random.pick(short));
  }
  if (chance(random, 0.12)) text = slip(random, text);
  const style = random.next();
  if (style < 0.2) return text.toUpperCase();
  return style < 0.45 ? text.toLowerCase() : text;
}

/** A long text, empty for most orders; a few have a line break in them, as real ones do. */
export function remarks(random: Random, title: string): string {
  if (!chance(random, 0.25)) return "";
  const joint = chance(random, 0.05) ? "\n" : " ";
  return [`${title}.`, random.pick(REMARKS), random.pick(REMARKS)].join(joint);
}
