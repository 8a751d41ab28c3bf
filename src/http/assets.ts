import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** A file the pages load, named after its content, so that it may be kept for ever. */
export interface AssetFile {
  /** Address, such as `/static/page.0f3a….css`. */
  readonly href: string;
  readonly type: string;
  readonly body: Uint8Array;
}

/** The style sheet and the fonts it names. */
export interface Assets {
  readonly style_href: string;
  readonly files: ReadonlyMap<string, AssetFile>;
}

const STYLE_SHEETS = [
  "fonts",
  "tokens",
  "base",
  "frame",
  "figure",
  "table",
  "evidence",
  "controls",
  "narrow",
  "print",
];
const FONT_FOLDERS: Readonly<Record<string, string>> = {
  "ibm-plex-sans": "@fontsource-variable/ibm-plex-sans/files",
  "ibm-plex-serif": "@fontsource/ibm-plex-serif/files",
};

/** The first digits of a file's hash: enough to tell its versions apart in an address. */
function contentHash(body: Uint8Array | string): string {
  return createHash("sha256").update(body).digest("hex").slice(0, 16);
}

function assetFile(name: string, type: string, body: Uint8Array): AssetFile {
  const dot = name.lastIndexOf(".");
  const href = `/static/${name.slice(0, dot)}.${contentHash(body)}${name.slice(dot)}`;
  return { href, type, body };
}

async function readFont(name: string): Promise<AssetFile> {
  const family = Object.keys(FONT_FOLDERS).find((prefix) => name.startsWith(`${prefix}-`)) ?? "";
  const path = createRequire(import.meta.url).resolve(`${FONT_FOLDERS[family] ?? ""}/${name}`);
  return assetFile(name, "font/woff2", await readFile(path));
}

async function readStyle(): Promise<string> {
  const folder = new URL("./assets/", import.meta.url);
  const sheets = STYLE_SHEETS.map((name) =>
    readFile(fileURLToPath(new URL(`${name}.css`, folder)), "utf8"),
  );
  return (await Promise.all(sheets)).join("\n");
}

/** The style sheet without comments and needless space; its texts hold neither. */
function compact(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,]) ?/g, "$1")
    .replaceAll(";}", "}")
    .trim();
}

const FONT = /font:([a-z0-9-]+\.woff2)/g;

/** The fonts a style sheet names, by their names in it. */
async function readFonts(css: string): Promise<ReadonlyMap<string, AssetFile>> {
  const names = new Set([...css.matchAll(FONT)].map((match) => match[1] ?? ""));
  return new Map(
    await Promise.all([...names].map(async (name) => [name, await readFont(name)] as const)),
  );
}

/** The whole style sheet as text, its fonts inside it: for a page saved as one file. */
export async function standaloneStyle(): Promise<string> {
  const css = await readStyle();
  const fonts = await readFonts(css);
  return compact(css).replace(FONT, (_all, name: string) => {
    const { type, body } = fonts.get(name) ?? { type: "", body: new Uint8Array() };
    return `data:${type};base64,${Buffer.from(body).toString("base64")}`;
  });
}

/** Reads the style sheets and fonts; each font's address in the sheet carries its hash. */
export async function loadAssets(): Promise<Assets> {
  const css = await readStyle();
  const byName = await readFonts(css);
  const fonts = [...byName.values()];
  const linked = compact(css).replace(FONT, (_all, name: string) => byName.get(name)?.href ?? "");
  const style = assetFile("page.css", "text/css; charset=utf-8", Buffer.from(linked));
  const files = [style, ...fonts];
  return { style_href: style.href, files: new Map(files.map((file) => [file.href, file])) };
}
