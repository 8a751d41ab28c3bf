import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";
import { messages } from "../core/messages/en/index.js";
import { fail } from "./errors.js";

/** The browser's script, bundled. */
export interface ClientBundle {
  /** Hash of the content, for an address that may be kept for ever. */
  readonly hash: string;
  readonly code: string;
}

const HERE = dirname(fileURLToPath(import.meta.url));
const SOURCES = ["client", "charts", "core"] as const;
const PACKAGES = ["esbuild", "@observablehq/plot", "intl-messageformat"] as const;
const SPOKEN = /^(charts|core|metrics\.reason)\./;
const CATALOGUE = /[\\/]core[\\/]messages[\\/]en[\\/]index\.ts$/;
const HASH_LENGTH = 16;

function shortHash(...parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex").slice(0, HASH_LENGTH);
}

async function sourceTexts(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return await Promise.all(paths.map(async (path) => await readFile(path, "utf8")));
}

/** The manifest of an installed package, found from here upwards; empty when there is none. */
async function packageManifest(name: string): Promise<string> {
  const require = createRequire(import.meta.url);
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      return await readFile(join(folder, name, "package.json"), "utf8");
    } catch {
      // Not in this folder: the next one up may have it.
    }
  }
  return "";
}

/** Names everything a bundle is made of, so that a kept one is used only while it is the same. */
async function inputsHash(): Promise<string> {
  const texts = await Promise.all(SOURCES.map((area) => sourceTexts(join(HERE, "..", area))));
  const manifests = await Promise.all(PACKAGES.map(packageManifest));
  return shortHash(...texts.flat(), ...manifests);
}

/** Only the sentences that drawings say; the rest of the catalogue stays out. */
function sentencesOfDrawings(): Plugin {
  const kept = Object.entries(messages).filter(([id]) => SPOKEN.test(id));
  const contents = `export const messages = ${JSON.stringify(Object.fromEntries(kept))};`;
  return {
    name: "sentences-of-drawings",
    setup: (build) => {
      build.onLoad({ filter: CATALOGUE }, () => ({ contents, loader: "js" }));
    },
  };
}

/** Drawings do not move; what d3 brings for moving them would be dead weight. */
function stillPictures(): Plugin {
  return {
    name: "still-pictures",
    setup: (build) => {
      build.onResolve({ filter: /^d3-transition$/ }, ({ path }) => ({ path, namespace: "empty" }));
      build.onLoad({ filter: /./, namespace: "empty" }, () => ({
        contents: "export const active = null, interrupt = null, transition = null;",
        loader: "js",
      }));
    },
  };
}

async function bundle(): Promise<string> {
  const esbuild = await import("esbuild");
  try {
    const result = await esbuild.build({
      entryPoints: [join(HERE, "main.ts")],
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      target: "es2022",
      platform: "browser",
      legalComments: "inline",
      logLevel: "silent",
      plugins: [sentencesOfDrawings(), stillPictures()],
    });
    return result.outputFiles[0]?.text ?? "";
  } catch (cause) {
    throw fail("client.build", { problem: String(cause) }, { cause });
  } finally {
    // Its helper process would stay for the life of the service.
    await esbuild.stop();
  }
}

async function readKept(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch {
    return null;
  }
}

/**
 * The browser's script: read from `<data>/client/` when one of these very sources is kept there,
 * else bundled and kept. One build takes about a second, and only the first request of a version
 * pays for it.
 */
export async function buildClient(dataDir: string): Promise<ClientBundle> {
  const folder = join(dataDir, "client");
  const path = join(folder, `${await inputsHash()}.js`);
  const kept = await readKept(path);
  if (kept !== null) return { hash: shortHash(kept), code: kept };
  const code = await bundle();
  await mkdir(folder, { recursive: true });
  const half = `${path}.${process.pid}.part`;
  await writeFile(half, code);
  await rename(half, path);
  return { hash: shortHash(code), code };
}
