import type { SymbolCode } from "../document.js";

/** Drawings of the symbols in a 10 by 10 box, in the colour of the text around them. */
const PATHS: Readonly<Record<Exclude<SymbolCode, "none">, string>> = {
  up: '<path d="M0 9.5 5 .5l5 9Z" fill="currentColor"/>',
  down: '<path d="M0 .5h10L5 9.5Z" fill="currentColor"/>',
  same: '<path d="M0 3h10M0 7h10" fill="none" stroke="currentColor" stroke-width="1.8"/>',
  tick: '<path d="M.8 5.4 3.8 8.6 9.4 1.4" fill="none" stroke="currentColor" stroke-width="2"/>',
  square:
    '<path d="M1 1h8v8H1Z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2 1.6"/>',
  clock:
    '<circle cx="5" cy="5" r="4.2" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M5 2.2V5l2 1.6" fill="none" stroke="currentColor" stroke-width="1.6"/>',
  ring: '<circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" stroke-width="2"/>',
  cross: '<path d="M1 1l8 8M9 1 1 9" fill="none" stroke="currentColor" stroke-width="2"/>',
  diamond: '<path d="M5 0l5 5-5 5-5-5Z" fill="currentColor"/>',
};

/** The elements of a symbol, to stand inside an `svg` of 10 by 10; empty for `none`. */
export function symbolPaths(code: SymbolCode): string {
  return code === "none" ? "" : PATHS[code];
}

/** Every symbol as an SVG file whose colour is still `currentColor`. */
export function symbolFiles(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(PATHS).map(([code, paths]) => [
      code,
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10">${paths}</svg>`,
    ]),
  );
}
