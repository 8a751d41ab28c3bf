import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPlant } from "../fixtures/built-plant.js";
import { samplePlant } from "../fixtures/sample-plant.js";
import { openMetrics, type OpenMetrics } from "../metrics/metric-context.js";
import { fillIn, matchPath, readEntries, type Entry, type Tolerance } from "./fact-entries.js";
import { factValue, type FactSources } from "./fact-values.js";

/** The run after which the subway stood as on 2 April 2018. */
const FIRST_STATE_RUN = 2;
/** Facts are printed with four decimals or with those of money. */
const HALF_A_PRINTED_DIGIT = 0.00005001;
const SECOND_H = 1 / 3600;

interface Fact {
  readonly path: readonly string[];
  readonly value: string | number | boolean;
  /** Values beside it, such as the `n` that a sum is over. */
  readonly siblings: Readonly<Record<string, unknown>>;
}

function leaves(value: unknown, path: readonly string[], siblings: Fact["siblings"]): Fact[] {
  if (typeof value === "object" && value !== null) {
    const inner = { ...value } as Record<string, unknown>;
    return Object.entries(inner).flatMap(([key, child]) => leaves(child, [...path, key], inner));
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return [{ path, value, siblings }];
  }
  throw new Error(`a fact without a value: ${path.join(" / ")}`);
}

function readFacts(): Fact[] {
  const folder = new URL("facts/", import.meta.url);
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const content: unknown = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
      return leaves(content, [name.replace(/\.json$/, "")], {});
    });
}

const facts = readFacts();
const entries = readEntries();

function entriesOf(fact: Fact): Entry[] {
  return entries.filter((entry) => matchPath(entry.path, fact.path) !== null);
}

function allowed(tolerance: Tolerance, { path, siblings }: Fact): number {
  if (typeof tolerance === "object") return tolerance.abs;
  if (tolerance === "two_seconds") return 2 * SECOND_H;
  if (tolerance === "print") return HALF_A_PRINTED_DIGIT;
  if (tolerance === "second_per_event") {
    // Stamps are kept in whole seconds, so each event may be a second off; so may a mean or quantile.
    const events = path.at(-1) === "sum" ? Number(siblings["n"]) : 1;
    return path.at(-1) === "n" ? 0 : events * SECOND_H + HALF_A_PRINTED_DIGIT;
  }
  return 0;
}

function problem(fact: Fact, tolerance: Tolerance, actual: unknown): string | null {
  const place = `${fact.path.join(" / ")}: ${String(actual)}, the fact is ${String(fact.value)}`;
  if (tolerance === "instant") {
    const apart_ms = Math.abs(Date.parse(String(actual)) - Date.parse(String(fact.value)));
    return apart_ms < 1000 ? null : place;
  }
  const isNumber =
    typeof actual === "number" && fact.value !== "" && !Number.isNaN(Number(fact.value));
  if (!isNumber) return actual === fact.value ? null : place;
  return Math.abs(actual - Number(fact.value)) <= allowed(tolerance, fact) ? null : place;
}

let newest: OpenMetrics;
let first: OpenMetrics;
let sources: FactSources;
let firstDir: string;

beforeAll(async () => {
  const { dataDir, config } = await samplePlant();
  newest = await openMetrics(dataDir);
  // The sample is shared by all tests of a run, so the earlier state is built beside it.
  firstDir = mkdtempSync(join(tmpdir(), "meantime-first-state-"));
  cpSync(join(dataDir, "landing"), join(firstDir, "landing"), { recursive: true });
  await buildPlant(firstDir, config, { upToRun: FIRST_STATE_RUN });
  first = await openMetrics(firstDir);
  sources = { newest: newest.ctx, first: first.ctx };
});

afterAll(async () => {
  await newest.snapshot.close();
  await first.snapshot.close();
  rmSync(firstDir, { recursive: true, force: true });
});

describe("the facts of the sample", () => {
  test("are all listed, each once", () => {
    const wrong = facts
      .map((fact) => ({ place: fact.path.join(" / "), count: entriesOf(fact).length }))
      .filter(({ count }) => count !== 1);
    expect(wrong).toEqual([]);
  });

  test("are what the list speaks of: no entry is left over", () => {
    const idle = entries.filter((entry) =>
      facts.every((fact) => matchPath(entry.path, fact.path) === null),
    );
    expect(idle).toEqual([]);
  });

  test("come out of metrics, datasets and lists within their tolerance", async () => {
    const wrong: string[] = [];
    let compared = 0;
    for (const fact of facts) {
      const entry = entriesOf(fact)[0];
      if (entry === undefined || "none" in entry) continue;
      const how = fillIn(entry.how, matchPath(entry.path, fact.path) ?? {});
      const found = problem(fact, entry.tolerance, await factValue(how, sources));
      if (found !== null) wrong.push(found);
      compared += 1;
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(700);
  });

  test("FAKE is not in the model and is counted as left out by its rule", async () => {
    const { principal, snapshot } = newest.ctx;
    const runs = await snapshot.query("lists", "runs", { site: "subway" }, principal);
    const register = runs.rows.find((row) => row["feed"] === "register");
    expect(register).toMatchObject({ rows_in: 271, rows_excluded: 1, rows_quarantined: 0 });
    const nodes = await snapshot.query("lists", "asset_nodes", { site: "subway" }, principal);
    const odd = nodes.rows.filter(
      (row) => row["is_counted"] === true && !String(row["tag"]).startsWith("EL"),
    );
    expect(odd).toEqual([]);
  });
});

describe("the list of facts", () => {
  test("would notice a key that nobody listed", () => {
    const fact: Fact = {
      path: ["mta_elevators", "snapshot_0521", "new_key"],
      value: 1,
      siblings: {},
    };
    expect(entriesOf(fact)).toEqual([]);
  });

  test("would notice a wrong value", () => {
    const fact: Fact = { path: ["x"], value: 206.678, siblings: {} };
    expect(problem(fact, { abs: 0.001 }, 206.68)).toContain("206.68");
    expect(problem(fact, { abs: 0.001 }, 206.6781)).toBeNull();
  });
});
