import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const SOURCES = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(SOURCES);
const KEPT_MS = 30 * 86_400_000;
/** Packages with a binary or files of their own, which stay where they are installed. */
const NATIVE = ["@duckdb/*", "libsql", "@myriaddreamin/*", "@resvg/*", "esbuild"];
/** What CommonJS packages inside the compiled code call for Node's own modules. */
const REQUIRE =
  'import { createRequire as requireFrom } from "node:module";' +
  "const require = requireFrom(import.meta.url);";

/** Every TypeScript file of the product. */
function sourceFiles() {
  return readdirSync(SOURCES, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** What says which packages are installed. */
function packageFiles() {
  return [join(ROOT, "package.json"), join(ROOT, "node_modules", ".package-lock.json")].filter(
    (path) => existsSync(path),
  );
}

/** A text that changes when a source file or a package does: name, size and time of each file. */
function fingerprint() {
  const hash = createHash("sha256").update(process.version);
  for (const path of [...sourceFiles(), ...packageFiles(), fileURLToPath(import.meta.url)]) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path}\0${size}\0${mtimeMs}\0`);
  }
  return hash.digest("hex").slice(0, 16);
}

/** Where compiled code is kept, so that its imports of packages are found from there. */
function cacheFolder() {
  const packages = join(ROOT, "node_modules");
  return existsSync(packages) ? join(packages, ".cache", "meantime") : join(ROOT, ".cache");
}

/** Keeps each file's own address in the code, because paths to queries and assets start from it. */
const ownAddresses = {
  name: "own-addresses",
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll(
        "import.meta.url",
        JSON.stringify(pathToFileURL(path).href),
      ),
      loader: "ts",
    }));
  },
};

/**
 * Puts the sources and the packages written in JavaScript into few files: finding and reading some
 * thousand small ones is a third of a start.
 */
async function compile(folder) {
  const { build, stop } = await import("esbuild");
  await build({
    entryPoints: [join(SOURCES, "cli.ts")],
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    keepNames: true,
    minifyWhitespace: true,
    legalComments: "none",
    format: "esm",
    platform: "node",
    target: "node20",
    external: NATIVE,
    banner: { js: REQUIRE },
    logLevel: "error",
    plugins: [ownAddresses],
  });
  await stop();
}

/** Removes what was compiled more than a month ago; a service may still load parts of the others. */
function removeOld(cache, now_ms) {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (now_ms - statSync(path).mtimeMs > KEPT_MS) rmSync(path, { recursive: true, force: true });
  }
}

/**
 * Address of the compiled command line, compiled now when it is not there yet; null when that
 * is not possible here.
 */
export async function compiledEntry() {
  const cache = cacheFolder();
  const name = fingerprint();
  const entry = join(cache, name, "cli.mjs");
  if (existsSync(entry)) return pathToFileURL(entry).href;
  const unfinished = join(cache, `${name}.${process.pid}`);
  try {
    mkdirSync(unfinished, { recursive: true });
    await compile(unfinished);
    renameSync(unfinished, join(cache, name));
    removeOld(cache, statSync(join(cache, name)).mtimeMs);
  } catch {
    // The loader does the same work, and says what is wrong with a source file if anything is.
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(entry)) return null;
  }
  return pathToFileURL(entry).href;
}
