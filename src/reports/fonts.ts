import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fail } from "./errors.js";

const SANS = "@expo-google-fonts/ibm-plex-sans";
const SERIF = "@expo-google-fonts/ibm-plex-serif";

/** Font files of PDF and pictures: text, medium and strong sans, and the serif of headlines. */
const FILES = [
  `${SANS}/400Regular/IBMPlexSans_400Regular.ttf`,
  `${SANS}/500Medium/IBMPlexSans_500Medium.ttf`,
  `${SANS}/600SemiBold/IBMPlexSans_600SemiBold.ttf`,
  `${SERIF}/500Medium/IBMPlexSerif_500Medium.ttf`,
] as const;

/** Drawn where no font has a character. */
export const MISSING_GLYPH = "\ufffd";

/** Marks that have no glyph and need none: joiners, direction marks, variation selectors. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

const resolve = createRequire(import.meta.url).resolve;

/** Paths of the font files, found where npm has put their packages; `report.font_missing` if not. */
export function fontFiles(): string[] {
  return FILES.map((font) => {
    try {
      const path = resolve(font);
      if (existsSync(path)) return path;
    } catch (cause) {
      throw fail("report.font_missing", { font }, { cause });
    }
    throw fail("report.font_missing", { font });
  });
}

let covered: ReadonlySet<number> | undefined;

/** Code points that every weight of the sans has, read once from its character map. */
function coveredCodePoints(): ReadonlySet<number> {
  covered ??= readCharacterMap(readFileSync(fontFiles()[0] ?? ""));
  return covered;
}

/** Code points of a TrueType font's `cmap` table, format 4 (OpenType 1.9, cmap, "Format 4"). */
function readCharacterMap(font: Buffer): ReadonlySet<number> {
  const cmap = tableOffset(font, "cmap");
  const found = new Set<number>();
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index += 1) {
    const subtable = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4);
    if (font.readUInt16BE(subtable) === 4) addSegments(font, subtable, found);
  }
  return found;
}

function tableOffset(font: Buffer, tag: string): number {
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const entry = 12 + index * 16;
    if (font.toString("latin1", entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
  }
  throw fail("report.font_missing", { font: `table ${tag}` });
}

function addSegments(font: Buffer, subtable: number, found: Set<number>): void {
  const doubled = font.readUInt16BE(subtable + 6);
  const ends = subtable + 14;
  const starts = ends + doubled + 2;
  const deltas = starts + doubled;
  const offsets = deltas + doubled;
  for (let at = 0; at < doubled; at += 2) {
    const [start, end] = [font.readUInt16BE(starts + at), font.readUInt16BE(ends + at)];
    const delta = font.readUInt16BE(deltas + at);
    const offset = font.readUInt16BE(offsets + at);
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const raw =
        offset === 0 ? code : font.readUInt16BE(offsets + at + offset + 2 * (code - start));
      const glyph = offset !== 0 && raw === 0 ? 0 : (raw + delta) & 0xffff;
      if (glyph !== 0) found.add(code);
    }
  }
}

function isDrawable(character: string): boolean {
  if (/\s/.test(character) || INVISIBLE.test(character)) return true;
  return coveredCodePoints().has(character.codePointAt(0) ?? 0);
}

/** The characters of a text that no font of PDF and pictures has, each once, in order of appearance. */
export function uncoveredCharacters(content: string): string[] {
  const found = new Set<string>();
  for (const character of content) if (!isDrawable(character)) found.add(character);
  return [...found];
}

/** The text as PDF and pictures can draw it: what no font has becomes the replacement character. */
export function drawableText(content: string): string {
  // Nearly all texts are plain: one test instead of a walk over every character.
  if (/^[\x20-\x7e\u00a0-\u00ac\u00ae-\u017f\u2212\n]*$/.test(content)) return content;
  let drawable = "";
  for (const character of content) drawable += isDrawable(character) ? character : MISSING_GLYPH;
  return drawable;
}
