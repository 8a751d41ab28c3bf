import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { text } from "../core/index.js";

const REFERENCE = /^\$\{(env|file):([^}]+)\}$/;

/** Where secrets come from. */
export interface SecretSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The configuration file; paths of secret files are relative to its folder. */
  readonly file: string;
}

/** A secret, or what was expected where it was looked for. */
export type Secret =
  { readonly value: string } | { readonly value: null; readonly expected: string };

/** True for `${env:NAME}` and `${file:path}`. */
export function isReference(written: string): boolean {
  return REFERENCE.test(written);
}

/** True for a text with a reference anywhere in it. */
export function hasReference(written: string): boolean {
  return /\$\{(env|file):/.test(written);
}

/** What a reference stands for; the last line break of a file is not part of it. */
export function readReference(reference: string, { env, file }: SecretSources): Secret {
  const [, kind, name = ""] = REFERENCE.exec(reference) ?? [];
  if (kind === "env") {
    const value = env[name];
    if (value !== undefined && value !== "") return { value };
    return { value: null, expected: text("config.expected.secret_env", { name }) };
  }
  const path = resolve(dirname(file), name);
  try {
    const value = readFileSync(path, "utf8").replace(/\r?\n$/, "");
    if (value !== "") return { value };
  } catch {
    // Whatever keeps it from being read, the answer is the same: a readable file was expected.
  }
  return { value: null, expected: text("config.expected.secret_file", { path }) };
}
