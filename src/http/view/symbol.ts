import type { SymbolCode } from "../../reports/index.js";
import { NOTHING, trusted, type Html } from "./markup.js";

const PATHS: Readonly<Record<Exclude<SymbolCode, "none"> | "lock", string>> = {
  up: '<path d="M0 9.5 5 .5l5 9Z"/>',
  down: '<path d="M0 .5h10L5 9.5Z"/>',
  same: '<path d="M0 3h10M0 7h10" fill="none" stroke-width="1.8"/>',
  tick: '<path d="M.8 5.4 3.8 8.6 9.4 1.4" fill="none" stroke-width="2"/>',
  square: '<path d="M1 1h8v8H1Z" fill="none" stroke-width="1.6" stroke-dasharray="2 1.6"/>',
  clock:
    '<circle cx="5" cy="5" r="4.2" fill="none" stroke-width="1.6"/><path d="M5 2.2V5l2 1.6" fill="none" stroke-width="1.6"/>',
  ring: '<circle cx="5" cy="5" r="4" fill="none" stroke-width="2"/>',
  cross: '<path d="M1 1l8 8M9 1 1 9" fill="none" stroke-width="2"/>',
  diamond: '<path d="M5 0l5 5-5 5-5-5Z"/>',
  lock: '<path d="M1 5h8v5H1Z"/><path d="M2.8 5V3a2.2 2.2 0 0 1 4.4 0v2" fill="none" stroke-width="1.6"/>',
};

/** Name of a drawn symbol; it never stands without its word. */
export type SymbolName = SymbolCode | "lock";

/** A small drawing in the colour of the text around it, hidden from screen readers. */
export function symbol(name: SymbolName): Html {
  if (name === "none") return NOTHING;
  return trusted(
    `<svg class="sym" viewBox="0 0 10 10" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`,
  );
}
