import { readFileSync } from "node:fs";
import { z } from "zod";

const condition = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.object({ matches: z.string() }),
  z.object({ below: z.number() }),
]);

const how = z.strictObject({
  metric: z.string().optional(),
  dataset: z.string().optional(),
  list: z.string().optional(),
  compare: z.enum(["both", "only_first", "only_second", "closed_since"]).optional(),
  site: z.string().optional(),
  snapshot: z.string().optional(),
  parameters: z.record(z.string(), z.string()).optional(),
  asset: z.string().optional(),
  group: z.string().optional(),
  over: z.enum(["assets_with_stops"]).optional(),
  numerator: z.string().optional(),
  denominator: z.string().optional(),
  where: z.record(z.string(), condition).optional(),
  distinct_by: z.string().optional(),
  of: z.string().optional(),
  stat: z.string().optional(),
  order: z.string().optional(),
  nth: z.string().optional(),
  read: z.string().optional(),
});

const tolerance = z.union([
  z.enum(["exact", "instant", "print", "second_per_event", "two_seconds"]),
  z.strictObject({ abs: z.number() }),
]);

const entry = z.union([
  z.strictObject({ path: z.array(z.string()), none: z.string().min(10) }),
  z.strictObject({
    path: z.array(z.string()),
    how,
    tolerance,
    /** What the entry takes for granted. */
    note: z.string().optional(),
  }),
]);

/** How a fact is computed. */
export type How = z.output<typeof how>;
/** How far a computed fact may be from the printed one. */
export type Tolerance = z.output<typeof tolerance>;
/** One entry of the list: which facts it speaks of and how they are computed, or why they are not. */
export type Entry = z.output<typeof entry>;
/** Texts that an entry's path took from a fact's path. */
export type Captured = Readonly<Record<string, string>>;

const PLACEHOLDER = /\{([a-z]+)(?::([^}]+))?\}/g;

/** The entries of `sample-facts.json`. */
export function readEntries(): readonly Entry[] {
  const text = readFileSync(new URL("sample-facts.json", import.meta.url), "utf8");
  return z.object({ about: z.string(), entries: z.array(entry) }).parse(JSON.parse(text)).entries;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function segmentPattern(segment: string): RegExp {
  let source = "";
  let at = 0;
  for (const match of segment.matchAll(PLACEHOLDER)) {
    source += escaped(segment.slice(at, match.index));
    source += `(?<${match[1] ?? ""}>${match[2] ?? "[\\s\\S]+"})`;
    at = match.index + match[0].length;
  }
  return new RegExp(`^${source}${escaped(segment.slice(at))}$`);
}

/** What the entry takes from the path, or null when it does not speak of it. */
export function matchPath(entryPath: readonly string[], path: readonly string[]): Captured | null {
  if (entryPath.length !== path.length) return null;
  const captured: Record<string, string> = {};
  for (const [i, segment] of entryPath.entries()) {
    const match = segmentPattern(segment).exec(path[i] ?? "");
    if (match === null) return null;
    Object.assign(captured, match.groups);
  }
  return captured;
}

/** The instructions with the taken texts put in. */
export function fillIn(instructions: How, captured: Captured): How {
  const fill = (value: unknown): unknown => {
    if (typeof value === "string") {
      return value.replace(/\{([a-z]+)\}/g, (whole, name: string) => captured[name] ?? whole);
    }
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
  };
  return how.parse(fill(instructions));
}
