import { palettes, type Palette, type TokenName } from "./tokens.js";

/**
 * Where a drawing's colours come from: `css` leaves `var(--…)` for the page to fill in, so it
 * follows the page's theme; the others write the values out for pictures, mail and PDF.
 */
export type Theme = "css" | "light" | "dark" | "print";

/** The colours and the font of one drawing. */
export interface Paint {
  readonly color: Palette;
  readonly font: string;
}

const LITERAL_FONT = "IBM Plex Sans, Arial, sans-serif";

// The keys of one palette are exactly the names of all colours.
const NAMES = Object.keys(palettes.light) as TokenName[];
const variables = Object.fromEntries(
  NAMES.map((name) => [name, `var(--${name})`]),
  // Every name is a key, so the record is whole.
) as Palette;

/** The colours and the font to draw with under a theme. */
export function paintOf(theme: Theme): Paint {
  if (theme === "css") return { color: variables, font: "var(--font-sans)" };
  return { color: palettes[theme], font: LITERAL_FONT };
}
