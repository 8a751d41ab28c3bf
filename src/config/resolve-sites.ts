import { text } from "../core/index.js";
import type { Problems } from "./problems.js";
import { resolveSource } from "./resolve-source.js";
import { siteSchema } from "./schema.js";
import type { SiteConfig, SourceConfig } from "./types.js";

type Entries = Readonly<Record<string, unknown>>;

/** The sites of the file; sites with problems are left out. */
export function resolveSites(raw: Entries, problems: Problems): SiteConfig[] {
  if (Object.keys(raw).length === 0) problems.addRule(["sites"], text("config.rule.no_sites"));
  return Object.entries(raw).flatMap(([id, value]) => {
    problems.checkId(id, ["sites", id]);
    const site = problems.parse(siteSchema, value, ["sites", id]);
    if (site === undefined) return [];
    return { id, name: site.name ?? id, zone: site.zone, currency: site.currency ?? null };
  });
}

/** The sources of the file; sources with problems are left out. */
export function resolveSources(
  raw: Entries,
  context: { problems: Problems; file: string; zones: ReadonlyMap<string, string | null> },
): SourceConfig[] {
  const { problems } = context;
  if (Object.keys(raw).length === 0) problems.addRule(["sources"], text("config.rule.no_sources"));
  return Object.entries(raw).flatMap(([id, value]) => {
    const path = ["sources", id];
    problems.checkId(id, path);
    return resolveSource(value, { ...context, path, id }) ?? [];
  });
}
