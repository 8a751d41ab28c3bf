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

/** Reads the style sheets and fonts; each font's address in the sheet carries its hash. */
export async function loadAssets(): Promise<Assets> {
  const css = await readStyle();
  const names = [...css.matchAll(/font:([a-z0-9-]+\.woff2)/g)].map((match) => match[1] ?? "");
  const fonts = await Promise.all([...new Set(names)].map(readFont));
  const byName = new Map(
    names.map((name) => [name, fonts.find((f) => f.href.includes(name.slice(0, -6)))]),
  );
  const linked = compact(css).replace(
    /font:([a-z0-9-]+\.woff2)/g,
    (_all, name: string) => byName.get(name)?.href ?? "",
  );
  const style = assetFile("page.css", "text/css; charset=utf-8", Buffer.from(linked));
  const files = [style, ...fonts];
  return { style_href: style.href, files: new Map(files.map((file) => [file.href, file])) };
}
