import type { z } from "zod";
import { instantOfLocal, text } from "../core/index.js";
import { show, type Problems } from "./problems.js";
import { resolveFeed } from "./resolve-feed.js";
import type { Writing } from "./resolve-field.js";
import {
  declaredSchema,
  defaultsSchema,
  recordsOfAssetSchema,
  sourceSchema,
  untilLastEndSchema,
} from "./schema.js";
import type { FeedConfig, ObservationConfig, SourceConfig } from "./types.js";
import type { KeyPath } from "./yaml-tree.js";

type RawSource = z.output<typeof sourceSchema>;

const BASES = ["declared", "until_last_end", "records_of_asset"] as const;
const FAILURE_ENTITIES = ["failure", "downtime", "work_order"] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Where a source stands and what there is around it. */
export interface SourceContext {
  readonly problems: Problems;
  readonly path: KeyPath;
  readonly id: string;
  readonly file: string;
  /** Zone of each site; null for a site whose zone is wrong. */
  readonly zones: ReadonlyMap<string, string | null>;
}

/** The source, or undefined with its problems added. */
export function resolveSource(value: unknown, context: SourceContext): SourceConfig | undefined {
  const { problems, path, id, file, zones } = context;
  const raw = problems.parse(sourceSchema, value, path);
  const feeds = resolveFeeds(value, { problems, path, file });
  if (raw === undefined) return undefined;
  if (!zones.has(raw.site)) {
    problems.addUnknownName([...path, "site"], raw.site, [...zones.keys()]);
  }
  const failures_from = failuresFrom(raw, feeds, context);
  const zone = zones.get(raw.site) ?? "UTC";
  const observation = observationOf(raw.observation, { problems, path, zone });
  return {
    id,
    title: raw.title ?? id,
    site: raw.site,
    attribution: raw.attribution ?? null,
    licence: raw.licence ?? null,
    is_generated: raw.is_generated ?? false,
    observation: observation ?? { basis: "records_of_asset" },
    failures_from: failures_from ?? "failure",
    asset_noun: raw.asset_noun ? [raw.asset_noun[0]!, raw.asset_noun[1]!] : ["asset", "assets"],
    feeds,
  };
}

/** The feeds, read even when the rest of the source has problems, so that theirs are told too. */
function resolveFeeds(
  source: unknown,
  { problems, path, file }: Pick<SourceContext, "problems" | "path" | "file">,
): FeedConfig[] {
  const defaults = inside(source, "defaults");
  const writing: Writing =
    defaults === undefined
      ? {}
      : (problems.parse(defaultsSchema, defaults, [...path, "defaults"]) ?? {});
  const feeds = inside(source, "feeds");
  if (feeds === undefined) return [];
  const at = [...path, "feeds"];
  if (Object.keys(feeds).length === 0) problems.addRule(at, text("config.rule.no_feeds"));
  return Object.entries(feeds).flatMap(([id, feed]) => {
    problems.checkId(id, [...at, id]);
    const context = { problems, path: [...at, id], id, file, defaults: writing };
    return resolveFeed(feed, context) ?? [];
  });
}

/** The mapping below a key, when there is one. */
function inside(value: unknown, key: string): Record<string, unknown> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const found: unknown = (value as Record<string, unknown>)[key]; // an object by the line above
  if (typeof found !== "object" || found === null || Array.isArray(found)) return undefined;
  return found as Record<string, unknown>; // neither list nor null, so keys are texts
}

function failuresFrom(
  raw: RawSource,
  feeds: readonly FeedConfig[],
  { problems, path }: SourceContext,
): SourceConfig["failures_from"] | undefined {
  const fed = FAILURE_ENTITIES.find((entity) => feeds.some((feed) => feed.entity === entity));
  const chosen = raw.failures_from ?? fed;
  const at = [...path, "failures_from"];
  if (chosen === undefined) {
    // Feeds that could not be read may have held it; then their problems are told instead.
    const isWhole = feeds.length === Object.keys(raw.feeds).length && feeds.length > 0;
    if (isWhole) problems.addRule([...path, "feeds"], text("config.rule.no_events"));
    return undefined;
  }
  const feed = feeds.find(({ entity }) => entity === chosen);
  if (feed === undefined) {
    const isWhole = feeds.length === Object.keys(raw.feeds).length;
    const message = text("config.rule.failures_without_feed", { entity: chosen });
    if (isWhole) problems.addRule(at, message);
    return chosen;
  }
  const fieldsAt = [...path, "feeds", feed.id, "fields"];
  if (chosen === "downtime" && feed.fields["time_class"] === undefined) {
    problems.addRule(fieldsAt, text("config.rule.failures_of_downtime", { feed: feed.id }));
  }
  const isTold = feed.fields["is_failure"] ?? feed.fields["work_class"];
  if (chosen === "work_order" && isTold === undefined) {
    problems.addRule(fieldsAt, text("config.rule.failures_of_orders", { feed: feed.id }));
  }
  return chosen;
}

function observationOf(
  value: Readonly<Record<string, unknown>> | null | undefined,
  context: { problems: Problems; path: KeyPath; zone: string },
): ObservationConfig | undefined {
  if (value === null || value === undefined) return undefined;
  const { problems, zone } = context;
  const path = [...context.path, "observation"];
  const basis = value["basis"];
  if (basis === "records_of_asset") return problems.parse(recordsOfAssetSchema, value, path);
  if (basis === "until_last_end") {
    const raw = problems.parse(untilLastEndSchema, value, path);
    return raw && { basis, from: instantText(raw.from, zone) };
  }
  if (basis === "declared") {
    const raw = problems.parse(declaredSchema, value, path);
    if (raw === undefined) return undefined;
    const [from, to] = [instantText(raw.from, zone), instantText(raw.to, zone)];
    if (from >= to) problems.addRule(path, text("config.rule.window_empty", { from, to }));
    return { basis, from, to };
  }
  const advice = problems.offer(typeof basis === "string" ? basis : "", BASES);
  const id = basis === undefined ? "missing_key" : "wrong_value";
  problems.add({ path: [...path, "basis"], id, received: show(basis), ...advice });
  return undefined;
}

/** In UTC, to the second; a day begins when it does at the site. */
function instantText(written: string, zone: string): string {
  const instant = DAY.test(written) ? instantOfLocal(zone, written) : new Date(written);
  return `${instant.toISOString().slice(0, 19)}Z`;
}
