import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runRecorded } from "../cli/recorded-run.js";
import { fingerprint, openPlant } from "../fixtures/built-plant.js";
import { sampleFile, temporaryFolder, writeSubwayMapping } from "./mapping-file.js";

const FIRST = sampleFile("mta_elevators/elevators_outage.csv");
const SECOND = sampleFile("mta_elevators/elevators_outage-05-21.csv");

/** Tables that tell of runs and builds, and grow with each. */
const OF_RUNS = /^svc_(extract_run|snapshot)$/;

/** What a refresh left: a print of each table, the outages, and the runs of the log. */
interface State {
  readonly prints: Readonly<Record<string, string>>;
  /** Identity and end of every outage; null for one that lasts. */
  readonly ends: ReadonlyMap<string, string | null>;
  readonly distinct: number;
  readonly runs: readonly string[];
}

const folder = temporaryFolder();
const data = join(folder, "var");
const states: State[] = [];

async function refresh(files: readonly string[], ...more: string[]): Promise<State> {
  const config = writeSubwayMapping(folder, files);
  const words = ["--config", config, "--data", data, ...more];
  const result = await runRecorded(["refresh", ...words]);
  expect({ code: result.code, said: result.said }).toEqual({ code: 0, said: [] });
  return readState();
}

async function readState(): Promise<State> {
  const plant = await openPlant(data);
  const outages = await plant.rows("select id::varchar as id, ended_at from fct_downtime");
  const { n } = await plant.row(
    "select count(distinct (asset_no, started_at)) as n from fct_downtime",
  );
  const runs = await plant.rows(`select feed, rows_in, rows_loaded, rows_unchanged,
    rows_quarantined, rows_deleted from svc_extract_run order by run_no`);
  const prints = await fingerprint(plant);
  await plant.close();
  return {
    prints: Object.fromEntries(Object.entries(prints).filter(([name]) => !OF_RUNS.test(name))),
    ends: new Map(outages.map((row) => [String(row["id"]), row["ended_at"] as string | null])),
    distinct: Number(n),
    runs: runs.map((row) => Object.values(row).join(" ")),
  };
}

function state(index: number): State {
  const found = states[index];
  if (found === undefined) throw new Error(`no state ${index}`);
  return found;
}

function openIds({ ends }: State): string[] {
  return [...ends].filter(([, end]) => end === null).map(([id]) => id);
}

beforeAll(async () => {
  states.push(await refresh([FIRST], "--extract"));
  states.push(await refresh([FIRST, SECOND], "--extract"));
  states.push(await refresh([FIRST, SECOND], "--extract"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a second state of the same list", () => {
  test("finds 2,034 outages, nine of them open, after the first", () => {
    // Counted in the source: facts.json, snapshot_0402: rows, open_rows_no_first_missed.
    expect(state(0).ends.size).toBe(2_034);
    expect(openIds(state(0))).toHaveLength(9);
    expect(state(0).runs).toEqual(["register 271 271 0 0 0", "outages 2034 2034 0 0 0"]);
  });

  test("closes the nine and adds the 2,325 that are only in it, duplicating none", () => {
    const [before, after] = [state(0), state(1)];
    expect(openIds(before).map((id) => after.ends.get(id))).not.toContain(null);
    expect(openIds(before).map((id) => after.ends.get(id))).not.toContain(undefined);
    expect(after.ends.size).toBe(2_034 + 2_325);
    expect(after.distinct).toBe(after.ends.size);
    const closed = [...before.ends].filter(([, end]) => end !== null);
    expect(closed.filter(([id, end]) => after.ends.get(id) !== end)).toEqual([]);
  });

  test("lands what changed and counts the rest, and passes over the state it knows", () => {
    expect(state(1).runs).toEqual([
      ...state(0).runs,
      "register 271 0 271 0 0",
      // 2,025 as they were; the nine, and the 2,325 new ones.
      "outages 4359 2334 2025 0 0",
    ]);
  });

  test("read again changes no table and no figure, and lands nothing", () => {
    expect(state(2).prints).toEqual(state(1).prints);
    // The run that found the register as it was before takes the place of the one before it.
    const kept = state(1).runs.filter((run) => run !== "register 271 0 271 0 0");
    expect(state(2).runs).toEqual([...kept, "register 271 0 271 0 0", "outages 4359 0 4359 0 0"]);
  });

  test("does not take away the first: the log gives any past state again, row for row", async () => {
    expect((await refresh([FIRST], "--as-of", "2")).prints).toEqual(state(0).prints);
    expect((await refresh([FIRST, SECOND])).prints).toEqual(state(1).prints);
  });
});
