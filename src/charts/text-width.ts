// Advance widths of IBM Plex Sans in thousandths of the type size, U+0020 to U+007E, read from the
// regular and semibold fonts that pages, pictures and PDF share. Measuring by table keeps the
// drawing the same on a server without fonts and in every browser.
const REGULAR = [
  236, 284, 419, 713, 598, 927, 694, 242, 335, 335, 450, 600, 272, 399, 272, 383, 600, 600, 600,
  600, 600, 600, 600, 600, 600, 600, 292, 292, 600, 600, 600, 477, 891, 641, 653, 621, 671, 583,
  559, 695, 707, 400, 510, 634, 501, 812, 707, 708, 606, 708, 640, 581, 572, 678, 609, 891, 613,
  593, 580, 317, 383, 317, 600, 565, 600, 534, 580, 503, 580, 549, 324, 528, 568, 250, 250, 527,
  272, 873, 568, 560, 580, 580, 367, 487, 351, 568, 492, 768, 507, 499, 464, 343, 314, 343, 600,
];
const SEMIBOLD = [
  236, 309, 471, 656, 600, 960, 713, 260, 337, 337, 556, 600, 299, 402, 299, 437, 600, 600, 600,
  600, 600, 600, 600, 600, 600, 600, 319, 319, 600, 600, 600, 493, 899, 672, 663, 642, 689, 600,
  577, 712, 719, 423, 545, 678, 521, 817, 719, 712, 641, 712, 664, 611, 580, 689, 638, 949, 655,
  632, 599, 329, 437, 329, 600, 559, 600, 559, 600, 513, 600, 558, 350, 545, 588, 275, 275, 562,
  294, 888, 588, 563, 600, 600, 393, 499, 374, 588, 524, 819, 544, 524, 502, 363, 376, 363, 600,
];
const NO_BREAK_WIDTH = 236;
const ELLIPSIS_WIDTH = 803;
/** For characters outside the table: most letters with marks are narrower, ideographs wider. */
const OTHER_WIDTH = 650;
const ELLIPSIS = "\u2026";

/** How a text is set: its size in px, and whether it is semibold. */
export interface TypeStyle {
  readonly size: number;
  readonly isStrong?: boolean;
}

function advance(character: string, widths: readonly number[]): number {
  if (character === "\u00a0") return NO_BREAK_WIDTH;
  if (character === ELLIPSIS) return ELLIPSIS_WIDTH;
  return widths[character.charCodeAt(0) - 32] ?? OTHER_WIDTH;
}

/** Width of a line of text in px. */
export function textWidth(text: string, style: TypeStyle): number {
  const widths = style.isStrong === true ? SEMIBOLD : REGULAR;
  let thousandths = 0;
  for (const character of text) thousandths += advance(character, widths);
  return (thousandths * style.size) / 1000;
}

/** The text, or as much of its beginning as fits into so many px, with an ellipsis. */
export function fitText(text: string, width: number, style: TypeStyle): string {
  if (textWidth(text, style) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 1 && textWidth(`${characters.join("")}${ELLIPSIS}`, style) > width) {
    characters.pop();
  }
  return `${characters.join("").trimEnd()}${ELLIPSIS}`;
}

/** The text broken at spaces into lines of at most so many px; a longer word stands alone. */
export function wrapText(text: string, width: number, style: TypeStyle): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer, style) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, line];
}
