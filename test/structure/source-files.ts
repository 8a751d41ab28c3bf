import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** Root folder of the project. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** One text file of the project, its path written with forward slashes from the root. */
export interface TextFile {
  readonly path: string;
  readonly content: string;
}

/** Every file below the folders whose name ends as asked, sorted by path. */
export function filesBelow(folders: readonly string[], endings: readonly string[]): TextFile[] {
  const found: TextFile[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && entry.name !== "node_modules") visit(path);
      else if (endings.some((ending) => entry.name.endsWith(ending))) {
        const name = relative(ROOT, path).split(sep).join("/");
        found.push({ path: name, content: readFileSync(path, "utf8") });
      }
    }
  };
  for (const folder of folders) visit(join(ROOT, folder));
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** One import of a file: what is named in it and whether only types are taken. */
export interface Import {
  readonly from: string;
  readonly specifier: string;
  /** Path of the imported source file from the root, or null for a package. */
  readonly target: string | null;
  readonly isTypeOnly: boolean;
}

const STATEMENT = /^(?:import|export)\s+(type\s+)?(?:[\w*{][^;]*?\sfrom\s+)?"([^"]+)"/gm;
const DYNAMIC = /\bimport\(\s*(?:\/\*.*?\*\/\s*)?"([^"]+)"\s*\)/g;

/** The imports of a source file, static, dynamic and re-exported; types count. */
export function importsOf(file: TextFile): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, isTypeOnly: boolean): void => {
    const target = specifier.startsWith(".")
      ? posix.join(posix.dirname(file.path), specifier).replace(/\.js$/, ".ts")
      : null;
    found.push({ from: file.path, specifier, target, isTypeOnly });
  };
  for (const match of file.content.matchAll(STATEMENT)) {
    add(match[2] ?? "", match[1] !== undefined);
  }
  for (const match of file.content.matchAll(DYNAMIC)) add(match[1] ?? "", false);
  return found;
}

/** The area of a source file: the folder below `src`, or `main`, `cli` for the files there. */
export function areaOf(path: string): string {
  const parts = path.split("/");
  return parts.length === 2 ? (parts[1] ?? "").replace(/\.[jt]s$/, "") : (parts[1] ?? "");
}
