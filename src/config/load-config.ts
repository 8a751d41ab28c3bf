import { readFileSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { limits, text } from "../core/index.js";
import { deepFreeze } from "./deep-freeze.js";
import { fail } from "./errors.js";
import { locateConfig, type ConfigPlaces } from "./locate-config.js";
import { Problems } from "./problems.js";
import { resolveMail, resolveSchedules } from "./resolve-delivery.js";
import { isLoopback, resolveListen, type ConfigOverrides } from "./resolve-listen.js";
import { resolveSites, resolveSources } from "./resolve-sites.js";
import { configSchema } from "./schema.js";
import { hasReference, isReference } from "./secrets.js";
import type { Config } from "./types.js";
import { readYamlTree, type KeyPath } from "./yaml-tree.js";

const DATA_DIR = "var";
const RECURRENCE_DAYS = 90;
const REFERENCES = ["mail.host", "mail.user", "mail.password"];

/** What decides the configuration beside its file. */
export interface ConfigRequest extends Omit<ConfigPlaces, "cwd"> {
  /** The folder it was started in; that of the process when absent. */
  readonly cwd?: string | undefined;
  readonly overrides?: ConfigOverrides | undefined;
}

type Entries = Readonly<Record<string, unknown>>;

/**
 * Reads, checks and completes the configuration. Throws `config.invalid` with every problem as an
 * issue, or `config.host_not_loopback` when the address is one of them. The result is frozen.
 */
export function loadConfig(request: ConfigRequest): Config {
  const cwd = request.cwd ?? process.cwd();
  const file = locateConfig({ ...request, cwd });
  const shown = shownPath(file, cwd);
  const tree = readYamlTree(readText(file, shown));
  const problems = new Problems(shown, tree);
  const config = resolveConfig(tree.value, { request: { ...request, cwd }, file, problems });
  const { issues } = problems;
  if (config === undefined || issues.length > 0) {
    const context = { issues };
    const host = config?.host ?? "";
    if (config !== undefined && !isLoopback(host)) {
      throw fail("config.host_not_loopback", { host }, context);
    }
    throw fail("config.invalid", { file: shown, count: issues.length }, context);
  }
  return deepFreeze({ ...config, file: shown });
}

function resolveConfig(
  value: unknown,
  context: {
    readonly request: ConfigRequest & { readonly cwd: string };
    readonly file: string;
    readonly problems: Problems;
  },
): Config | undefined {
  const { request, file, problems } = context;
  const top: Entries = typeof value === "object" && value !== null ? (value as Entries) : {};
  const raw = problems.parse(configSchema, value, []);
  checkReferences(value, [], problems);
  const sites = resolveSites(entriesOf(top, "sites"), problems);
  const zones = new Map<string, string | null>([
    ...Object.keys(entriesOf(top, "sites")).map((id): [string, null] => [id, null]),
    ...sites.map(({ id, zone }): [string, string] => [id, zone]),
  ]);
  const sources = resolveSources(entriesOf(top, "sources"), { problems, file, zones });
  const scheduled = entriesOf(top, "schedules");
  const schedules = resolveSchedules(scheduled, { problems, zones });
  const secrets = { env: request.env, file };
  const hasMail = (top["mail"] ?? null) !== null;
  const mail = hasMail ? resolveMail(top["mail"], { problems, secrets }) : undefined;
  if (Object.keys(scheduled).length > 0 && !hasMail) {
    problems.addRule(["schedules"], text("config.rule.mail_missing"));
  }
  const overrides = request.overrides ?? {};
  const listen = resolveListen(raw ?? {}, { overrides, env: request.env, problems });
  if (raw === undefined) return undefined;
  return {
    file,
    data_dir: dataDirOf(raw.data_dir ?? null, { overrides, file, cwd: request.cwd }),
    ...listen,
    public_url: raw.public_url ?? null,
    sites,
    sources,
    recurrence_days: raw.recurrence_days ?? RECURRENCE_DAYS,
    schedules,
    refresh_cron: raw.refresh_cron ?? null,
    mail: mail ?? null,
  };
}

function dataDirOf(
  written: string | null,
  { overrides, file, cwd }: { overrides: ConfigOverrides; file: string; cwd: string },
): string {
  if (overrides.data !== undefined) return resolve(cwd, overrides.data);
  return written === null ? resolve(cwd, DATA_DIR) : resolve(dirname(file), written);
}

/** The mapping below a key of the top; empty when it is not one, which its schema tells. */
function entriesOf(top: Entries, key: string): Entries {
  const value = top[key];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return value as Entries; // a mapping, by the line above
}

/** A reference where none is read would go on as plain text, so it is refused. */
function checkReferences(value: unknown, path: KeyPath, problems: Problems): void {
  if (typeof value === "string" && hasReference(value)) {
    if (isReference(value) && REFERENCES.includes(path.join("."))) return;
    problems.addRule(path, text("config.rule.reference_here", { received: value }));
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inside] of Object.entries(value)) {
    checkReferences(inside, [...path, key], problems);
  }
}

function readText(file: string, shown: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw fail("config.file_missing", { file: shown }, { cause });
  }
  const limit = limits.config_file_bytes;
  if (bytes.length > limit) {
    throw fail("config.file_too_large", { file: shown, bytes: bytes.length, limit });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw fail("config.file_encoding", { file: shown }, { cause });
  }
}

/** Relative to where it was started when it lies below, else whole. */
function shownPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return path === "" || path.startsWith("..") || isAbsolute(path) ? file : path;
}
